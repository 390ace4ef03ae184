"""Files that are handed in: told by their content, and refused before they do harm."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.errors import HandInError
from fidelity.handins.checking import check
from fidelity.handins.limits import DOCUMENT, FILE, LINE, MIB, REFUSED
from fidelity.handins.reading import each_sheet, read_handin
from fidelity.handins.sheet import Sheet
from tests.handins.samples import (
    ID,
    LINKS,
    OBSERVATION,
    POLICY,
    TODAY,
    Installed,
    answers,
    archive,
    by_hand,
    codes,
    content,
    filled_csv,
    filled_workbook,
)

JSON = json.dumps(content()).encode()
CSV = filled_csv(answers()).encode()
XLSX = filled_workbook(answers())
OTHER = json.dumps(content(id=f"other-{ID}")).encode()


def refused(data: bytes) -> list[str]:
    """What a file is refused for, by code; each has its place."""
    with pytest.raises(HandInError) as caught:
        read_handin("a.txt", data)
    assert {str(problem.place).partition(":")[0] for problem in caught.value.problems} == {"a.txt"}
    return codes(caught.value.problems)


def ids(sheets: tuple[Sheet, ...]) -> list[str]:
    """The ids of hand-ins."""
    return [sheet.id for sheet in sheets]


@pytest.mark.parametrize(
    "data", [JSON, b"\xef\xbb\xbf" + JSON, b"\n\n  " + JSON + b"\n\n", json.dumps(content(), indent=2).encode()]
)
def test_json_is_json_whatever_stands_before_it(data: bytes) -> None:
    """A mark of the byte order, blank lines; on one line or on many."""
    assert ids(read_handin("form", data)) == [ID]


def test_many_stand_in_a_list_or_one_a_line() -> None:
    """Each is told by its place."""
    listed = read_handin("a.json", b"[" + JSON + b",\n" + OTHER + b"]")
    assert [(sheet.id, sheet.where, sheet.line) for sheet in listed] == [
        (ID, "number 1", None), (f"other-{ID}", "number 2", None),
    ]  # fmt: skip
    lines = read_handin("a.jsonl", JSON + b"\r\n\n" + OTHER)
    assert [(sheet.id, sheet.where, sheet.line) for sheet in lines] == [(ID, "line 1", 1), (f"other-{ID}", "line 3", 3)]


def test_a_line_that_is_none_costs_itself_only() -> None:
    """Cut short, of another kind, not in UTF-8, too long: the others are there."""
    bad = [
        JSON[:100],
        b'{"format": 1, "observations": []}',
        JSON.replace(b"Smiled", b"Smil\xe9"),
        b"{" + b" " * LINE + b"}",
    ]
    found = read_handin("a.jsonl", b"\n".join([JSON, *bad, OTHER]))
    assert ids(found) == [ID, "", "", "", "", f"other-{ID}"]
    assert [codes(sheet.problems) for sheet in found] == [
        [], ["bad-json"], ["not-a-hand-in"], ["not-utf8"], ["too-large"], [],
    ]  # fmt: skip
    assert found[1].problems[0].message.startswith("line 2: ")
    assert str(found[1].problems[0].place) == "a.jsonl:2"


def test_sheets_are_told_by_their_content() -> None:
    """Whatever they are called."""
    for data in (CSV, XLSX):
        (sheet,) = read_handin("visit.json", data)
        assert sheet.ratings == dict(OBSERVATION.ratings)


def test_a_workbook_may_hold_several_visits() -> None:
    """Somebody who copies the sheet for each visit loses none of them."""
    parts = _parts(XLSX)
    book = parts["xl/workbook.xml"].decode()
    parts["xl/workbook.xml"] = book.replace(
        "</sheets>", '<sheet name="Two" sheetId="9" r:id="rId99"/></sheets>'
    ).encode()
    links = parts["xl/_rels/workbook.xml.rels"].decode()
    link = f'<Relationship Id="rId99" Type="{LINKS}/worksheet" Target="worksheets/sheet9.xml"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = links.replace("</Relationships>", link).encode()
    parts["xl/worksheets/sheet9.xml"] = parts["xl/worksheets/sheet1.xml"]
    found = read_handin("a.xlsx", archive(parts))
    assert [sheet.where for sheet in found] == ["sheet `Visit`", "sheet `Two`"]
    assert found[0].ratings == found[1].ratings


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


STRANGE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty-file"),
    "blanks": (b" \r\n\t", "empty-file"),
    "byte order mark only": (b"\xef\xbb\xbf", "empty-file"),
    "empty list": (b"[]", "empty-file"),
    "utf-16": (CSV.decode().encode("utf-16"), "not-utf8"),
    "utf-16 json": (JSON.decode().encode("utf-16-be"), "not-a-hand-in"),
    "latin-1 json": (json.dumps(content(notes={"greets": "Café"}), ensure_ascii=False).encode("latin-1"), "not-utf8"),
    "latin-1 csv": (filled_csv(answers(notes={"greets": "Café"})).encode("latin-1"), "not-utf8"),
    "zero byte": (CSV[:50] + b"\0" + CSV[50:], "not-a-hand-in"),
    "json cut short": (JSON[:-40], "bad-json"),
    "workbook cut short": (XLSX[: len(XLSX) // 2], "bad-workbook"),
    "csv cut short within quotation marks": (CSV[: CSV.index(b'"') + 5] if b'"' in CSV else CSV + b'"', "bad-csv"),
    "csv cut short within a row": (CSV[: CSV.index(b"item:talks") - 20], "ragged-row"),
    "key twice": (JSON.replace(b'"facts"', b'"id": "x", "facts"', 1), "key-twice"),
    "not a number": (JSON.replace(b'"schema": 1', b'"schema": NaN'), "bad-json"),
    "long number": (JSON.replace(b'"schema": 1', b'"schema": ' + b"1" * 5000), "bad-json"),
    "deep": (b"[" * 100_000 + b"]" * 100_000, "too-deep"),
    "deep within": (JSON.replace(b'"schema": 1', b'"schema": ' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000), "too-deep"),
    "scores": (b'{"format": 1, "observations": [], "plan_hash": ""}', "not-a-hand-in"),
    "the form itself": (b"<!doctype html><title>Home visit</title>", "not-a-hand-in"),
    "pdf": (b"%PDF-1.7\n...", "not-a-hand-in"),
    "picture": (b"\x89PNG\r\n\x1a\n" + zlib.compress(b"x"), "not-a-hand-in"),
    "old workbook": (b"\xd0\xcf\x11\xe0" + bytes(100), "not-a-hand-in"),
    "store": (b"SQLite format 3\0" + bytes(100), "not-a-hand-in"),
    "parquet": (b"PAR1" + bytes(10), "not-a-hand-in"),
    "prose": (b"Dear colleague,\nhere is the form that you asked for.\n", "not-a-hand-in"),
    "another workbook": (by_hand("<row><c><v>1</v></c></row>"), "not-a-hand-in"),
    "empty workbook": (by_hand(""), "not-a-hand-in"),
    "archive": (archive({"a.json": JSON}), "not-a-hand-in"),
    "large json": (b'{"a": "' + b"x" * 50 * MIB + b'"}', "too-large"),
    "large list": (b"[" + b"[]," * (DOCUMENT // 3) + b"[]]", "too-large"),
    "large table": (b"Key,Answer\n" + b"," * FILE, "too-large"),
    "large workbook": (b"PK\x03\x04" + bytes(FILE), "too-large"),
    "flat bomb": (by_hand("", more={"xl/bomb": bytes(64 * MIB)}), "too-large"),
    "10,000 columns": (b"Key,Answer," + b",".join([b"x"] * 10_000) + b"\n", "too-large"),
}


@pytest.mark.parametrize("name", STRANGE)
def test_what_cannot_be_read_is_refused(name: str) -> None:
    """Whole, with one code, and with its place."""
    data, code = STRANGE[name]
    assert set(refused(data)) == {code}


def test_a_file_of_very_many_is_read_one_by_one() -> None:
    """Nothing is made of the second before somebody asks for it."""
    sheets = each_sheet("a.jsonl", b"\n".join([JSON] * 1000 + [b"{"]))
    assert next(sheets).id == ID
    assert sum(not sheet.problems for sheet in sheets) == 999


def test_after_a_thousand_that_are_none_the_rest_is_not_read() -> None:
    """And that is said; what came before was given out."""
    with pytest.raises(HandInError, match="the rest was not read"):
        read_handin("a.jsonl", b"\n".join([JSON, *[b"{}"] * 5000]))
    sheets = each_sheet("a.jsonl", b"\n".join([JSON, *[b"{}"] * 5000]))
    assert [next(sheets).id, *(next(sheets).id for _ in range(REFUSED))] == [ID, *[""] * REFUSED]


HOSTILE: dict[str, Callable[[], bytes]] = {
    "lists": lambda: b"[" + b"[]," * (DOCUMENT // 3 - 2) + b"[]]",
    "groups": lambda: b"[" + b"{}," * (DOCUMENT // 3 - 2) + b"{}]",
    "keys": lambda: b"{" + b",".join(b'"%x":""' % number for number in range(500_000)) + b"}",
    "far cells": lambda: by_hand('<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>'),
    "shared text": lambda: by_hand(
        "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 10_000)),
        f"<si><t>{'xy' * 1_000_000}</t></si>", more={"a": bytes(range(256)) * 500},
    ),
    "flat bomb": lambda: by_hand("", more={"xl/worksheets/sheet1.xml": bytes(128 * MIB)}),
    "wide table": lambda: b"Key,Answer\n" + b"," * (FILE - 100),
    "long table": lambda: b"Key,Answer\n" + b"a,b\n" * (FILE // 4 - 10),
}  # fmt: skip
CAP = 700
"""MiB of address space: Python with pandas takes 250 to 450 of it before anything is read."""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux keeps a program to its memory")
@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_takes_much_memory(name: str, tmp_path: Path) -> None:
    """Read in a program of its own that cannot have more: it refuses the file, and does not run out."""
    path = tmp_path / "hostile"
    path.write_bytes(HOSTILE[name]())
    program = f"""
