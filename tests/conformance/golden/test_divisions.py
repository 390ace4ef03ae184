"""Golden cases of divisions that cannot be made."""

from __future__ import annotations

from pathlib import Path

from fidelity.conformance.check import Layer
from fidelity.conformance.report import check_data
from tests.conformance.mutant import MUTANTS

FOLDER = MUTANTS / "golden-divisions/no_case"
CASES = """\
schema: 1
intervention: {id}
version: "{version}"
checklist: visit
cases:
  - id: nothing_by_nothing
    why: No cover and no question.
    ratings: {{shows_book: 0, asks_again: 0}}
    expect: {{scores: {{covers_for_each_question: {{reason: zero_over_zero}}}}}}
  - id: something_by_nothing
    why: A cover and no question.
    ratings: {{shows_book: 1, asks_again: 0}}
    expect: {{scores: {{covers_for_each_question: {{reason: over_zero}}}}}}
"""


def told(cases: str) -> list[str]:
    """What the check finds in the definition of the mutant, with other golden cases."""
    data = (FOLDER / "intervention.yaml").read_bytes()
    report = check_data(data, str(FOLDER), [("cases.yaml", cases.encode())], layers=(Layer.GOLDEN,))
    (check,) = (each for each in report.checks if each.name == "golden-divisions")
    return [problem.message for problem in check.problems]


def head() -> dict[str, str]:
    """Id and version of the definition."""
    lines = Path(FOLDER / "intervention.yaml").read_text(encoding="utf-8").splitlines()
    found = dict(line.split(": ", 1) for line in lines if line.startswith(("id:", "version:")))
    return {name: value.strip('"') for name, value in found.items()}


def test_each_division_that_cannot_be_made_is_asked_for() -> None:
    """Something over nothing is no nothing over nothing: each has its own answer, and needs its own case."""
    both = CASES.format(**head())
    assert told(both) == []
    one = both[: both.index("  - id: something")]
    assert [message.split("score ")[1] for message in told(one)] == [
        "`covers_for_each_question` divides something by nothing"
    ]
