"""Scores as a table for other programs."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

import attrs
import numpy as np
import pandas as pd
import pytest

from fidelity.model.criterion import Criterion, ScoreTest
from fidelity.model.range import Range
from fidelity.plan.lowering import lower
from fidelity.ratings.table import from_codes
from fidelity.report.scores_frame import csv_text, scores_frame
from fidelity.scoring import score
from tests.report.sample import CHECKLIST, PROVENANCE, scores

ROWS = [(2, 2, 2), (1, 1, 3), (0, 3, 3), (2, 1, 1)]


def test_columns_are_those_of_the_scores() -> None:
    """Every figure of every score has its column, and each row its provenance."""
    made = scores(ROWS)
    frame = scores_frame(made, PROVENANCE)
    assert list(frame.columns[:5]) == ["observation", "mean", "mean.exact", "mean.reason", "mean.band"]
    assert "total.band" not in frame.columns
    assert frame["mean.exact"].tolist()[:2] == ["2", "1"]
    assert frame["mean.exact"].tolist()[3] == "4/3"
    assert pd.isna(frame["mean.exact"][2])
    np.testing.assert_array_equal(frame["mean"], made.columns["mean"].values())
    np.testing.assert_array_equal(frame["mean.lowest"], made.columns["mean"].lowest())
    np.testing.assert_array_equal(frame["mean.highest"], made.columns["mean"].highest())
    assert frame["good"].tolist() == ["met", "not_met", "cannot_tell", "not_met"]
    assert set(frame["plan_hash"]) == {PROVENANCE.plan_hash}


def test_no_name_stands_twice() -> None:
    """A criterion that is called like a score, and a score like a column of the provenance, keep a column each."""
    checklist = attrs.evolve(
        CHECKLIST,
        scores=tuple(attrs.evolve(each, id={"mean": "good", "total": "engine"}[each.id]) for each in CHECKLIST.scores),
        criteria=(Criterion("good", ScoreTest("good", Range(at_least=Fraction(1)))),),
    )
    codes = {item.id: np.array([2], np.uint8) for item in checklist.items}
    frame = scores_frame(score(lower(checklist), from_codes(checklist, codes)), PROVENANCE)
    assert len(set(frame.columns)) == len(frame.columns)
    assert (frame["good"][0], frame["criterion.good"][0]) == (2, "met")
    assert (frame["engine"][0], frame["provenance.engine"][0]) == (6, PROVENANCE.engine_version)
    assert csv_text(frame)


def test_csv_is_read_back_exactly() -> None:
    """Every number of the frame comes back from the text as the very same number."""
    frame = scores_frame(scores(ROWS), PROVENANCE)
    back = list(csv.DictReader(io.StringIO(csv_text(frame, raw=True))))
    for name in ("mean", "total", "mean.lowest", "mean.highest", "mean.n_used"):
        np.testing.assert_array_equal([float(row[name] or "nan") for row in back], frame[name])


def test_no_rows_are_a_header() -> None:
    """A table without observations has its columns all the same."""
    frame = scores_frame(scores([]), PROVENANCE)
    assert len(frame) == 0
    assert csv_text(frame).startswith("observation,mean,mean.exact")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+x", "'+x"),
        ("-x", "'-x"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("-1/2", "-1/2"),
        ("-0.5", "-0.5"),
        ("+4", "+4"),
        ("-1+2", "'-1+2"),
        ("a=b", "a=b"),
        ("", None),
    ],
)
def test_text_that_computes_is_made_harmless(text: str, expected: str | None) -> None:
    """What a spreadsheet would compute gets an apostrophe, in a cell or a heading; a mere number does not need one."""
    frame = pd.DataFrame({"name": pd.Series([text, "z"], dtype=object), "kind": pd.Categorical([text, "z"])})
    back = pd.read_csv(io.StringIO(csv_text(frame), newline=""), dtype=str, lineterminator="\n")
    for column in ("name", "kind"):
        found = back[column][0]
        assert (None if pd.isna(found) else found) == expected
    assert csv_text(pd.DataFrame({text: ["z"]})).startswith(("'", '"')) or expected == text or not text
    assert text in csv_text(frame, raw=True)


def test_making_text_harmless_leaves_the_frame_alone() -> None:
    """The caller's table is not changed by writing it."""
    frame = pd.DataFrame({"=a": ["=b"]})
    csv_text(frame)
    assert frame.to_dict("list") == {"=a": ["=b"]}