import resource
resource.setrlimit(resource.RLIMIT_AS, ({CAP} << 20, {CAP} << 20))
from pathlib import Path
from fidelity.errors import HandInError
from fidelity.handins.reading import read_handin
try:
    sheets = read_handin("a", Path({str(path)!r}).read_bytes())
    print(len(sheets), {{problem.code for sheet in sheets for problem in sheet.problems}})
except HandInError as error:
    print("refused", {{problem.code for problem in error.problems}})
"""
    environment = {"OPENBLAS_NUM_THREADS": "1", "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False, env=environment
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "refused" in done.stdout or "not-a-hand-in" in done.stdout


PLACES = st.integers(0, 10_000)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([JSON, CSV, XLSX]),
    st.lists(st.tuples(PLACES, st.integers(0, 255)), min_size=1, max_size=4),
    PLACES,
    st.booleans(),
)
def test_changed_bytes_are_refused_or_taken_at_their_word(
    data: bytes, changes: list[tuple[int, int]], cut: int, is_cut: bool
) -> None:
    """Nothing crashes, and nothing is made of a damaged file but what other readers find in it, too."""
    changed = bytearray(data)
    for place, byte in changes:
        changed[place % len(changed)] = byte
    if is_cut:
        del changed[cut % len(changed) :]
    try:
        sheets = read_handin("a", bytes(changed))
    except HandInError:
        return
    for sheet in sheets:
        found = check(sheet, Installed(), POLICY, TODAY)
        assert (found.observation is None) == bool(found.problems)
        if found.observation is not None:
            # The parts of a workbook have sums: one that was changed is refused, or says what it said.
            expected = dict(OBSERVATION.ratings) if data is XLSX else _answers(bytes(changed).decode("utf-8-sig"))
            assert {name: text for name, text in sheet.ratings.items() if text} == expected


def _answers(text: str) -> dict[str, str]:
    """The answers in a file, as Python's own readers find them."""
    if text.lstrip().startswith("{"):
        found: dict[str, str] = json.loads(text)["ratings"]
        return found
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), skipinitialspace=True) if row]
    names = [name.strip().casefold() for name in rows[0]]
    key, answer = names.index("key"), names.index("answer")
    pairs = ((row[key].strip(), row[answer].strip()) for row in rows[1:])
    return {name.removeprefix("item:"): text for name, text in pairs if name.startswith("item:") and text}
