"""Which records the options choose."""

from __future__ import annotations

import click
import pytest

from fidelity.cli.chosen import Chosen, as_day
from fidelity.errors import UsageError
from fidelity.records.entry import Record

FACTS = {"practitioner": "P03", "rater": "R1", "site": "north", "date": "2026-11-20"}


def record(**facts: str) -> Record:
    """A record with some facts."""
    content = {"intervention": "imr", "version": "1.0", "checklist": "group", "facts": {**FACTS, **facts}}
    return Record("a", "observation", content, ("1",), 1, "R1", "2026-11-20T10:00:00.000000Z", "R1", "", False, False)


@pytest.mark.parametrize(
    ("chosen", "holds"),
    [
        (Chosen(), True),
        (Chosen(practitioner="P03", rater="R1", site="north"), True),
        (Chosen(practitioner="P0"), False),
        (Chosen(rater="R2"), False),
        (Chosen(site="south"), False),
        (Chosen(since="2026-11-20", until="2026-11-20"), True),
        (Chosen(since="2026-11-21"), False),
        (Chosen(until="2026-11-19"), False),
        (Chosen(checklist="group"), True),
        (Chosen(checklist="imr"), True),
        (Chosen(checklist="imr@1.0"), True),
        (Chosen(checklist="imr@1.1"), False),
        (Chosen(checklist="imr@"), False),
    ],
)
def test_a_record_is_chosen_by_all_that_is_asked(chosen: Chosen, holds: bool) -> None:
    """Days at either end belong to the time, and nothing is chosen by a part of its code."""
    assert chosen.holds(record()) is holds


@pytest.mark.parametrize("chosen", [Chosen(since="2000-01-01"), Chosen(until="2100-01-01"), Chosen(site="north")])
def test_what_does_not_say_what_is_asked_is_not_chosen(chosen: Chosen) -> None:
    """A record without a day lies in no time, and an erased one is nobody's."""
    erased = Record("a", "observation", None, ("1",), 2, "R1", "", "R1", "", False, True)
    assert not chosen.holds(record(date="", site=""))
    assert not chosen.holds(erased)


def test_days_are_read_as_everywhere_else() -> None:
    """A day that two people would read differently is refused, with the option that said it."""
    option = click.Option(["--since"])
    ctx = click.Context(click.Command("records"))
    assert as_day(ctx, option, "2026-11-20T10:00") == "2026-11-20"
    assert as_day(ctx, option, "") == ""
    with pytest.raises(UsageError, match="`--since`: `03/04/2026` is not written"):
        as_day(ctx, option, "03/04/2026")
