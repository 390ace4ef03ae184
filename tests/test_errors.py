"""The family of exceptions."""

from __future__ import annotations

import pytest

from fidelity import errors
from fidelity.errors import FidelityError, UsageError
from fidelity.problems import Place, Problem


def test_an_error_carries_its_problems() -> None:
    """One problem or several, they are all there, and all are said."""
    one, other = Problem("a", "this is wrong"), Problem("b", "that too")
    assert FidelityError(one).problems == (one,)
    both = FidelityError(problem for problem in (one, other))
    assert both.problems == (one, other)
    assert str(both) == "this is wrong; that too"


def test_an_error_says_where_and_what_to_do() -> None:
    """People who work in Python see no page of problems: the place is in the text, and a traceback shows the help."""
    error = FidelityError(
        [Problem("a", "no such item", "leave it out", place=Place("visits.csv", 3)), Problem("b", "no")]
    )
    assert str(error) == "visits.csv:3: no such item; no"
    assert error.__notes__ == ["leave it out"]
    assert str(FidelityError([Problem("a", "no")] * 1012)).endswith("no; and 1,002 more")


@pytest.mark.parametrize("name", ["InvalidRecord", "DefinitionError", "RatingsError", "PluginError"])
def test_what_is_wrong_with_an_input_ends_with_1(name: str) -> None:
    """Findings end with 1, and whoever catches the family catches all of them."""
    error = getattr(errors, name)
    assert issubclass(error, FidelityError)
    assert error.exit_code == 1


def test_misuse_ends_with_2() -> None:
    """What was asked for and does not exist ends with 2."""
    assert UsageError(Problem("a", "no such thing")).exit_code == 2
