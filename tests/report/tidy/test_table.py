"""A table is as its specification says, or it is not made."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from fidelity.errors import UsageError
from fidelity.report.tidy.table import WhyNot, table_of
from tests.report.tidy.made import ROWS, SPEC, frame


def test_the_columns_before_the_first_are_those_of_the_groups() -> None:
    """Groups come first, and with what the kind says they tell a row from any other."""
    table = table_of(SPEC, frame())
    assert list(table.columns) == ["site", "item", "alpha", "why", "n_pairs"]
    assert (list(table.keys), table.identity) == (["site"], ("site", "item"))
    assert table.keys["site"].meaning == "The group by site; empty in the row of a total."


def test_cells_are_of_the_kind_of_their_column() -> None:
    """Text has no gaps, integers may have some, and what is no finite number is none."""
    rows = [("", "asks", np.inf, "all_alike", np.nan), (None, "greets", np.float64(1), None, 2.0)]
    read = table_of(SPEC, frame(rows)).frame
    assert read["site"].tolist() == ["", ""]
    assert (read["n_pairs"].dtype, read["n_pairs"].tolist()[1]) == (pd.Int32Dtype(), 2)
    assert read["n_pairs"].isna().tolist() == read["alpha"].isna().tolist() == [True, False]


def test_codes_are_all_of_a_closed_list_and_those_that_occur_of_an_open_one() -> None:
    """A code that cannot be is refused, and one that is not yet known is said as its code."""
    table = table_of(SPEC, frame(ROWS[:1]))
    assert list(table.codes("why")) == ["no_pairs", "all_alike"]
    assert (table.codes("item"), table.codes("site")) == ({"asks": "ASKS"}, {})


def test_a_group_with_the_name_of_a_column_is_refused() -> None:
    """Nobody could tell the two columns apart."""
    with pytest.raises(UsageError, match="grouped by `item`") as caught:
        table_of(SPEC, frame(key="item"))
    assert caught.value.problems[0].code == "reserved-name"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([ROWS[0], ROWS[0]], "there twice"),
        ([("", "asks", None, "lost", 1)], "nobody knows: \\['lost'\\]"),
        ([("", "asks", None, "", 1)], "neither a number nor a reason"),
        ([("", "asks", 0.5, "no_pairs", 1)], "or both"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(rows: list[tuple[object, ...]], message: str) -> None:
    """A row that is there twice, an unknown code, and above all a number that was to be hidden, are not written."""
    with pytest.raises(ValueError, match=message):
        table_of(SPEC, frame(rows))


def test_columns_that_are_absent_or_exchanged_are_refused() -> None:
    """A table is no table of its kind without all of its columns in their order."""
    with pytest.raises(ValueError, match="needs the columns"):
        table_of(SPEC, frame().drop(columns="alpha"))
    with pytest.raises(ValueError, match="needs the columns"):
        table_of(SPEC, frame()[["site", "alpha", "item", "why", "n_pairs"]])


def test_what_is_not_given_needs_no_reason_further_on() -> None:
    """An interval is only asked for where there is a value."""
    assert WhyNot("why", ("low", "high"), "value").given == "value"
