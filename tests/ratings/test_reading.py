"""Reading tables as text: the file, its header, its rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fidelity.errors import RatingsError, UsageError
from fidelity.model.answer import answers
from fidelity.model.checklist import Checklist
from fidelity.problems import Problem
from fidelity.ratings import findings as findings_module
from fidelity.ratings.findings import Findings
from fidelity.ratings.grid import read_grid
from fidelity.ratings.header import read_header
from fidelity.ratings.reading import Layout, read_ratings
from fidelity.ratings.table import Ratings

HEAD = "observation,goal_setting,praise,plan\n"


def read(text: str | bytes, checklist: Checklist, layout: Layout = "auto") -> Ratings:
    """The ratings in a text."""
    data = text if isinstance(text, bytes) else text.encode()
    return read_ratings(io.BytesIO(data), checklist, layout=layout, name="ratings.csv")


def problems(text: str | bytes, checklist: Checklist, layout: Layout = "auto") -> tuple[Problem, ...]:
    """What is wrong with a text."""
    with pytest.raises(RatingsError) as caught:
        read(text, checklist, layout)
    assert caught.value.problems
    return caught.value.problems


def codes(ratings: Ratings) -> list[list[str]]:
    """The answers, a row an observation, as text."""
    items = ratings.checklist.items
    return [
        [answer.code or answer.status.value for answer in (ratings.columns[item.id].answer(row) for item in items)]
        for row in range(len(ratings))
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("quote", [False, True])
def test_forms(delimiter: str, newline: str, bom: bytes, quote: bool, small: Checklist) -> None:
    """Delimiters, ends of lines, byte-order marks and quotation marks make no difference."""
    rows = [
        ["observation", "site", "goal_setting", "praise", "plan"],
        ["a", "Åre", "1", "2.0", ""],
        ["b", "", "NA", "5", "3"],
    ]
    rows[2][2] = "not_applicable"
    lines = [delimiter.join(f'"{cell}"' if quote else cell for cell in row) for row in rows]
    for end in ("", newline, newline * 3):
        ratings = read(bom + (newline.join(lines) + end).encode(), small)
        assert codes(ratings) == [["1", "2", "missing"], ["not_applicable", "5", "3"]]
        assert list(ratings.descriptors.index) == ["a", "b"]
        assert list(ratings.descriptors["site"]) == ["Åre", ""]


def test_sources(tmp_path: Path, small: Checklist) -> None:
    """A path, its text and a stream are read alike."""
    path = tmp_path / "ratings.csv"
    path.write_text(HEAD + "a,1,2,3\n")
    assert codes(read_ratings(path, small)) == codes(read_ratings(str(path), small)) == [["1", "2", "3"]]
    with path.open("rb") as stream:
        assert codes(read_ratings(stream, small)) == [["1", "2", "3"]]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "empty-table", "empty"),
        (b"\xef\xbb\xbf", "empty-table", "empty"),
        (b"\n \n,,\n", "empty-table", "empty"),
        (HEAD.encode(), "no-rows", "no row"),
        (HEAD.encode() + b",,,\n\n", "no-rows", "no row"),
        (b"PK\x03\x04rest", "not-text", "workbook"),
        ("observation".encode("utf-16"), "not-text", "UTF-16"),
        (b"observation\0", "not-text", "row 1"),
        (HEAD.encode() + b"\xe5,1,2,3\n", "not-utf8", "row 2 holds the byte 0xe5"),
        (HEAD.encode() + b'"a,1,2,3\n', "bad-csv", "row 2"),
        (HEAD.encode() + b'"a"b,1,2,3\n', "bad-csv", "row 2"),
        (b'"observation', "bad-csv", "first row"),
    ],
)
def test_unreadable(data: bytes, code: str, words: str, small: Checklist) -> None:
    """A file that is no table says what it is."""
    first = problems(data, small)[0]
    assert first.code == code
    assert words in first.message
    assert first.place is not None
    assert first.place.source == "ratings.csv"


def test_late_byte(small: Checklist) -> None:
    """A byte that is not UTF-8 is found beyond the first chunk, also where one splits a letter."""
    data = HEAD.encode() + "å,1,2,3\n".encode() * 150_000 + b"\xff,1,2,3\n"
    assert "row 150002" in problems(data, small)[0].message


def test_no_file(tmp_path: Path, small: Checklist) -> None:
    """A path that cannot be opened is a problem with its name."""
    for path in (tmp_path / "none.csv", tmp_path, "a\0b"):
        with pytest.raises(UsageError) as caught:
            read_ratings(path, small)
        assert caught.value.problems[0].code == "unreadable-file"


def test_bad_cells_all_at_once(small: Checklist) -> None:
    """Every bad cell is told with row, column, value and what is permitted, in reading order."""
    found = problems(HEAD + "a,1,2,3\nb,3.7,,True\n\nc,1,9,3\nd,1\n", small)
    assert [problem.message for problem in found] == [
        "row 3, column goal_setting: `3.7` is not a code of this item",
        "row 3, column plan: `True` is not a code of this item",
        "row 5, column praise: `9` is not a code of this item",
        "row 6: 2 cells, and the header names 4 columns",
    ]
    assert found[0].help == "permitted: 1, 2, 3, 4, 5, not_applicable"
    assert found[0].path == (3, "goal_setting")
    assert str(found[0].place) == "ratings.csv"


@pytest.mark.parametrize("row", ["a,1,2", "a,1,2,3,", "a", "a,1,2,3,4"])
@pytest.mark.parametrize("before", ["", '"x\ny",1,2,3\n', '5" pipe,1,2,3\n'])
def test_ragged(row: str, before: str, small: Checklist) -> None:
    """A row with too few or too many cells is an error, whatever pandas would make of it."""
    found = problems(f"{HEAD}{before}{row}\nb,1,1,1\n", small)
    assert [problem.code for problem in found] == ["ragged-row"]
    assert found[0].path == (3 if before else 2,)


def test_blank_rows(small: Checklist) -> None:
    """Rows of nothing but delimiters are no observations, and still count as rows."""
    text = HEAD + 'a,1,2,3\n\n,,,\n,,\n"","","",""\n ,,,\r\nb,1,2,9\n'
    assert problems(text, small)[0].path == (8, "plan")
    assert len(read(text.replace("9", "4"), small)) == 2


def test_quoted_newlines_are_one_row(small: Checklist) -> None:
    """A text of several lines is one row, as a spreadsheet counts."""
    text = 'observation,notes,goal_setting,praise,plan\na,"one\ntwo, ""three""\r\nfour",1,2,3\nb,,1,2,8\n'
    assert problems(text, small)[0].path == (3, "plan")
    ratings = read(text.replace("8", "5"), small)
    assert ratings.descriptors["notes"].iloc[0] == 'one\ntwo, "three"\r\nfour'
    assert ratings.origin is not None
    assert ratings.origin.rows.tolist() == [2, 3]


def test_apostrophe_of_exports_is_undone(small: Checklist) -> None:
    """An apostrophe that kept a spreadsheet from calculating goes; any other stays."""
    ratings = read("observation,site,goal_setting,praise,plan\n'=a,'s Graven,1,2,3\n'-b,'@x,1,2,3\n", small)
    assert list(ratings.descriptors.index) == ["=a", "-b"]
    assert list(ratings.descriptors["site"]) == ["'s Graven", "@x"]


def test_sep_line(small: Checklist) -> None:
    """The line with which spreadsheets say their delimiter is heeded and not counted."""
    found = problems("sep=;\nobservation;goal_setting;praise;plan\na;1;2;7\n", small)
    assert [problem.path for problem in found] == [(2, "plan")]


def test_header_in_a_later_row(small: Checklist) -> None:
    """Blank rows above the header count as rows."""
    assert problems("\n,,\n" + HEAD + "a,1,2,7\n", small)[0].path == (4, "plan")


def test_delimiter_is_told_by_known_names(small: Checklist) -> None:
    """Commas within names of columns do not make a table of semicolons one of commas."""
    ratings = read("observation;goal_setting;praise;plan;a,b,c,d,e,f\nx;1;2;3;y\n", small)
    assert list(ratings.descriptors.columns) == ["a,b,c,d,e,f"]


def test_most_problems(small: Checklist, monkeypatch: pytest.MonkeyPatch) -> None:
    """After many problems the rest is only counted."""
    monkeypatch.setattr(findings_module, "MOST", 10)
    found = problems(HEAD + "".join(f"{row},7,8,9\n" for row in range(100)), small)
    assert len(found) == 11
    assert [problem.path for problem in found[:4]] == [
        (2, "goal_setting"),
        (2, "praise"),
        (2, "plan"),
        (3, "goal_setting"),
    ]
    assert found[-1].code == "more-problems"
    assert "290 more" in found[-1].message


def test_most_problems_by_default(small: Checklist) -> None:
    """Ten thousand problems are told at most, whatever they are."""
    found = problems(HEAD + "".join(f"a,{row},8\n" for row in range(6000)), small)
    assert len(found) == 6000
    found = problems(HEAD + "".join(f"a,{row}x,8,1\n" for row in range(9000)), small)
    assert len(found) == 10_001


@settings(max_examples=300)
@given(data=st.binary(max_size=200), layout=st.sampled_from(["auto", "wide", "long"]))
@example(data=b'observation,goal_setting,praise,plan\n"', layout="auto")
@example(data=b"observation,item,rating\n,,", layout="auto")
@example(data=b"\r\r\n\n\r", layout="wide")
def test_any_bytes(data: bytes, layout: Layout, small: Checklist) -> None:
    """Any bytes are ratings or a `RatingsError`, and nothing else."""
    for before in (b"", HEAD.encode(), b"observation,item,rating,status,note,rater\n"):
        try:
            ratings = read(before + data, small, layout)
        except RatingsError as error:
            found = error.problems
        else:
            found = ()
            assert len(ratings) == len(ratings.descriptors)
        assert all(problem.place is not None for problem in found)


def _as_python(text: str) -> list[list[str]] | None:
    """The rows as Python's own reader tells them; None where it finds a fault."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), skipinitialspace=True, strict=True))
    except csv.Error:
        return None


