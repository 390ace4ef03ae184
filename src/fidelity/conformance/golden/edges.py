"""Whether the golden cases show the edges of an instrument: where most mistakes are made, and most money is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from fidelity.conformance.check import owed
from fidelity.conformance.golden.case import Case
from fidelity.conformance.golden.tried import TriedCase, tried_cases
from fidelity.conformance.limits import direct_items, tolerated
from fidelity.conformance.subject import Subject, Variant
from fidelity.model.answer import allowed
from fidelity.model.criterion import Criterion, Truth
from fidelity.model.number import plain
from fidelity.model.rule import FirstApplicable
from fidelity.model.score import Score
from fidelity.model.status import Status
from fidelity.plan.result import Reason
from fidelity.problems import Problem
from fidelity.ratings.day import day

_UNRATED = (Status.RATED, Status.MISSING, Status.INVALID, Status.OFF_BY_DESIGN)
"""Statuses that need no case of their own."""


def best(subject: Subject) -> Iterator[Problem]:
    """A case brings every score to the highest value that it can have."""
    yield from _extreme(subject, highest=True)


def worst(subject: Subject) -> Iterator[Problem]:
    """A case brings every score to the lowest value that it can have."""
    yield from _extreme(subject, highest=False)


def _extreme(subject: Subject, highest: bool) -> Iterator[Problem]:
    word = "highest" if highest else "lowest"
    for variant, cases in _published(subject):
        for score in variant.checklist.scores:
            end = variant.extreme(score, highest)
            endless = variant.plan.scores[score.id].range[highest] is None
            if end is not None and not endless and end not in _values(saying(cases, score.id, "value"), score):
                yield owed(
                    f"golden-{'best' if highest else 'worst'}",
                    f"no golden case brings score `{score.id}` to its {word}, {plain(end)}, and says so",
                    f"add one with the {'best' if highest else 'worst'} ratings",
                    variant.at(score),
                )


def not_applicable(subject: Subject) -> Iterator[Problem]:
    """Where an item may have another status than a rating, a case shows what that does."""
    for variant, cases in _published(subject):
        may = {status for item in variant.checklist.items for status in allowed(item)} - {*_UNRATED}
        shown = {answer.status for each in cases if each.case.scores for answer in each.row.values()}
        if may and not may & shown:
            names = " or ".join(sorted(status.value for status in may))
            yield owed(
                "golden-not-applicable",
                f"no golden case of checklist `{variant.checklist.id}` has an item that is {names}",
                "add one, with the counts that must come out",
                variant.path,
            )


def nothing_rated(subject: Subject) -> Iterator[Problem]:
    """A case in which nothing is rated shows that nothing comes of nothing."""
    for variant, cases in _published(subject):
        blank = [each for each in cases if {answer.status for answer in each.row.values()} <= {Status.MISSING}]
        for score in variant.checklist.scores:
            if not saying(blank, score.id, "reason"):
                yield owed(
                    "golden-nothing-rated",
                    f"no golden case without any rating says why score `{score.id}` has then no value",
                    "add one with `ratings: {}`, and the reason of each score",
                    variant.at(score),
                )


def criteria(subject: Subject) -> Iterator[Problem]:
    """A case meets every criterion, and one misses it: a criterion that nobody can meet has no such case."""
    told: set[tuple[str, Criterion]] = set()
    for variant in subject.variants:
        cases = tried_cases(subject, variant)
        judged = [(each.case, variant.engine.judge_one(variant.plan, each.row, each.results)) for each in cases]
        for place, criterion in enumerate(variant.plan.criteria):
            # What a profile takes over from its checklist is told there only.
            if (variant.checklist.id, criterion) in told:
                continue
            told.add((variant.checklist.id, criterion))
            for truth, word in ((Truth.MET, "met"), (Truth.NOT_MET, "missed")):
                if not any(truths[place] is truth and _judges(case, criterion, truth) for case, truths in judged):
                    yield owed(
                        "golden-criteria",
                        f"no golden case says that criterion `{criterion.id}` is {word}",
                        "add one; if there can be none, mend the criterion",
                        variant.path if variant.checklist.profile else (*variant.path, "criteria", place),
                    )


def _judges(case: Case, criterion: Criterion, truth: Truth) -> bool:
    """Whether a case says of a criterion that it is met or missed, on a day on which it holds."""
    on = day(case.date)
    return (
        case.criteria.get(criterion.id) == truth.name.lower() and not isinstance(on, Problem) and criterion.in_force(on)
    )


def published(subject: Subject) -> Iterator[Problem]:
    """A case comes from a printed page, so that not only the author says what is right."""
    files = subject.case_files
    sources = [case.source for file in files for case in file.cases]
    sources += [case.source for file in files for case in file.figure_cases]
    if subject.intervention.assessable.checklists and not any(sources):
        yield owed(
            "golden-published",
            "no golden case comes from a published page",
            "add one with its `source`; where nothing was published, exempt this check and say so",
            ("source",),
        )


def missing(subject: Subject) -> Iterator[Problem]:
    """For every score, one case has as many missing as are tolerated, and one has one more."""
    for variant, cases in _published(subject):
        for score in variant.checklist.scores:
            names = direct_items(variant, score)
            if names and not isinstance(score.rule, FirstApplicable):
                limit = tolerated(score, len(variant.plan.scores[score.id].members))
                yield from _missing(variant, score, cases, limit, len(names))


def _missing(variant: Variant, score: Score, cases: Sequence[TriedCase], limit: int, n_items: int) -> Iterator[Problem]:
    there = [each.results[score.id] for each in saying(cases, score.id, "value")]
    if limit and not any(each.n_missing == limit and each.value is not None for each in there):
        yield owed(
            "golden-missing",
            f"no golden case of score `{score.id}` has a value with {limit} missing, as many as are tolerated",
            "add one",
            variant.at(score),
        )
    refusals = (Reason.TOO_MANY_MISSING, Reason.TOO_FEW_RATED)
    decided = score.missing.unless_decided
    stated = saying(cases, score.id, "reason", *(("value",) if decided else ()))
    over = (each.results[score.id] for each in stated if each.results[score.id].n_missing == limit + 1)
    if n_items > limit + 1 and not any(decided or each.reason in refusals for each in over):
        yield owed(
            "golden-missing",
            f"no golden case of score `{score.id}` has {limit + 1} missing, one more than is tolerated",
            "add one, with the reason that must come out",
            variant.at(score),
        )


def _published(subject: Subject) -> Iterator[tuple[Variant, tuple[TriedCase, ...]]]:
    """The checklists as published, with their cases."""
    for variant in subject.variants:
        if not variant.checklist.profile:
            yield variant, tried_cases(subject, variant)


def saying(cases: Iterable[TriedCase], score: str, *fields: str) -> list[TriedCase]:
    """The cases that say what one of some fields of a score must be: the others show nothing of it.

    Args:
        cases: The cases.
        score: The score.
        fields: The fields: ``value``, ``reason``, ``band``.
    """
    return [each for each in cases if {*fields} & each.case.scores.get(score, {}).keys()]


def _values(cases: Iterable[TriedCase], score: Score) -> set[Fraction]:
    return {value for each in cases if (value := each.results[score.id].value) is not None}
