"""A page reads answers as a table of ratings is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.export.javascript import scorer
from fidelity.export.reading_data import reading_data
from fidelity.plan.lowering import lower
from fidelity.ratings.cells import NOTHING, cells_of
from tests.export.checklists import everything
from tests.export.mutants import READING, UNCHANGED
from tests.node import Scorer, Scorers, needs_node

MADE = everything()
CELLS = {item.id: cells_of(item, MADE) for item in MADE.items}
WHITE = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2003\u2028\u2029\u202f\u205f\u3000"
NOT_WHITE = "\ufeff\u200b\x00\u180e\u2060"
ROWS = (
    "2|2.0|2.00|0|-0|-0.0|02|+2|2e0|.5|2.|2,5|0,5|2,05|2.5|1_0|0x2|1e400|inf|NaN|-5|40|40.5|41|121|'3|=1+1",
    "\uff13|\u0663|\u00b2|\u00bd|\U0001f600|\ud800|\ue000|\x7f",
    "rated|missing|invalid|off_by_design|Not_Applicable|NA|na|NO|No|Yes|yes|99|99.0|9.0|77|77.00|-8.0",
    "1|1.0|1.00|__proto__|constructor|\u00e9\u2028&'\"|\u00c9\u2028&'\"|</script><!--",
    "4/4 2/3 0/4|4/4\u20032/3|100% 67% 0%|1 0.67 0|3/2|0/0|1/0|01/2|1/2,1/2|101%|-1%|1/2 x|1/2|0.5",
    "999999999/999999999|1/1000000000|50 %|50%%|%|9.99%|10.0%|100.0 %|100.1|100.01%",
    "04-Apr|Apr-04|2026-04-04|4.4.26|4 4 26|\u0664-\u0664-\u0662\u0666|4-\u00e9t\u00e9|4-\u2167\u2167\u2167",
    "a\nb|it's\nx|\"it's\"\nx|a\\b\tc\rd|x\x85\u0663y|\U0001f600\nx|\u200d\u200d|\u3000x\u3000y",
)
GIVEN = (
    "",
    *(text for row in ROWS for text in row.split("|")),
    *("9" * 20, "9" * 21, "9" * 5000, "0." + "0" * 20, "0." + "1" * 21, "4/4 " * 500, "4/4 " * 501),
    *("x" * 40, "x" * 41, "\U0001f600" * 40, "\U0001f600" * 41, "yes" + " " * 40 + "y"),
    *NOTHING,
    *(word.upper() for word in NOTHING),
    *(f"{white}2{white}" for white in WHITE),
    *(f"{other}2{other}" for other in NOT_WHITE),
)
"""Texts at which readers part company."""

NUMBERS = st.from_regex(r"-?[0-9]{1,22}([.,][0-9]{0,22})?(e[0-9]{1,3})?%?", fullmatch=True)
LETTERS = st.characters(max_codepoint=0x30FF, exclude_categories=["Cn", "Cs"])
"""Those of which every version of Unicode says the same."""
PERSON = st.from_regex(r"([0-9]{1,3}/[0-9]{1,10})|([01](\.[0-9]{1,3})?)|([0-9]{1,3}(\.[0-9])?%)", fullmatch=True)
DATES = st.from_regex(r"\w{1,4}[-./ ]\w{1,9}([-./ ][0-9]{2,4})?", fullmatch=True, alphabet=LETTERS)
ANY = st.one_of(
    NUMBERS,
    st.lists(PERSON).map(" ".join),
    DATES,
    st.text(LETTERS, max_size=50),
    st.text("0123456789./%-, ", max_size=12),
)


def unlike(scorer: Scorer, texts: Sequence[str]) -> list[str]:
    """Where a script reads a text otherwise than a table of ratings is read."""
    calls = [(item, text) for item in CELLS for text in texts]
    said = scorer.call("read", [[*call] for call in calls])
    return [f"{call}: {each}" for call, each in zip(calls, said, strict=True) if _parts(*call, each)]


def _parts(item: str, text: str, said: dict[str, Any]) -> bool:
    cells = CELLS[item]
    answer = cells.answer(text)
    if said["ok"] or answer is not None:
        return not said["ok"] or answer is None or cells.answer(said["text"]) != answer
    problem = cells.problem(text)
    # A page does not guess at misspellings; it then gives the help that follows the guess.
    guessed = problem.help.startswith("did you mean") and problem.help.endswith(said["help"].split("; ")[-1])
    return said["message"] != problem.message or not (said["help"] == problem.help or guessed)


@needs_node
@pytest.mark.parametrize("name", ["none", *READING])
def test_a_page_reads_as_a_table_is_read(name: str, scorers: Scorers) -> None:
    """Every text means the same and is refused in the same words; a script that was changed in one place is caught."""
    old, new = READING.get(name, UNCHANGED)
    script = scorer(lower(MADE))
    assert script.count(old) == 1
    loaded = scorers.load(script.replace(old, new))
    found = unlike(loaded, GIVEN)
    loaded.drop()
    assert bool(found) is (name != "none"), found[:1]


@needs_node
@settings(max_examples=25)
@given(st.lists(ANY, min_size=10, max_size=30))
def test_a_page_reads_any_text_alike(scorers: Scorers, texts: list[str]) -> None:
    """Whatever text stands in a cell, both read it alike."""
    loaded = scorers.load(scorer(lower(MADE)))
    found = unlike(loaded, texts)
    loaded.drop()
    assert not found[:1]


@needs_node
@pytest.mark.parametrize(
    ("item", "text", "kept"),
    [
        ("a", " 2.0\t", "2"),
        ("a", "9.0", ""),
        ("a", "NA", "not_applicable"),
        ("odd", "NA", "NA"),
        ("odd", "-8", "not_observed"),
        ("visits", "12.00", "12"),
        ("visits", "77.0", "not_assessable"),
        ("change", "-0.50", "-0.5"),
        ("share", "85.50 %", "85.5"),
        ("people", " 4/4  2/3\t100% ", "4/4 2/3 100%"),
        ("gone", "off_by_design", "off_by_design"),
    ],
)
def test_what_is_kept(scorers: Scorers, item: str, text: str, kept: str) -> None:
    """An answer is kept as an observation holds it: a code, the name of a status, a raw number, results of persons."""
    loaded = scorers.load(scorer(lower(MADE)))
    said = loaded.call("read", [[item, text]])
    loaded.drop()
    assert said == [{"ok": True, "text": kept}]


def test_items_that_are_read_alike_share_a_reader() -> None:
    """What is permitted is written once for each kind of item, not once for each item."""
    data = reading_data(MADE)
    place = dict(data["items"])
    assert place["a"] == place["constructor"] != place["strict"]
    assert len(data["readers"]) == len(set(place.values()))
