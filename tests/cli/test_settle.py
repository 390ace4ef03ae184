"""`fidelity settle`: both sides are shown, and one of them stands."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.cli.conftest import Ran
from tests.cli.recorded import HALF, Recorded, record_id

Fidelity = Callable[..., Ran]
ONE = record_id(1)


@pytest.fixture
def sides(fidelity: Fidelity, recorded: Recorded) -> tuple[str, str]:
    """Two revisions of the first record that clash, by time."""
    found = recorded.clash(recorded.put(1))
    assert fidelity("merge", "other").code == 1
    return found


def test_without_a_clash_there_is_nothing_to_show(fidelity: Fidelity, recorded: Recorded) -> None:
    """That is fine, with an id and without one."""
    recorded.put(1)
    for words in ((), ("0000",)):
        ran = fidelity("settle", *words)
        assert (ran.code, ran.out, ran.err) == (0, "", "There is no clash.\n")
    assert "nothing-to-settle" in fidelity("settle", "0000", "--keep", "abcd", "--why", "true").err


def test_both_sides_are_shown_item_by_item(fidelity: Fidelity, recorded: Recorded, sides: tuple[str, str]) -> None:
    """Who, when and why, and every cell in which they differ with what it was before."""
    ran = fidelity("settle")
    lines = [line.split() for line in ran.out.splitlines()]
    first, second = (side[:8] for side in sides)
    assert ran.code == 1
    assert lines[0] == ["Observation", f"{ONE},", "P03-2026-11-20"]
    assert (lines[2][0], lines[2][4:]) == (first, ["R1:", "saw", "it", "again"])
    assert (lines[3][0], lines[3][4:]) == (second, ["R2:", "asked", "the", "family"])
    assert lines[5] == ["was", first, second]
    assert lines[7:] == [["asks", "1", "2", "0"], ["plans", "0", "0", "not_applicable"]]
    assert "--keep REVISION" in ran.err
    assert max(map(len, ran.out.splitlines())) <= 80


def test_the_same_as_data(fidelity: Fidelity, recorded: Recorded, sides: tuple[str, str]) -> None:
    """A program can show it too."""
    ran = fidelity("settle", "0000", "--format", "json")
    (clash,) = json.loads(ran.out)["clashes"]
    assert (ran.code, clash["record"]) == (1, ONE)
    assert [(side["revision"], side["by"]) for side in clash["sides"]] == [(sides[0], "R1"), (sides[1], "R2")]
    assert clash["differences"][0] == {"what": "asks", "was": "1", "said": {sides[0]: "2", sides[1]: "0"}}


@pytest.mark.parametrize("kept", [0, 1])
def test_one_side_stands(fidelity: Fidelity, recorded: Recorded, sides: tuple[str, str], kept: int) -> None:
    """The other stays in the history, and the record can be corrected again."""
    ran = fidelity("settle", "0000", "--keep", sides[kept][:6], "--by", "S2", "--why", "the recording says so")
    assert (ran.code, ran.out, sides[kept][:8] in ran.err) == (0, "", True)
    expected = [{**HALF, "asks": "2"}, {**HALF, "asks": "0", "plans": "not_applicable"}]
    assert recorded.ratings(ONE) == expected[kept]
    assert {entry.id for entry in recorded.history(ONE)} >= {*sides}
    assert fidelity("settle").code == 0
    assert fidelity("correct", "0000", "--set", "greets=0", "--why", "misread").code == 0
    assert "settled: the recording says so" in fidelity("records", "0000").out


def test_a_sealed_clash_shows_no_ratings(fidelity: Fidelity, recorded: Recorded) -> None:
    """That there is one is no secret, and what it is about is."""
    recorded.clash(recorded.put(1, raters="2"))
    fidelity("merge", "other")
    shown = fidelity("settle")
    assert (shown.code, "Sealed" in shown.out, "asks" in shown.out.replace("asked", "")) == (1, True, False)
    (clash,) = json.loads(fidelity("settle", "--format", "json").out)["clashes"]
    assert clash["differences"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--keep", "abcd", "--why", "true"), "no-record"),
        (("0000", "--keep", "abcd", "--why", "true"), "unknown-revision"),
        (("0000", "--keep", "SIDE"), "no-reason"),
        (("nothing",), "unknown-record"),
    ],
)
def test_misuse_settles_nothing(
    fidelity: Fidelity, recorded: Recorded, sides: tuple[str, str], words: tuple[str, ...], said: str
) -> None:
    """It takes a record, a revision that clashes, and a reason."""
    ran = fidelity("settle", *(word.replace("SIDE", sides[0]) for word in words))
    assert (ran.code, ran.out, said in ran.err) == (2, "", True)
    assert len(recorded.record(ONE).tips) == 2


def test_a_clash_can_be_named_by_its_visit(fidelity: Fidelity, recorded: Recorded, sides: tuple[str, str]) -> None:
    """As every command takes a visit that has one record."""
    assert fidelity("settle", "P03-2026-11-20").code == 1
    assert fidelity("settle", "P03-2026-11-20", "--keep", sides[1][:8], "--why", "the tape").code == 0
    assert recorded.record(ONE).tips != sides
    assert len(recorded.record(ONE).tips) == 1
