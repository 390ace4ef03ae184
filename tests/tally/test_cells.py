"""Cells: the combinations that occur, in natural order."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.errors import UsageError
from fidelity.tally.cells import Cells, cells_of, natural, united

TEXTS = st.sampled_from(["S1", "S2", "S10", "", "a", "A", " b "])
ROWS = st.lists(st.tuples(TEXTS, TEXTS), max_size=30)


def cells(rows: list[tuple[str, str]], *, categories: bool = False) -> tuple[Cells, list[int]]:
    """The cells of some rows with two keys."""
    kind = "category" if categories else object
    columns = {name: pd.Series([row[key] for row in rows], dtype=kind) for key, name in enumerate(("x", "y"))}
    found, of = cells_of(columns, len(rows))
    return found, of.tolist()


def stripped(rows: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The rows without blanks around."""
    return [tuple(text.strip() for text in row) for row in rows]


def test_ten_comes_after_two_and_nothing_comes_last() -> None:
    """Numbers in a text count as numbers, however long they are."""
    texts = ["", "S10", "S2", "s3", "S02", "10", "9", "x" + "9" * 5000]
    assert sorted(texts, key=natural) == ["9", "10", "S02", "S2", "s3", "S10", "x" + "9" * 5000, ""]


@given(ROWS)
def test_each_combination_stands_there_once_and_in_order(rows: list[tuple[str, str]]) -> None:
    """Every row is found again in its cell; no combination is made up."""
    found, of = cells(rows)
    held = found.rows()
    assert [held[place] for place in of] == stripped(rows)
    assert held == sorted({*stripped(rows)}, key=lambda row: [natural(text) for text in row])
    assert all({*texts} == {row[key] for row in held} for key, texts in enumerate(found.values))


@given(ROWS)
def test_categories_give_the_same_as_texts(rows: list[tuple[str, str]]) -> None:
    """Also where categories are in another order, or do not occur."""
    plain, of = cells(rows)
    columns = {
        name: pd.Series(pd.Categorical([row[key] for row in rows], ["never", "S10", " b ", "S2", "S1", "", "A", "a"]))
        for key, name in enumerate(("x", "y"))
    }
    coded, of_coded = cells_of(columns, len(rows))
    assert (coded.values, coded.codes.tolist(), of_coded.tolist()) == (plain.values, plain.codes.tolist(), of)


def test_what_is_absent_is_blank() -> None:
    """No entry, and an entry of blanks, say the same: nothing."""
    found, of = cells_of({"x": pd.Series(["a", None, " ", np.nan], dtype=object)}, 4)
    assert found.values == (("a", ""),)
    assert of.tolist() == [0, 1, 1, 1]


@given(ROWS, ROWS)
def test_cells_unite(one: list[tuple[str, str]], other: list[tuple[str, str]]) -> None:
    """The cells of two tables are those of both together."""
    parts = [cells(one)[0], cells(other)[0]]
    together, (first, second) = united(parts)
    both = cells(one + other)[0]
    assert (together.values, together.codes.tolist()) == (both.values, both.codes.tolist())
    assert [together.rows()[place] for place in (*first, *second)] == parts[0].rows() + parts[1].rows()


@given(ROWS)
def test_coarser_cells(rows: list[tuple[str, str]]) -> None:
    """By fewer keys, in another order, what is alike falls together."""
    found, _ = cells(rows)
    coarse, of = found.by(["y"])
    assert [coarse.rows()[place] for place in of] == [(row[1],) for row in found.rows()]
    swapped, _ = found.by(["y", "x"])
    assert {*swapped.rows()} == {(y, x) for x, y in found.rows()}
    nothing, of_all = found.by([])
    assert (len(nothing), {*of_all.tolist()}) == ((1, {0}) if rows else (0, set()))


@given(ROWS)
def test_renamed_cells(rows: list[tuple[str, str]]) -> None:
    """Other texts for a key; two that get the same one fall together."""
    found, _ = cells(rows)
    other = {text: text.casefold() for text in found.values[0]}
    renamed, of = found.renamed("x", other)
    assert [renamed.rows()[place] for place in of] == [(other[x], y) for x, y in found.rows()]
    assert len({*renamed.rows()}) == len(renamed)


def test_many_keys_of_many_texts() -> None:
    """More combinations than 64 bits could number are no more difficult."""
    n = 2000
    columns = {f"k{key}": pd.Series([f"{(row * 7 + key) % n}" for row in range(n)]) for key in range(6)}
    found, of = cells_of(columns, n)
    assert len(found) == n
    assert [found.rows()[place][0] for place in of[:5]] == ["0", "7", "14", "21", "28"]


def test_an_unknown_key_gets_the_nearest() -> None:
    """Who mistypes is told."""
    with pytest.raises(UsageError) as caught:
        cells([("a", "b")])[0].by(["xx"])
    assert caught.value.problems[0].code == "unknown-descriptor"
