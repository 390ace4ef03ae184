"""Checks that need not be passed, each with the reason."""

from __future__ import annotations

import pytest

from fidelity.model.exemption import exemption_problems


def test_a_reason_is_enough() -> None:
    """Whether there is such a check is not asked here."""
    assert not [*exemption_problems({"no-such-check": "No rated example has been published."})]


@pytest.mark.parametrize(
    ("reason", "said"),
    [("", "without a reason"), (" ", "without a reason"), ("…", "only `…`"), ("-", "only `-`"), ("TODO ask", "TODO")],
)
def test_what_is_no_reason_is_refused(reason: str, said: str) -> None:
    """Nothing, a dash or a placeholder says nothing that anybody could judge."""
    (problem,) = exemption_problems({"golden-cuts": "Nobody has stated a cut-off.", "sourced": reason})
    assert (problem.code, problem.path) == ("exemption-without-reason", ("expected_failures", "sourced"))
    assert "`sourced`" in problem.message
    assert said in problem.message
