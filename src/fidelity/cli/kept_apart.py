"""The records that a command was given, whole, with what computes differently kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from fidelity.cli.gathering import Given, gather_all
from fidelity.cli.settings import Settings
from fidelity.errors import UsageError
from fidelity.evaluation.alike import alike
from fidelity.intake.gathered import Gathered, Intake
from fidelity.model.checklist import Checklist
from fidelity.plan.definition import Definition
from fidelity.problems import Problem
from fidelity.report.estimates_preface import GENERATED_BY, provenance_of
from fidelity.report.tidy.preface import Measure, Preface

APART = "Versions and profiles that compute differently are kept apart; `fidelity rescore` compares them."


@attrs.frozen(eq=False)
class KeptApart:
    """Records of one checklist.

    Attributes:
        groups: The editions, in groups that compute alike; at least one of one.
        intake: Where they came from.
    """

    groups: tuple[tuple[Gathered, ...], ...]
    intake: Intake

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """The definitions that the records were rated with."""
        return tuple(each.definition for group in self.groups for each in group)

    @property
    def checklist(self) -> Checklist:
        """The checklist, of the newest edition."""
        return self.definitions[-1].checklist

    def preface(
        self,
        measures: Sequence[Measure],
        notes: Sequence[str],
        level: float,
        one_record: str = "",
    ) -> Preface:
        """What must be known of figures that are made of these records.

        Args:
            measures: What was measured.
            notes: What else must be known, a sentence each.
            level: The level of the intervals.
            one_record: The rule by which each visit counts once; empty where all its records count.
        """
        first = self.definitions[-1]
        sources = (each.intervention.source for each in self.definitions)
        return Preface(
            title=f"{first.intervention.title}: {self.checklist.name}",
            intervention=first.intervention.id,
            checklist=self.checklist.id,
            editions=tuple(map(provenance_of, self.definitions)),
            measures=tuple(measures),
            n_files=self.intake.n_files,
            n_records=self.intake.n_records,
            n_duplicates=self.intake.n_duplicates,
            one_record=one_record,
            unit="observation",
            level=level,
            notes=(*notes, *([APART] if len(self.groups) > 1 else [])),
            sources=tuple(dict.fromkeys(source for source in sources if source)),
            generated_by=GENERATED_BY,
        )

    def measures(self) -> Iterator[Measure]:
        """The scores and the items as they are shown, those of the newest edition first."""
        seen = set()
        for definition in reversed(self.definitions):
            checklist = definition.checklist
            for score in checklist.scores:
                if ("score", score.id) not in seen:
                    low, high = definition.plan.scores[score.id].range
                    yield Measure("score", score.id, score.title, "", "", low, high, score.decimals)
            for item in checklist.items:
                if ("item", item.id) not in seen:
                    yield Measure("item", item.id, item.text, "points", "", item.lowest, item.highest)
            seen |= {("score", score.id) for score in checklist.scores} | {
                ("item", item.id) for item in checklist.items
            }


def kept_apart(settings: Settings, target: str, given: Given, checklist: str = "") -> KeptApart:
    """The records that a command was given, of one checklist.

    Args:
        settings: What was said before the command.
        target: An intervention, or a definition file.
        given: Where records are, and how they are to be read.
        checklist: Which checklist; empty where there is one.

    Raises:
        UsageError: There are no records, or they are of several checklists.
        IntakeError: Something cannot be used.
    """
    return of_one_checklist(gather_all(settings, target, given), target, checklist)


def of_one_checklist(intake: Intake, target: str, checklist: str = "") -> KeptApart:
    """Those of the records that are of one checklist.

    Args:
        intake: The records.
        target: What they are records of, for messages.
        checklist: Which checklist; empty where there is one.

    Raises:
        UsageError: There are no records, or they are of several checklists.
    """
    found = [each for each in intake.editions if checklist in ("", each.edition.checklist) and len(each.ratings)]
    if not found:
        message = f"there is no record of {target}"
        raise UsageError(Problem("nothing-to-count", message, "name the files that hold them, or another checklist"))
    names = sorted({each.edition.checklist for each in found})
    if len(names) > 1:
        message = f"the records are of several checklists: {', '.join(names)}"
        raise UsageError(Problem("several-checklists", message, "name one: `--checklist NAME`"))
    return KeptApart(alike(found), intake)
