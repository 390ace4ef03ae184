"""How a check ends."""

from __future__ import annotations

import pytest

from fidelity.conformance.check import Checked, Layer, Outcome, owed
from fidelity.problems import Problem, Severity

WRONG, OWED = Problem("wrong-thing", "this is wrong"), owed("owed-thing", "this is owed", "write it", ("a",))


@pytest.mark.parametrize(
    ("problems", "exemption", "outcome"),
    [
        ((), "", Outcome.DONE),
        ((OWED,), "", Outcome.OWED),
        ((OWED, WRONG), "", Outcome.WRONG),
        ((OWED, WRONG), "Never printed.", Outcome.EXEMPT),
        ((), "Never printed.", Outcome.DONE),
    ],
)
def test_what_was_found_decides(problems: tuple[Problem, ...], exemption: str, outcome: Outcome) -> None:
    """One wrong thing makes a check wrong, and an exemption excuses what was found, if anything was."""
    assert Checked("first", Layer.STATIC, "all is there", problems, exemption).outcome is outcome


def test_what_is_owed_is_not_wrong() -> None:
    """It has its severity, its help and its place."""
    assert (OWED.severity, OWED.help, OWED.path) == (Severity.INCOMPLETE, "write it", ("a",))
