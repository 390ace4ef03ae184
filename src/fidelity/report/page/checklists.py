"""The checklists of an intervention, as a page tells them: facts, items, scores, criteria and figures."""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.model.checklist import Checklist
from fidelity.model.number import plain
from fidelity.model.score import Score
from fidelity.plan.plan import Plan
from fidelity.plan.sentences import (
    criterion_sentence,
    figure_sentence,
    limit_sentences,
    members_sentence,
    reach_sentence,
    reverse_sentences,
    rule_sentence,
)
from fidelity.plan.words import counted, listed
from fidelity.report.page.items import group_parts, scale_parts
from fidelity.report.page.record import ChecklistPart, CutPart, Fact, ScorePart, Table

_STATISTICS = {"icc": "ICC", "ac1": "AC1", "ac2": "AC2", "percent": "percentage agreement"}


def checklist_part(plan: Plan, titles: dict[str, str]) -> ChecklistPart:
    """One checklist.

    Args:
        plan: Its plan.
        titles: The titles of the components, by id.
    """
    checklist = plan.checklist
    return ChecklistPart(
        id=checklist.id,
        title=checklist.name,
        profile=checklist.profile,
        facts=tuple(_facts(checklist)),
        scales=scale_parts(checklist),
        groups=group_parts(plan, titles),
        scores=tuple(_score(score, plan) for score in checklist.scores),
        criteria=tuple(
            CutPart(each.id, each.name, criterion_sentence(each, checklist), each.source) for each in plan.criteria
        ),
        figures=tuple(
            CutPart(each.id, each.name, figure_sentence(each, checklist), each.source) for each in checklist.figures
        ),
        plan_hash=plan.hash,
    )


def _facts(checklist: Checklist) -> Iterator[Fact]:
    yield Fact("Measures", checklist.measures.value)
    unit = checklist.unit.value
    yield Fact("Filled in for", "the intervention as a whole" if unit == "intervention" else f"each {unit}")
    if checklist.rated_by:
        yield Fact("Rated by", listed((each.replace("_", " ") for each in checklist.rated_by), "or"))
    if checklist.minutes is not None:
        yield Fact("Takes", counted(checklist.minutes, "minute"))
    yield Fact("Items", str(len(checklist.items) - len(checklist.off)))
    if checklist.sampling:
        often = f" every {checklist.sampling.every}" if checklist.sampling.every else ""
        twice = checklist.sampling.double_rated
        said = f"{counted(checklist.sampling.n, 'observation')} of each practitioner{often}"
        yield Fact("How often", said + (f"; {plain(twice * 100)} % of them rated twice" if twice else ""))
    if checklist.reliability:
        statistic = checklist.reliability.statistic
        said = f"{_STATISTICS.get(statistic, statistic)} of at least {plain(checklist.reliability.at_least)}"
        yield Fact("Raters agree", said)
    if checklist.certification:
        source = f" ({checklist.certification.source})" if checklist.certification.source else ""
        yield Fact("Raters are certified", f"{checklist.certification}{source}")


def _score(score: Score, plan: Plan) -> ScorePart:
    lowered = plan.scores[score.id]
    bands = Table(("Band", "Value"), tuple((band.name, str(band.range)) for band in score.bands))
    return ScorePart(
        id=score.id,
        title=score.name,
        rule=rule_sentence(score, plan.checklist),
        members=members_sentence(score, lowered),
        limits=(*reverse_sentences(score, lowered), *limit_sentences(score, plan), reach_sentence(lowered)),
        bands=bands if score.bands else None,
        source=score.source,
    )
