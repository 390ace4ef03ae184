"""`fidelity retention`: what is due, and what becomes of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from tests.cli.conftest import Ran
from tests.cli.recorded import Recorded, record_id

Fidelity = Callable[..., Ran]


@pytest.fixture
def three(recorded: Recorded) -> Recorded:
    """Visits of three days; records are kept for five years."""
    recorded.put(1, "P03-2026-11-20")
    recorded.put(2, "P04-2026-10-12", rater="R2")
    recorded.put(3, "P05-2027-02-28")
    return recorded


def due(fidelity: Fidelity, day: str) -> list[str]:
    """The numbers of the records that are due on a day."""
    text = fidelity("retention", "--on", day, "--format", "csv").out
    return [row["id"][:8].lstrip("0") for row in csv.DictReader(io.StringIO(text))]


def test_records_are_due_on_the_day_and_not_before(fidelity: Fidelity, three: Recorded) -> None:
    """Five years to the day, the longest due first."""
    assert due(fidelity, "2031-10-11") == []
    assert due(fidelity, "2031-10-12") == ["2"]
    assert due(fidelity, "2031-11-20") == ["2", "1"]
    assert due(fidelity, "2032-02-28") == ["2", "1", "3"]


def test_what_is_due_is_listed(fidelity: Fidelity, three: Recorded) -> None:
    """With how long it was kept, and from when until when."""
    ran = fidelity("retention", "--on", "2031-11-01")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].startswith("1 record is due to be erased; records are kept for 5 years")
    assert lines[-1].split() == ["00000002", "observation", "P04-2026-10-12", "R2", "2026-10-12", "2031-10-12"]
    nothing = fidelity("retention", "--on", "2026-12-01")
    assert (nothing.code, nothing.out.startswith("No record is due")) == (0, True)
    shown = json.loads(fidelity("retention", "--on", "2031-11-01", "--format", "json").out)
    assert (shown["keep"], shown["on"], [each["id"] for each in shown["due"]]) == (
        "5 years",
        "2031-11-01",
        [record_id(2)],
    )


def test_what_is_due_is_erased_when_that_is_said(fidelity: Fidelity, three: Recorded) -> None:
    """With who and why, and only what is due; then nothing is."""
    words = ("retention", "--on", "2031-11-20", "--erase", "--why", "five years are over", "--by", "S2")
    refused = fidelity(*words)
    assert (refused.code, "not-confirmed" in refused.err, due(fidelity, "2031-11-20")) == (2, True, ["2", "1"])
    ran = fidelity(*words, "--yes")
    assert (ran.code, ran.err.endswith("Erased 2 records.\n")) == (0, True)
    assert due(fidelity, "2032-12-31") == ["3"]
    last = three.history(record_id(1))[-1]
    assert (last.kind, last.by, last.why) == ("erased", "S2", "five years are over")
    again = fidelity(*words, "--yes")
    assert (again.code, again.err) == (0, "")


def test_a_visit_without_a_day_is_told(fidelity: Fidelity, three: Recorded) -> None:
    """It would be kept for ever, and nobody would know."""
    three.put(4, "P06-2026-11-20", date="")
    ran = fidelity("retention", "--on", "2100-01-01")
    assert (ran.code, "never due: 00000004" in ran.err) == (0, True)


def test_without_a_time_nothing_is_due_and_that_is_told(fidelity: Fidelity, three: Recorded) -> None:
    """A list that is empty because nobody agreed on anything would deceive."""
    settings = three.folder / "fidelity.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('keep = "5 years"', ""), encoding="utf-8")
    ran = fidelity("retention")
    assert (ran.code, "no-retention" in ran.err) == (2, True)


@pytest.mark.parametrize("words", [("--erase", "--yes"), ("--erase", "--yes", "--why", " "), ("--on", "1/2/2031")])
def test_misuse_erases_nothing(fidelity: Fidelity, three: Recorded, words: tuple[str, ...]) -> None:
    """A reason is due, and a day is a day."""
    assert fidelity("retention", "--on", "2099-01-01", *words).code == 2
    assert due(fidelity, "2099-01-01") == ["2", "1", "3"]
