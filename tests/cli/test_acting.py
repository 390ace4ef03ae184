"""Whether somebody is sure, and what cannot be gone on with."""

from __future__ import annotations

import io
import sys

import click
import pytest

from fidelity.cli.acting import confirm, refuse_clash
from fidelity.errors import UsageError
from fidelity.records.entry import Record


class Typed(io.StringIO):
    """Somebody at a terminal who types this."""

    def isatty(self) -> bool:
        """A terminal it is."""
        return True


def test_what_was_answered_beforehand_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither at a terminal nor where nobody is."""
    monkeypatch.setattr(sys, "stdin", Typed(""))
    confirm("Sure?", yes=True)


def test_where_nobody_can_answer_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe that happens to say yes was not asked."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    with pytest.raises(UsageError) as raised:
        confirm("Sure?", yes=False)
    assert "`--yes`" in raised.value.problems[0].help


@pytest.mark.parametrize("typed", ["n\n", "\n"])
def test_only_yes_is_yes(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    """Whoever presses return by mistake has not agreed."""
    monkeypatch.setattr(sys, "stdin", Typed(typed))
    with pytest.raises(click.Abort):
        confirm("Sure?", yes=False)


def test_a_record_of_one_mind_is_gone_on_with() -> None:
    """A clash is refused with the command that shows it."""
    one = Record("aaaaaaaabb", "goal", {}, ("1",), 1, "R1", "", "R1", "", False, False)
    refuse_clash(one)
    two = Record("aaaaaaaabb", "goal", {}, ("1", "2"), 3, "R1", "", "R1", "", False, False)
    with pytest.raises(UsageError) as raised:
        refuse_clash(two)
    assert "`fidelity settle aaaaaaaa`" in raised.value.problems[0].help
