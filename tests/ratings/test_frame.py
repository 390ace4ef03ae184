"""Ratings from data frames."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.errors import RatingsError
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.scale import Point, Scale
from fidelity.model.status import Status
from fidelity.problems import Problem
from fidelity.ratings.cells import cells_of
from fidelity.ratings.dates import days
from fidelity.ratings.frame import from_frame
from fidelity.ratings.numbers import encode, table_of


def problems(frame: pd.DataFrame, checklist: Checklist) -> tuple[Problem, ...]:
    """What is wrong with a frame."""
    with pytest.raises(RatingsError) as caught:
        from_frame(frame, checklist)
    return caught.value.problems


def one(checklist: Checklist, item: str) -> Checklist:
    """A checklist with one item only."""
    return Checklist("one", (checklist.item[item],), status_codes=checklist.status_codes)


def said(frame: pd.DataFrame, checklist: Checklist) -> list[str]:
    """The answers of the only item, as text."""
    column = from_frame(frame, checklist).columns[checklist.items[0].id]
    return [column.answer(row).code or column.answer(row).status.value for row in range(len(frame))]


@pytest.mark.parametrize(
    "dtype", ["float64", "float32", "Int64", "Float64", "object", "category", "str", "string", "Int8", "float16"]
)
def test_kinds_of_columns(dtype: str, checklist: Checklist) -> None:
    """The same answers are read from every kind of column that can hold them."""
    values = pd.Series([2, None, 0, -8, 9, 1, 2], dtype="Int64").astype(pd.api.types.pandas_dtype(dtype))
    assert said(pd.DataFrame({"praise": values}), one(checklist, "praise")) == [
        "2", "missing", "0", "missing", "insufficient_data", "1", "2",
    ]  # fmt: skip


@pytest.mark.parametrize("dtype", ["int8", "int16", "int64", "uint8", "uint64", "float64", "UInt8"])
def test_whole_numbers(dtype: str, checklist: Checklist) -> None:
    """Columns without gaps are read alike."""
    assert said(pd.DataFrame({"praise": np.array([2, 0, 9]).astype(dtype.lower())}), one(checklist, "praise")) == [
        "2", "0", "insufficient_data",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "bad", [3.7, -1.0, -2.0, 3.0, 256.0, 258.0, 255.0, -254.0, 65536.0, 2**40, 1e300, float("inf"), float("-inf")]
)
def test_bad_numbers(bad: float, checklist: Checklist) -> None:
    """A number that is no code is refused with its place, however it looks as a small integer."""
    for gaps in ([np.nan, 1.0], [1.0]):
        found = problems(pd.DataFrame({"praise": [2.0, *gaps, bad]}), one(checklist, "praise"))
        assert [(p.code, p.path) for p in found] == [("bad-cell", (1 + len(gaps), "praise"))]
        assert found[0].message.startswith(f"position {1 + len(gaps)}, column praise: `")


@given(
    values=st.lists(
        st.one_of(st.sampled_from([0.0, 1.0, 2.0, 9.0, -8.0, -0.0, np.nan, -1.0, 257.0]), st.floats()), max_size=30
    ),
    strided=st.booleans(),
)
def test_numbers_as_cells(values: list[float], strided: bool, checklist: Checklist) -> None:
    """The quick way of columns of numbers gives what reading each number as a text gives."""
    cells = cells_of(checklist.item["praise"], checklist)
    table = table_of(cells)
    assert table is not None
    array = np.array([[each, 0.0] for each in values], dtype=float).reshape(-1, 2)[:, 0]
    encoded = encode([array if strided else array.copy()], [table])[0]
    expected = [cells.answer("" if each != each else np.format_float_positional(each, trim="-")) for each in values]
    assert encoded.n_bad == expected.count(None)
    assert list(encoded.bad) == [row for row, answer in enumerate(expected) if answer is None]
    for code, answer in zip(encoded.codes.tolist(), expected, strict=True):
        assert answer is None or cells.levels[code] == answer


def test_blocks_of_numbers(checklist: Checklist) -> None:
    """Columns longer than a block are read to the end, and each bad number is found."""
    cells = cells_of(checklist.item["praise"], checklist)
    table = table_of(cells)
    assert table is not None
    numbers = np.tile([0.0, 1.0, 2.0, np.nan], 50_000)
    numbers[[5, 70_000, 199_999]] = 7
    encoded = encode([numbers], [table])[0]
    assert encoded.bad == (5, 70_000, 199_999)
    assert [cells.levels[code].code for code in encoded.codes[40_000:40_004].tolist()] == ["0", "1", "2", ""]


def test_larger_codes() -> None:
    """Codes beyond a byte are read too, and those beyond two by their values."""
    for code in ("777", "32767", "-999", "100000", "1000000000000"):
        scale = Scale("s", (Point("1", 1), Point("2", 2)), status_codes={code: Status.NOT_APPLICABLE})  # type: ignore[arg-type]
        checklist = Checklist("c", (Item("x", "x", scale),))
        frame = pd.DataFrame({"x": [1.0, float(code), np.nan]})
        assert said(frame, checklist) == ["1", "not_applicable", "missing"]
        assert problems(pd.DataFrame({"x": [1.0, float(code) + 1]}), checklist)[0].path == (1, "x")


@pytest.mark.parametrize("dtype", ["bool", "boolean", "object", "category"])
def test_truth_values(dtype: str, checklist: Checklist) -> None:
    """True is not 1."""
    frame = pd.DataFrame({"praise": pd.Series([True, False], dtype=dtype)})
    assert len(problems(frame, one(checklist, "praise"))) == 2


@pytest.mark.parametrize("dtype", ["float64", "Float64", "object"])
def test_codes_between_whole_numbers(dtype: str, checklist: Checklist) -> None:
    """Codes such as 0.5 are read exactly."""
    values = pd.Series([0.5, 0, None, 1], dtype=pd.api.types.pandas_dtype(dtype))
    assert said(pd.DataFrame({"half": values}), one(checklist, "half")) == ["0.5", "0", "missing", "1"]
    assert problems(pd.DataFrame({"half": [0.5, 0.500001]}), one(checklist, "half"))[0].path == (1, "half")


def test_truth_among_numbers(checklist: Checklist) -> None:
    """True is not 1 beside a 1 either."""
    frame = pd.DataFrame({"praise": pd.Series([1, True, 1.0, "1", None, np.True_], dtype=object)})
    assert [problem.path for problem in problems(frame, one(checklist, "praise"))] == [(1, "praise"), (5, "praise")]


def test_strange_values(checklist: Checklist) -> None:
    """Lists, bytes and dates are no answers."""
    frame = pd.DataFrame({"praise": pd.Series([[1], b"1", pd.Timestamp("2026-04-03"), 1 + 0j], dtype=object)})
    assert len(problems(frame, one(checklist, "praise"))) == 4
    assert problems(pd.DataFrame({"praise": pd.to_datetime(["2026-04-03"])}), one(checklist, "praise"))


def test_measures(checklist: Checklist) -> None:
    """Raw numbers are the decimals that people see, not the binary fractions behind them."""
    only = one(checklist, "minutes")
    column = from_frame(pd.DataFrame({"minutes": [0.1, np.nan, 1e15, 3.0]}), only).columns["minutes"]
    assert [str(column.answer(row).value) for row in range(4)] == ["1/10", "None", "1000000000000000", "3"]
    found = problems(pd.DataFrame({"minutes": [np.inf, 1e300]}), only)
    assert [problem.path for problem in found] == [(0, "minutes"), (1, "minutes")]


def test_descriptors(small: Checklist) -> None:
    """What is no item becomes text: whole numbers without a point, days without a time, gaps blank."""
    frame = pd.DataFrame(
        {
            "observation": [1.0, 2.0],
            "site": [7, 8],
            "team": ["A", None],
            "age": [1.5, np.nan],
            "date": pd.Series(["2026-04-03", None], dtype="datetime64[s]"),
            "goal_setting": [1, 2],
            "praise": [3.0, np.nan],
            "plan": ["4", ""],
        }
    )
    ratings = from_frame(frame, small)
    assert list(ratings.descriptors.index) == ["1", "2"]
    assert ratings.descriptors.to_dict("list") == {
        "site": ["7", "8"],
        "team": ["A", ""],
        "age": ["1.5", ""],
        "date": ["2026-04-03", ""],
    }
    assert [str(day) for day in days(ratings)] == ["2026-04-03", "None"]


def test_names_in_the_index(small: Checklist) -> None:
    """An index called observation names the observations; any other is ignored."""
    frame = pd.DataFrame({"goal_setting": [1, 2], "praise": [1, 2], "plan": [1, 2]}, index=["x", "y"])
    assert list(from_frame(frame.rename_axis(index="observation"), small).descriptors.index) == ["x", "y"]
    assert list(from_frame(frame, small).descriptors.index) == [1, 2]
    twice = frame.set_index(pd.Index(["x", "x"], name="observation"))
    assert problems(twice, small)[0].code == "observation-twice"


def test_bad_names(small: Checklist) -> None:
    """Columns must be named by texts, each once."""
    frame = pd.DataFrame({"goal_setting": [1], "praise": [2], "plan": [3]})
    assert problems(frame.rename(columns={"plan": 3}), small)[0].code == "no-column-name"
    assert problems(pd.concat([frame, frame], axis=1), small)[0].code == "column-twice"
    assert problems(frame.rename(columns={"plan": "pan"}), small)[0].code == "item-without-column"


def test_no_rows(small: Checklist) -> None:
    """A frame without rows is no ratings, and no error."""
    assert len(from_frame(pd.DataFrame({"goal_setting": [], "praise": [], "plan": []}), small)) == 0
