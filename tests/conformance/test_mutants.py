"""Wrong definitions, wrong rules and wrong engines: each must be found, by the check that it is there for."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

from fidelity.conformance.check import Outcome
from fidelity.conformance.kit import NAMES
from fidelity.conformance.report import EXEMPTIONS
from tests.conformance.mutant import MUTANTS, SOUND, folders, found, report_of

MOST = 24
"""How many lines of a definition a mutant may change: one thing is wrong, and it is found by looking."""

ALSO = {
    "copies/each_value_once": {"groups-shown"},
    "extremes/weight_not_in_the_ceiling_of_a_rule": {"bounds"},
    "monotone/noughts_are_blanks": {"extremes"},
    "not-applicable-apart/counted_as_missing": {"not-applicable"},
    "not-applicable/rule": {"extremes"},
    "nothing-rated/criterion_not_met": {"cuts"},
    "nothing-rated/nought": {"band-of-value", "extremes", "groups-shown"},
    "reversal/ten_minus_the_code": {"extremes"},
    "zero/nought_is_a_blank": {"extremes"},
}
"""The few mutants whose fault shows in other checks too, with these."""

REMEMBERING = {"alone/learns_the_median", "undo/remembers_the_last_row"}
"""Mutants that remember what they were asked before: in which other checks that shows is chance."""


def _name(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


@pytest.mark.parametrize("folder", folders(), ids=_name)
def test_a_mutant_is_found(folder: Path) -> None:
    """The check that the folder names finds it, and no other says that anything is wrong."""
    not_passed = found(folder)
    assert folder.parent.name in not_passed, (folder / "why.txt").read_text(encoding="utf-8")
    wrong = {name for name, check in not_passed.items() if check.outcome is Outcome.WRONG}
    others = wrong - {folder.parent.name}
    assert others == ALSO.get(_name(folder), set()) or _name(folder) in REMEMBERING


def test_every_check_has_a_mutant() -> None:
    """A check that has never found anything may be one that cannot, and a mutant of no check tests nothing."""
    names = {*NAMES, EXEMPTIONS}
    assert names == {folder.parent.name for folder in folders()}
    assert {folder.name for folder in MUTANTS.iterdir()} == names
    assert {*ALSO, *REMEMBERING} <= {_name(folder) for folder in folders()}


@pytest.mark.parametrize("name", [folder.name for folder in sorted(SOUND.iterdir())])
def test_what_is_sound_passes_every_check(name: str) -> None:
    """No check finds anything in the definitions from which the mutants are made."""
    report = report_of(SOUND / name)
    assert [(check.name, check.outcome) for check in report.checks if check.outcome is not Outcome.DONE] == []
    assert {check.name for check in report.checks} == {*NAMES, EXEMPTIONS}


@pytest.mark.parametrize("folder", folders(), ids=_name)
def test_a_mutant_is_a_copy_with_one_thing_wrong(folder: Path) -> None:
    """A mutant says in one line what is wrong, and is otherwise the sound definition with the sound cases."""
    assert (folder / "why.txt").read_text(encoding="utf-8").count("\n") == 1
    n_changed = sum(_n_changed(folder, name) for name in ("intervention.yaml", "cases/story_time.yaml"))
    own_code = any((folder / name).exists() for name in ("engine.py", "rules.py"))
    assert n_changed <= MOST or folder.parent.name == "assessed"
    assert n_changed or own_code


def _n_changed(folder: Path, name: str) -> int:
    """How many lines of a file are new, without its head; 0 where it is the sound one's."""
    if not (folder / name).exists():
        return 0
    sound, own = (
        [line for line in (each / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        for each in (SOUND / "plain", folder)
    )
    return sum(
        line[0] in "+-" and line[:3] not in ("+++", "---") for line in unified_diff(sound, own, n=0, lineterm="")
    )
