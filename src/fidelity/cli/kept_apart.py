"""The records that a command was given, whole, with what computes differently kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from fidelity.cli.gathered import gathered
from fidelity.cli.gathering import Given
from fidelity.cli.output import tell_remarks
from fidelity.evaluation.kept_apart import of_one_checklist
from fidelity.evaluation.said import refuse_unsaid
from fidelity.intake.gathered import Gathered, Intake
from fidelity.model.checklist import Checklist
from fidelity.plan.definition import Definition
from fidelity.report.estimates_preface import GENERATED_BY
from fidelity.report.tidy.preface import Measure, Preface
from fidelity.scoring import provenance_of
from fidelity.workspace.settings import Settings

APART = "Versions and profiles that compute differently are kept apart; `fidelity rescore` compares them."
FOR_THE_HOUSE = (
    "These figures are for use within the house, not for publication: nothing is hidden, however few people or "
    "visits a figure rests on."
)


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
    def editions(self) -> tuple[Gathered, ...]:
        """The records of every edition; those that compute alike stand together."""
        return tuple(each for group in self.groups for each in group)

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """The definitions that the records were rated with."""
        return tuple(each.definition for each in self.editions)

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


def kept_apart(
    settings: Settings,
    target: str,
    given: Given,
    checklist: str = "",
    by: Sequence[str] = (),
    *,
    as_rated: bool = False,
) -> KeptApart:
    """The records that a command was given, of one checklist.

    Args:
        settings: What was said before the command.
        target: An intervention, or a definition file.
        given: Where records are, and how they are to be read.
        checklist: Which checklist; empty where there is one.
        by: The columns that figures will be grouped by.
        as_rated: Whether ratings of the workspace are taken as they were before raters could see each other's.

    Raises:
        UsageError: There are no records, they are of several checklists, or none says what to group by.
        IntakeError: Something cannot be used.
    """
    intake = gathered(settings, target, given, as_rated=as_rated).whole()
    groups = of_one_checklist(intake, target, checklist, by)
    tell_remarks(refuse_unsaid(intake, by, checklist))
    return KeptApart(groups, intake)
