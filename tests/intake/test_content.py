"""What files are, and the text that is in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from fidelity.errors import IntakeError
from fidelity.intake.content import Kind, as_utf8, kind_of, may_be_read, read_content
from tests.intake.made import codes


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04", Kind.WORKBOOK),
        (b"a,b", Kind.TEXT),
        (b'\xef\xbb\xbf {"a": 1}', Kind.RECORDS),
        (b"[]", Kind.RECORDS),
        (b' {\n "format" : "fidelity-tally", "n": 1}', Kind.TALLY),
        (b'{"facts": {"format": "fidelity-tally"}}', Kind.RECORDS),
    ],
)
def test_a_file_is_known_by_its_content(data: bytes, kind: Kind) -> None:
    """A tally says so at its beginning."""
    assert kind_of(data) is kind


@pytest.mark.parametrize(("data", "code"), [(b"%PDF-1.4", "not-text"), (b"  \n", "empty-file"), (b"PAR1", "not-text")])
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    """Other formats and nothing at all."""
    with pytest.raises(IntakeError) as caught:
        kind_of(data)
    assert codes(caught.value.problems) == [code]


@pytest.mark.parametrize(
    ("data", "text", "told"),
    [
        ("é".encode("utf-8-sig"), "é", ""),
        (b"plain", "plain", ""),
        ("café – “x”".encode("cp1252"), "café – “x”", "Windows-1252"),
        (b"\xff\xfe" + "é;ü".encode("utf-16-le"), "é;ü", "UTF-16"),
        (b"\xfe\xff" + "é".encode("utf-16-be"), "é", "UTF-16"),
    ],
)
def test_text_is_made_utf8(data: bytes, text: str, told: str) -> None:
    """What Excel writes where nothing is chosen is read, and that is told."""
    found, notes = as_utf8(data, "a.csv")
    assert found.decode() == text
    assert [told in note.message for note in notes] == ([True] if told else [])


def test_long_text_is_looked_at_in_stretches() -> None:
    """A letter of two bytes may lie across the end of a stretch, and a byte that is none may lie in a later one."""
    data = b"a" * ((1 << 22) - 1) + "é".encode() + b"b" * 10
    assert as_utf8(data, "a.csv") == (data, ())
    assert as_utf8(data + b"\xe9", "a.csv")[1] != ()


@pytest.mark.parametrize(("data", "code"), [(b"a\0b", "not-text"), (b"\x81\x8d", "not-utf8")])
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    """A zero byte, and bytes that Windows-1252 does not have."""
    with pytest.raises(IntakeError) as caught:
        as_utf8(data, "a.csv")
    assert codes(caught.value.problems) == [code]


def test_only_files_that_may_be_tables_are_opened(tmp_path: Path) -> None:
    """In a folder a film is not opened, but a table in a form that is not read is, to be refused."""
    assert [may_be_read(Path(name), False) for name in ("a.CSV", "a.xls", "a.mp4")] == [True, True, False]
    assert may_be_read(Path("a.mp4"), True)
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(IntakeError) as caught:
            read_content(path)
        assert codes(caught.value.problems) == ["unreadable-file"]
