"""Keys: no command can be mistaken for a code, whatever the codes are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fidelity.entry.keys import Command, keys_of
from fidelity.model.status import Status
from tests.entry.sample import NA, PLAIN, worded


def test_the_usual_keys() -> None:
    """Where codes are numbers, every command and status has its own letter or sign."""
    keys = keys_of(PLAIN)
    assert "".join(keys.commands.values()) == "bs+?goeq"
    assert "".join(keys.statuses.values()) == "nupai"


def test_a_code_that_begins_so_takes_the_key() -> None:
    """With `no` among the codes, `n` is nothing: it could be the beginning of no; so could its capital."""
    for code in ("no", "n", "No", "N"):
        keys = keys_of(worded("yes", code))
        assert keys.statuses[NA] == "/n"
        assert keys.status("n") is None
        assert keys.status("/N") is NA
        assert keys.commands[Command.BACK] == "b"


def test_a_key_means_the_same_at_every_item() -> None:
    """A code of one item takes the key everywhere in the checklist."""
    keys = keys_of(worded("some", "both", "+", "?", "often"))
    assert keys.commands[Command.SKIP] == "/s"
    assert keys.commands[Command.NOTE] == "/+"
    assert keys.commands[Command.GO] == "g"


def test_a_status_code_takes_a_key_from_other_statuses_only() -> None:
    """A form that writes `N` for not observed keeps `n` for that; where `n` is not applicable already, it stays so."""
    assert keys_of(worded("1", "0", status_codes={"N": Status.NOT_OBSERVED})).statuses[NA] == "/n"
    assert keys_of(worded("1", "0", status_codes={"N": NA})).statuses[NA] == "n"
    assert keys_of(worded("1", "0", status_codes={"NA": NA})).statuses[NA] == "n"


def test_words_are_commands_unless_they_are_codes() -> None:
    """`back` goes back, except where it is a code."""
    assert keys_of(worded("1", "0")).command("Back") is Command.BACK
    assert keys_of(worded("back", "front")).command("back") is None


def test_points_have_numbers_only_where_no_code_is_one() -> None:
    """A number is then either a code or a place, and never both in one checklist."""
    assert keys_of(worded("full", "some", "none")).numbered
    assert not keys_of(PLAIN).numbered
    assert not keys_of(worded("full", "some", "none", status_codes={"9": Status.INSUFFICIENT_DATA})).numbered


CODES = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=3),
    min_size=2,
    max_size=6,
    unique=True,
)


@given(CODES)
def test_no_key_is_a_code_or_its_beginning(codes: list[str]) -> None:
    """Whatever the codes are, every command and status has a key of its own that no code begins with."""
    keys = keys_of(worded(*codes))
    every = [*keys.commands.values(), *keys.statuses.values()]
    assert len(set(every)) == len(Command) + 5
    assert not [key for key in every for code in codes if code.casefold().startswith(key)]
    assert all(keys.command(key) is command for command, key in keys.commands.items())
    assert all(keys.command(code) is None for code in codes)
