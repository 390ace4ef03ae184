"""A report of checks: a checklist of what is done, what is owed and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from fidelity.conformance.checks import Outcome
from fidelity.conformance.report import Report
from fidelity.problems import Problem, Severity
from fidelity.report.grid import grid
from fidelity.report.problems import as_json

_MARKS = {Outcome.DONE: "done", Outcome.OWED: "owed", Outcome.WRONG: "WRONG"}


def check_text(report: Report, width: int = 80) -> str:
    """A report as a checklist, with one sentence at the end.

    Args:
        report: The report.
        width: How wide the page is, in characters.
    """
    rows = [(_MARKS[check.outcome], check.name, check.title) for check in report.checks]
    n_wrong = sum(len(check.problems) for check in report.checks if check.outcome is Outcome.WRONG)
    n_owed = sum(len(check.problems) for check in report.checks if check.outcome is Outcome.OWED)
    verdict = {
        Outcome.DONE: "All is done.",
        Outcome.OWED: f"Nothing is wrong. {_things(n_owed)} still owed.",
        Outcome.WRONG: f"{_things(n_wrong)} wrong" + (f", and {_things(n_owed).lower()} owed." if n_owed else "."),
    }[report.outcome]
    parts = [report.source, grid(("", "check", "makes sure that"), rows, (), width)]
    owed = [problem for problem in report.problems if problem.severity is Severity.INCOMPLETE]
    if owed:
        parts.append(
            "Still owed\n\n" + grid(("line", "what"), [_owed(problem, report.source) for problem in owed], (0,), width)
        )
    return "\n\n".join((*parts, verdict)) + "\n"


def _owed(problem: Problem, source: str) -> tuple[str, str]:
    """One line for a thing that is owed: where, and what to do; the file's name where it is another one."""
    place = problem.place
    line = "" if place is None or place.line is None else str(place.line)
    if place is not None and place.source != source:
        line = str(place)
    where = "".join(f"{step}: " for step in problem.path if isinstance(step, str))
    said = f"{where}{problem.message}; {problem.help}" if problem.help else f"{where}{problem.message}"
    return line, said


def _things(number: int) -> str:
    return "One thing is" if number == 1 else f"{number} things are"


def check_json(reports: Sequence[Report]) -> dict[str, object]:
    """Reports as plain data."""
    return {
        "format": 1,
        "reports": [
            {
                "source": report.source,
                "outcome": report.outcome.value,
                "checks": [
                    {
                        "name": check.name,
                        "title": check.title,
                        "outcome": check.outcome.value,
                        "problems": as_json(check.problems)["problems"],
                    }
                    for check in report.checks
                ],
            }
            for report in reports
        ],
    }
