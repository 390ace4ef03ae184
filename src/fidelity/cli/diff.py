"""`fidelity diff`: what can move between two versions."""

from __future__ import annotations

import click

from fidelity.cli.output import page_width, show_json
from fidelity.difference.comparison import compare
from fidelity.difference.pairing import Pair, paired
from fidelity.difference.record import ChecklistDifference, InterventionDifference
from fidelity.report.difference_json import difference_json
from fidelity.report.difference_text import difference_text
from fidelity.workspace.finding import Found, find
from fidelity.workspace.settings import Settings

Sides = tuple[Found, Found]
"""Where the old and the new version come from."""


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--checklist", default="", help="Compare this checklist only.")
@click.option("--old-profile", default="", metavar="PROFILE", help="Take the old checklist as this profile has it.")
@click.option("--new-profile", default="", metavar="PROFILE", help="Take the new checklist as this profile has it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@click.pass_obj
def command(
    settings: Settings, old: str, new: str, checklist: str, old_profile: str, new_profile: str, form: str
) -> int:
    """Say which scores and criteria can move between two versions.

    OLD and NEW are interventions (imr, imr@1.0) or definition files. Plans are compared, not text: of each score it is
    said whether the same ratings can give another value, reason, band or bounds, with an example where they can, and
    why. Checklists are matched by id; where each side has one only, these are matched whatever they are called.

    To see what a profile changes, name the same intervention twice:

      fidelity diff visit.yaml visit.yaml --new-profile short

    Exit codes: 0 nothing can move; 1 something can, or is gone, or can no longer be recorded; 3 nothing was seen to
    move, and it is not proved that nothing can.
    """
    found = find(old, settings), find(new, settings)
    difference = _difference(found, checklist, (old_profile, new_profile))
    if form == "json":
        show_json(difference_json(difference))
    else:
        click.echo(difference_text(difference, page_width()))
    return 1 if difference.moves else 3 if difference.may_move else 0


def _difference(found: Sides, checklist: str, profiles: tuple[str, str]) -> InterventionDifference:
    pairs = _pairs(found, checklist, profiles)
    old, new = (each.intervention for each in found)
    return InterventionDifference(
        old.name,
        new.name,
        old.text_hash,
        new.text_hash,
        tuple(_compared(found, pair, profiles) for pair in pairs if all(pair)),
        tuple(after for before, after in pairs if not before),
        tuple(before for before, after in pairs if not after),
    )


def _pairs(found: Sides, checklist: str, profiles: tuple[str, str]) -> tuple[Pair, ...]:
    """Which checklists are compared: those with the same id, or the one that is asked for or changed by a profile."""
    if not checklist and not any(profiles):
        old, new = ([each.id for each in side.intervention.assessable.checklists] for side in found)
        return paired(old, new)
    named = [
        side.intervention.checklist(checklist if _has(side, checklist) else "", profile).id if profile else ""
        for side, profile in zip(found, profiles, strict=True)
    ]
    wanted = checklist or named[0] or named[1]
    names = [name or _chosen(side, wanted, found) for side, name in zip(found, named, strict=True)]
    return ((names[0], names[1]),)


def _has(side: Found, checklist: str) -> bool:
    return checklist in {each.id for each in side.intervention.assessable.checklists}


def _chosen(side: Found, wanted: str, found: Sides) -> str:
    """The checklist of a name, or the only one there is where the other version has that name."""
    only = len(side.intervention.assessable.checklists) == 1 and any(_has(each, wanted) for each in found)
    return side.intervention.checklist("" if only else wanted).id


def _compared(found: Sides, pair: Pair, profiles: tuple[str, str]) -> ChecklistDifference:
    old, new = (side.plan(name, profile) for side, name, profile in zip(found, pair, profiles, strict=True))
    return compare(old, new, {**found[0].rules(old.checklist), **found[1].rules(new.checklist)})
