"""A golden case tried: what comes out, held against what must."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from fidelity.conformance.golden.case import Case, CaseFile
from fidelity.conformance.golden.expected import same, unlike
from fidelity.conformance.golden.given import answers_of
from fidelity.conformance.late import figure_case_problems
from fidelity.errors import FidelityError
from fidelity.intervention import Intervention
from fidelity.model.answer import Answer
from fidelity.model.rule import Python
from fidelity.plan.exact import PythonRule, score_one
from fidelity.plan.judgement import judge_one
from fidelity.plan.lowering import lower
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result
from fidelity.problems import Problem, Severity, nearest
from fidelity.ratings.day import day

_NUMBERS = ("value", "lowest", "highest")


def trial_problems(
    file: CaseFile, intervention: Intervention, rules: Mapping[str, PythonRule] | None = None
) -> Iterator[Problem]:
    """Where golden cases do not come out as they say, each with its place.

    Args:
        file: The cases.
        intervention: The intervention that they are about.
        rules: The plugins' own rules by name.
    """
    place = file.document.place
    try:
        checklist = intervention.checklist(file.checklist, file.profile)
    except FidelityError as error:
        named = "profile" if file.profile and error.problems[0].code == "unknown-profile" else "checklist"
        yield from (problem.at(place((named,))) for problem in error.problems)
        return
    try:
        plan = lower(checklist)
    except FidelityError:
        # That the checklist is not sound is another check's to say.
        return
    absent = {score.rule.name for score in checklist.scores if isinstance(score.rule, Python)} - {*(rules or {})}
    if absent:
        yield _untried(min(absent), intervention).at(place(("cases",)))
        return
    for case in file.cases:
        for problem in _tried(case, plan, rules or {}):
            yield problem.at(place(problem.path))
    for figure_case in file.figure_cases:
        for problem in figure_case_problems(figure_case, plan, rules or {}):
            yield problem.at(place(problem.path))


def _untried(rule: str, intervention: Intervention) -> Problem:
    return Problem(
        "cases-untried",
        f"these cases need rule `{rule}` in Python, and a file is checked without running a plugin's code",
        f"install the plugin, and check it by name: `fidelity check {intervention.name}`",
        severity=Severity.INCOMPLETE,
    )


def _tried(case: Case, plan: Plan, rules: Mapping[str, PythonRule]) -> Iterator[Problem]:
    answers, unread = answers_of(case.ratings, (*case.path, "ratings"), plan.checklist)
    if unread:
        yield from unread
        return
    results = score_one(plan, answers, rules)
    path = (*case.path, "expect")
    for name, fields in case.scores.items():
        if name not in results:
            known = nearest(name, results)
            yield Problem("unknown-score", f"there is no score `{name}`", known, (*path, "scores", name))
            continue
        for field, wanted in fields.items():
            found = _field(results[name], field, name, plan)
            if not same(found, wanted):
                yield unlike(case.id, f"{name}.{field}", found, wanted, (*path, "scores", name, field))
    verdicts = _verdicts(case, plan, answers, results)
    for name, wanted in case.criteria.items():
        if name not in verdicts:
            known = nearest(name, verdicts)
            yield Problem("unknown-criterion", f"there is no criterion `{name}`", known, (*path, "criteria", name))
        elif verdicts[name] != wanted:
            yield unlike(case.id, f"criterion {name}", verdicts[name], wanted, (*path, "criteria", name))


def _field(result: Result, field: str, score_id: str, plan: Plan) -> Fraction | int | str | None:
    if field == "band":
        bands = plan.checklist.score[score_id].bands
        return None if result.band is None else bands[result.band].id
    if field == "reason":
        return result.reason.value if result.reason else None
    found: Fraction | int | None = getattr(result, field)
    return found


def _verdicts(case: Case, plan: Plan, answers: Mapping[str, Answer], results: Mapping[str, Result]) -> dict[str, str]:
    on = day(case.date) if case.date else None
    said: dict[str, str] = {}
    for criterion, truth in zip(plan.criteria, judge_one(plan, answers, results), strict=True):
        if criterion.in_force(None if isinstance(on, Problem) else on):
            said[criterion.id] = truth.name.lower()
        else:
            said.setdefault(criterion.id, "not_in_force")
    return said