@settings(max_examples=300)
@given(text=st.text(alphabet='ab ",;\n\r\t1é', max_size=80))
@example(text='"a""b",1\r\n"c\nd",\n')
def test_cells_as_python_tells_them(text: str) -> None:
    """Rows and cells are those of Python's own reader, wherever that finds no fault."""
    data = ("x,y\n" + text).encode()
    found = Findings("f")
    grid = read_grid(data, read_header(data, frozenset(), "f"), found)
    lines = _as_python(text)
    if lines is None:
        assert found.n
        return
    rows = [[cell.strip() for cell in line] for line in lines]
    expected = [(2 + n, row) for n, row in enumerate(rows) if len(row) == 2 and any(row)]
    texts = [column.rows() for column in grid.columns]
    assert [(int(row), [texts[0][n], texts[1][n]]) for n, row in enumerate(grid.rows)] == expected
    assert found.n == sum(1 for row in rows if len(row) != 2 and any(row))


@pytest.mark.parametrize("size", [1, 7, 64])
def test_block_size_changes_nothing(size: int, small: Checklist, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table is the same however many bytes are looked at together."""
    text = "observation,notes,goal_setting,praise,plan\r\n" + "".join(
        f'"o{row}","line\r\nline, {row}",{row % 5 + 1},2.0,\r\n' for row in range(50)
    )
    whole = read(text, small)
    monkeypatch.setattr("fidelity.ratings.grid.BLOCK", size)
    parts = read(text, small)
    assert codes(parts) == codes(whole)
    assert parts.descriptors.equals(whole.descriptors)


def test_many_texts_in_a_column(small: Checklist) -> None:
    """A column with more texts than a byte can number keeps them all."""
    names = [chr(97 + n % 26) * (1 + n // 26) for n in range(2000)] + list("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    text = "observation,site,goal_setting,praise,plan\n" + "".join(
        f"{n},{name},1,2,3\n" for n, name in enumerate(names)
    )
    assert list(read(text, small).descriptors["site"]) == names


@given(data=st.data())
def test_round_trip(data: st.DataObject, checklist: Checklist) -> None:
    """Answers written as text and read again are the same answers."""
    kept = tuple(item for item in checklist.items if not item.scale.is_measure)
    checklist = attrs.evolve(checklist, items=kept)
    n = data.draw(st.integers(1, 8))
    lines = ["observation;" + ";".join(item.id for item in kept)]
    drawn = {item.id: data.draw(st.lists(st.sampled_from(answers(item)), min_size=n, max_size=n)) for item in kept}
    for row in range(n):
        lines.append(
            f"{row};" + ";".join(drawn[item.id][row].code or drawn[item.id][row].status.value for item in kept)
        )
    ratings = read("\n".join(lines), checklist)
    assert {name: [column.answer(row) for row in range(n)] for name, column in ratings.columns.items()} == drawn
