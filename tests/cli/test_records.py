"""`fidelity records`: what is listed, and what is shown of one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from tests.cli.conftest import Ran
from tests.cli.recorded import FULL, HALF, Recorded, edition, record_id

Fidelity = Callable[..., Ran]


def ids(text: str) -> list[str]:
    """The numbers of the records in a list as CSV."""
    return [row["id"][:8].lstrip("0") for row in csv.DictReader(io.StringIO(text))]


def test_an_empty_store_says_so(fidelity: Fidelity, recorded: Recorded) -> None:
    """There is nothing to list, and that is no error."""
    ran = fidelity("records")
    assert (ran.code, ran.out, ran.err) == (0, "", "There are no records yet.\n")
    assert json.loads(fidelity("records", "--format", "json").out) == {"format": 1, "records": []}
    assert fidelity("records", "--format", "csv").out.startswith("id,kind,visit,date,")


def test_records_are_listed_one_a_line(fidelity: Fidelity, recorded: Recorded) -> None:
    """By day; what all have in common stands above them once, and the page is no wider than 80 characters."""
    recorded.put(2, "P03-2026-11-20")
    recorded.put(1, "P04-2026-10-20", rater="R2")
    assert fidelity("sign-off", record_id(1)).code == 0
    ran = fidelity("records")
    assert (ran.code, ran.err) == (0, "")
    assert [line.split() for line in ran.out.splitlines()] == [
        ["2", "observations", "of", "visit", "delivery,", "version", "1.2"],
        [],
        ["id", "visit", "date", "practitioner", "rater", "state", "rev."],
        ["--------", "--------------", "----------", "------------", "-----", "----------", "----"],
        ["00000001", "P04-2026-10-20", "2026-10-20", "P04", "R2", "signed", "off", "2"],
        ["00000002", "P03-2026-11-20", "2026-11-20", "P03", "R1", "open", "1"],
    ]
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), ["1", "2", "3", "4"]),
        (("--practitioner", "P04"), ["2"]),
        (("--rater", "R2"), ["2"]),
        (("--site", "north"), ["3"]),
        (("--since", "2026-11-01", "--until", "2026-11-20"), ["1", "2"]),
        (("--checklist", "visit"), ["1", "2", "3"]),
        (("--checklist", "visit@1.2"), ["1", "2", "3"]),
        (("--checklist", "delivery", "--rater", "R1"), ["1", "3"]),
        (("--kind", "goal"), ["4"]),
        (("--kind", "consensus"), []),
    ],
)
def test_options_choose(fidelity: Fidelity, recorded: Recorded, words: tuple[str, ...], found: list[str]) -> None:
    """Each narrows the list, and all of them together."""
    recorded.put(1, "P03-2026-11-01")
    recorded.put(2, "P04-2026-11-20", rater="R2")
    recorded.put(3, "P05-2026-12-01", site="north")
    recorded.append(record_id(4), {"id": record_id(4), "practitioner": "P03", "set_on": "2026-12-24"}, "goal")
    ran = fidelity("records", "--format", "csv", *words)
    assert (ran.code, ids(ran.out)) == (0, found)
    assert (fidelity("records", *words).err == "There are no such records.\n") is not bool(found)


def test_json_tells_of_every_record_and_of_no_rating(fidelity: Fidelity, recorded: Recorded) -> None:
    """A list is of who, where and when; whoever must not see a rating may see that there is one."""
    recorded.put(1, site="north")
    (shown,) = json.loads(fidelity("records", "--format", "json").out)["records"]
    expected = {"id": record_id(1), "visit": "P03-2026-11-20", "site": "north", "state": "open", "revisions": 1}
    assert {name: shown[name] for name in expected} == expected
    assert {"ratings", "content", "notes"}.isdisjoint(shown)


def test_one_record_is_shown_whole(fidelity: Fidelity, recorded: Recorded) -> None:
    """Facts, each rating with its label and text, notes, scores, criteria, and who did what, when and why."""
    name = recorded.put(1, ratings={**HALF, "plans": "not_applicable"}, notes={"asks": "Only once"}, mode="live")
    assert fidelity("correct", "0000", "--set", "greets=1", "--why", "misread").code == 0
    out = fidelity("records", "00000001").out
    words = " ".join(out.split())
    assert f"Observation {name} open, 2 revisions; visit@1.2 delivery" in words
    assert "visit P03-2026-11-20 date 2026-11-20 practitioner P03 rater R1 mode live" in words
    assert "greets 1 – Attempted Greets everyone" in words
    assert "asks 1 – Attempted Asks openly Note: Only once" in words
    assert "plans not_applicable Plans" in words
    # 3 of 6 points.
    assert "total 50.00 3 of 4 Low" in words
    assert "competent not met cares met" in words
    assert "R1 recorded" in words
    assert "R1 corrected: misread was is ------ --- -- greets 2 1" in words


def test_one_record_as_data(fidelity: Fidelity, recorded: Recorded) -> None:
    """As JSON with its history, as CSV a row an item."""
    recorded.put(1, notes={"asks": "=1+1"})
    assert fidelity("correct", "0000", "--set", "greets=1", "--why", "misread").code == 0
    shown = json.loads(fidelity("records", "0000", "--format", "json").out)
    assert shown["content"]["ratings"] == {**HALF, "greets": "1"}
    assert shown["scores"]["total"] == {"shown": "37.50", "reason": None}
    assert [entry["changes"] for entry in shown["history"]] == [
        [],
        [{"part": "ratings", "name": "greets", "old": "2", "new": "1"}],
    ]
    rows = [*csv.DictReader(io.StringIO(fidelity("records", "0000", "--format", "csv").out))]
    assert rows[1] == {"item": "asks", "rating": "1", "label": "Attempted", "text": "Asks openly", "note": "'=1+1"}


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_what_awaits_a_second_rater_is_sealed(fidelity: Fidelity, recorded: Recorded, form: str) -> None:
    """Nothing of the ratings is shown, in no form, until the other has handed in; then all is."""
    recorded.put(1, ratings={"greets": "2"}, notes={"greets": "Warmly"}, raters="2")
    assert fidelity("correct", "0000", "--set", "greets=1", "--why", "misread").code == 0
    sealed = fidelity("records", "0000", "--format", form)
    assert sealed.code == 0
    assert not [word for word in ("Warmly", "Attempted", "50.00", "37.50", "greets") if word in sealed.out]
    assert "misread" in sealed.out or form == "csv"
    recorded.put(2, rater="R2", ratings=FULL, raters="2")
    assert "Warmly" in fidelity("records", "00000001", "--format", form).out


def test_without_its_definition_a_record_is_shown_as_it_was_written(fidelity: Fidelity, recorded: Recorded) -> None:
    """Codes stand alone, nothing is scored, and the way to the definition is told; a file will do."""
    recorded.put(1)
    no_plugin = ("--disable-plugin", "fidelity-visit", "records", "0000")
    out = " ".join(fidelity(*no_plugin).out.split())
    assert "No texts and scores: visit@1.2, which was rated, is not there" in out
    assert "greets 2" in out
    assert "total" not in out
    assert "total 50.00" in " ".join(fidelity(*no_plugin, "--definition", "visit.yaml").out.split())


def test_a_definition_that_computes_otherwise_scores_nothing(fidelity: Fidelity, recorded: Recorded) -> None:
    """Its name and version are the same, and its rule is not: no score is better than a wrong one."""
    recorded.put(1, of=edition(plan_hash="sha256:" + "0" * 64))
    out = " ".join(fidelity("records", "0000").out.split())
    assert "computes otherwise than the one that was rated: plan" in out
    assert "total" not in out


def test_records_without_ratings_are_shown_too(fidelity: Fidelity, recorded: Recorded) -> None:
    """A goal says what it says, and an erased record only that it was there."""
    recorded.append(record_id(7), {"id": record_id(7), "practitioner": "P03", "text": "Ask first", "item": ""}, "goal")
    goal = fidelity("records", "00000007").out
    assert "practitioner  P03\ntext          Ask first\n" in goal
    assert "item" not in goal
    recorded.put(1, notes={"asks": "Only once"})
    assert fidelity("erase", "00000001", "--why", "withdrawn", "--yes").code == 0
    erased = fidelity("records", "00000001").out
    assert "erased: withdrawn" in erased
    assert "P03" not in erased
    assert "Only once" not in erased
    listed = fidelity("records").out.splitlines()
    assert listed[-1].split() == ["00000001", "observation", "erased", "2"]


def test_a_clash_is_told_in_the_list(fidelity: Fidelity, recorded: Recorded) -> None:
    """It is no error of the list, and nobody should miss it."""
    recorded.clash(recorded.put(1))
    assert fidelity("merge", "other").code == 1
    ran = fidelity("records")
    assert (ran.code, "clash" in ran.out, "`fidelity settle`" in ran.err) == (0, True, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing",), "unknown-record"),
        (("000",), "unknown-record"),
        (("0000",), "ambiguous-record"),
        (("00000001", "--rater", "R1"), "one-or-many"),
        (("00000001", "--kind", "goal"), "one-or-many"),
        (("--since", "1/2/2026"), "bad-date"),
        (("--kind", "visit"), "is not one of"),
    ],
)
def test_misuse_is_told(fidelity: Fidelity, recorded: Recorded, words: tuple[str, ...], said: str) -> None:
    """Nothing is guessed."""
    recorded.put(1)
    recorded.put(2, "P04-2026-11-20")
    ran = fidelity("records", *words)
    assert (ran.code, ran.out, said in ran.err) == (2, "", True)
