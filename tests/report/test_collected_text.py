"""What became of hand-ins, told."""

from __future__ import annotations

from fractions import Fraction

import attrs

from fidelity.handins.collecting import Became, Taken
from fidelity.plan.result import Reason, Result
from fidelity.problems import Place, Problem, remark
from fidelity.report.collected_text import (
    collected_json,
    collected_text,
    counted,
    scores_json,
    scores_rows,
    scores_table,
    taken_cells,
)
from tests.handins.samples import BLANK, ID, OBSERVATION

STORED = Taken("a.json", "", Became.STORED, OBSERVATION, remarks=(remark("items-missing", "1 of 5", "look"),))
REFUSED = Taken("b.jsonl", "line 2", Became.REFUSED, problems=(Problem("bad-cell", "x", place=Place("b.jsonl", 2)),))
RESULT = Result(Fraction(200, 3), None, 3, 3, 2, 1, 2, Fraction(50), Fraction(100), 1)
NONE = Result(None, Reason.TOO_MANY_MISSING, 3, 3, 1, 2, 0, Fraction(0), Fraction(100))


def test_a_row_says_what_became_of_it() -> None:
    """What was refused is of nobody yet."""
    assert taken_cells(STORED) == ["a.json", "", "P03-2026-11-20", "R1", "stored", ID]
    assert taken_cells(REFUSED) == ["b.jsonl", "line 2", "", "", "refused", ""]


def test_what_needs_a_look_stands_first() -> None:
    """And the place in the file only where there is one."""
    assert (
        collected_text([STORED, REFUSED], 80, 10)
        == """\
file     where   visit           rater  became   record
-------  ------  --------------  -----  -------  --------
b.jsonl  line 2                         refused
a.json           P03-2026-11-20  R1     stored   3f2b8c1e"""
    )
    assert "where" not in collected_text([STORED], 80, 10)


def test_a_page_has_an_end() -> None:
    """Which says how much more there is."""
    assert collected_text([STORED] * 12, 80, 10).endswith("… and 2 more; `--format csv` lists all")


def test_the_count_is_in_words() -> None:
    """In the order of the good to the bad, without what there is none of."""
    assert counted([REFUSED, STORED, STORED]) == "2 stored, 1 refused"
    assert counted([attrs.evolve(STORED, became=each) for each in Became]) == ", ".join(f"1 {each}" for each in Became)
    assert counted([]) == ""


def test_plain_data_have_everything() -> None:
    """Problems and remarks alike, and scores where there are any."""
    found = collected_json([STORED, REFUSED], {ID: {"total": 1}})["handins"]
    assert isinstance(found, list)
    assert found[0]["scores"] == {"total": 1}
    assert (found[1]["scores"], found[1]["problems"][0]["line"]) == (None, 2)
    assert found[0]["problems"][0]["severity"] == "incomplete"


def test_scores_have_a_value_or_a_reason() -> None:
    """With how many are missing."""
    rows = [row for result in (RESULT, NONE) for row in scores_rows(STORED, BLANK.plan, {"total": result})]
    assert [row[2:] for row in rows] == [
        ["All in all", "66.67", "1"],
        ["All in all", "no score: too many ratings are missing", "2"],
    ]
    assert scores_table(rows, 80).splitlines()[0].split() == ["visit", "rater", "score", "value", "missing"]
    assert scores_json(BLANK.plan, {"total": RESULT}) == {"total": {"shown": "66.67", "reason": None, "n_missing": 1}}
    assert scores_json(BLANK.plan, {"total": NONE}) == {
        "total": {"shown": "", "reason": "too_many_missing", "n_missing": 2}
    }
