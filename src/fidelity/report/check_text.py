"""A report of checks: what is wrong, what is owed, from what the definition is exempt, and in few words the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from textwrap import fill

from fidelity.conformance.check import Checked, Layer, Outcome
from fidelity.conformance.report import LAYERS, Report
from fidelity.plan.words import listed
from fidelity.problems import Problem, Severity
from fidelity.report.grid import grid, paragraph
from fidelity.report.problems import as_json, as_text

_HEADS = {
    Layer.STATIC: "The definition, read",
    Layer.PROPERTIES: "Made-up ratings, scored",
    Layer.GOLDEN: "Golden cases",
}
_WITHOUT_SUBJECT = frozenset({"placeholder"})
"""Kinds of problems whose message does not say of what it speaks."""


def check_text(report: Report, width: int = 80, layers: Collection[Layer] = LAYERS, long: bool = False) -> str:
    """A report for somebody who wants to know what is still to be done.

    Args:
        report: The report.
        width: How wide the page is, in characters.
        layers: The layers that were asked for.
        long: Whether each check says what it makes sure of, also where it is passed.
    """
    blocks = [report.source, *_wrong(report, width), *_owed(report, width), *_exempt(report, width, long)]
    blocks += _passed_at_length(report, width) if long else _passed(report, width)
    return "\n\n".join((*blocks, *_left(report, layers), _verdict(report, layers))) + "\n"


def _wrong(report: Report, width: int) -> Iterator[str]:
    """What is wrong, check by check, as a compiler words it."""
    for number, (check, problems) in enumerate(_found(report, Severity.ERROR)):
        if not number:
            yield "Wrong"
        yield paragraph(_name(check), width, "", "  ")
        yield as_text(problems).rstrip("\n")


def _owed(report: Report, width: int) -> Iterator[str]:
    """What is owed, check by check, a line for each thing."""
    found = list(_found(report, Severity.INCOMPLETE))
    if found:
        yield "Still owed"
    for check, problems in found:
        lines = [_line(problem, report.source) for problem in problems]
        widest = max(map(len, lines))
        tasks = [
            paragraph(_task(problem, report.source), width, f"  {line.ljust(widest)}  " if widest else "  ")
            for problem, line in zip(problems, lines, strict=True)
        ]
        yield "\n".join((paragraph(_name(check), width, "", "  "), *tasks))


def _exempt(report: Report, width: int, long: bool) -> Iterator[str]:
    """From what the definition is exempt, and why; at length also what that excuses."""
    exempt = [check for check in report.checks if check.outcome is Outcome.EXEMPT]
    if exempt:
        yield "Exempt, and why"
        yield "\n".join(_excuse(check, width, long) for check in exempt)


def _excuse(check: Checked, width: int, long: bool) -> str:
    excused = [paragraph(problem.message, width, "    - ") for problem in check.problems] if long else []
    return "\n".join((paragraph(f"{check.name}: {check.exemption}", width, "  ", "  "), *excused))


def _passed(report: Report, width: int) -> Iterator[str]:
    """What is passed, by name."""
    lines = [f"{head}: {', '.join(check.name for check in checks)}" for head, checks in _done(report)]
    if lines:
        yield "Passed"
        # The name of a check is never broken at its hyphen.
        yield "\n".join(
            fill(line, width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False) for line in lines
        )


def _passed_at_length(report: Report, width: int) -> Iterator[str]:
    """What is passed, and what it makes sure of."""
    for head, checks in _done(report):
        rows = [(check.name, check.title) for check in checks]
        yield f"Passed: {head[:1].lower()}{head[1:]}"
        yield grid(("check", "makes sure that"), rows, (), width)


def _found(report: Report, severity: Severity) -> Iterator[tuple[Checked, list[Problem]]]:
    """The checks that found something of one kind, and what they found."""
    for check in report.checks:
        problems = [problem for problem in check.problems if problem.severity is severity and not check.exemption]
        if problems:
            yield check, problems


def _done(report: Report) -> Iterator[tuple[str, list[Checked]]]:
    """The checks that are passed, by layer."""
    for layer, head in _HEADS.items():
        checks = [check for check in report.checks if check.layer is layer and check.outcome is Outcome.DONE]
        if checks:
            yield head, checks


def _name(check: Checked) -> str:
    return f"{check.name}: {check.title}"


def _line(problem: Problem, source: str) -> str:
    """The line of the definition, in words; nothing where it stands elsewhere, or nowhere."""
    place = problem.place
    return "" if place is None or place.line is None or place.source != source else f"line {place.line:>3}"


def _task(problem: Problem, source: str) -> str:
    """What to do: with the file where it is another one, and the keys that lead there where nothing else says them."""
    place = problem.place
    where = [str(place)] if place is not None and place.source != source else []
    if problem.code in _WITHOUT_SUBJECT:
        where += [step for step in problem.path if isinstance(step, str)]
    said = ": ".join((*where, problem.message))
    return f"{said}; {problem.help}" if problem.help else said


def _left(report: Report, layers: Collection[Layer]) -> Iterator[str]:
    """What was not run: of a file that is no definition only that is checked."""
    names = [layer.value for layer in LAYERS if layer not in layers]
    if len(report.checks) == 1 and report.outcome is Outcome.WRONG:
        yield "The other checks are run as soon as the file can be read."
    elif {*layers} != {Layer.STATIC} == {check.layer for check in report.checks}:
        yield "The other checks are run as soon as a checklist can be scored."
    elif names:
        several = len(names) > 1
        yield f"The layer{'s' if several else ''} {listed(names)} {'were' if several else 'was'} not run."


def _verdict(report: Report, layers: Collection[Layer]) -> str:
    n_wrong, n_owed = (
        sum(len(problems) for _, problems in _found(report, severity))
        for severity in (Severity.ERROR, Severity.INCOMPLETE)
    )
    if n_wrong:
        return f"{_things(n_wrong)} wrong" + (f", and {_things(n_owed).lower()} owed." if n_owed else ".")
    if n_owed:
        return f"Nothing is wrong. {_things(n_owed)} still owed."
    return f"{_passes(report)}." if {*LAYERS} - {*layers} else f"All is done: {_passes(report)}."


def _passes(report: Report) -> str:
    n_done, n_exempt = (
        sum(check.outcome is outcome for check in report.checks) for outcome in (Outcome.DONE, Outcome.EXEMPT)
    )
    return f"{n_done} check{'' if n_done == 1 else 's'} passed" + (f", {n_exempt} exempt" if n_exempt else "")


def _things(number: int) -> str:
    return "One thing is" if number == 1 else f"{number} things are"


def check_json(reports: Sequence[Report], layers: Collection[Layer] = LAYERS) -> dict[str, object]:
    """Reports as plain data, as `schemas/check.schema.json` describes it.

    Args:
        reports: The reports, in the order in which they are told.
        layers: The layers that were asked for.
    """
    return {
        "format": 2,
        "layers": [layer.value for layer in LAYERS if layer in layers],
        "reports": [
            {
                "source": report.source,
                "outcome": report.outcome.value,
                "checks": [_plain(check) for check in report.checks],
            }
            for report in reports
        ],
    }


def _plain(check: Checked) -> dict[str, object]:
    return {
        "name": check.name,
        "layer": check.layer.value,
        "title": check.title,
        "outcome": check.outcome.value,
        "exemption": check.exemption or None,
        "problems": as_json(check.problems)["problems"],
    }
