"""What a file is, told by its content, and its text in the one encoding that everything else reads."""

from __future__ import annotations

import codecs
import re
from enum import Enum
from pathlib import Path

from fidelity.errors import IntakeError
from fidelity.handins.files import ENDINGS
from fidelity.problems import Place, Problem, remark
from fidelity.ratings.source import LARGEST

DATA = frozenset({".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".sav", ".dta", ".rds", ".parquet", ".feather"})
"""The endings of other tables, which are not read and must not be passed over either."""
TEXTS = frozenset({".tsv", ".tab", ".txt"})
"""The endings of texts that may be tables."""
_TALLY = re.compile(rb'\A\s*\{\s*"format"\s*:\s*"fidelity-tally"')
_SAVE = "save it as an Excel workbook (.xlsx) without a password, or as `CSV UTF-8 (comma delimited)`"
_STRANGERS = {
    b"\xd0\xcf\x11\xe0": "an old Excel workbook, or one with a password",
    b"SQLite format 3\0": "a store of records: `fidelity merge` takes it in",
    b"PAR1": "a Parquet file",
    b"$FL": "a file of SPSS",
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class Kind(Enum):
    """What a file is."""

    TALLY = "tally"
    RECORDS = "records"
    WORKBOOK = "workbook"
    TEXT = "text"


def may_be_read(path: Path, named: bool) -> bool:
    """Whether a file is opened at all: because somebody named it, or because of how it is called.

    Args:
        path: The file.
        named: Whether the user named it, rather than a folder that it lies in.
    """
    return named or path.suffix.lower() in ENDINGS | DATA | TEXTS


def read_content(path: Path) -> bytes:
    """The content of an ordinary file.

    Raises:
        IntakeError: It cannot be read, is no ordinary file, or is too large.
    """
    try:
        if path.exists() and not path.is_file():
            raise IntakeError(Problem("unreadable-file", "this is no ordinary file", "name a file or a folder"))
        if path.stat().st_size > LARGEST:
            raise IntakeError(Problem("too-large", f"it is larger than {LARGEST >> 30} GiB", "give it in parts"))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise IntakeError(Problem("unreadable-file", f"it cannot be read: {reason}")) from error


def kind_of(data: bytes) -> Kind:
    """What a file is.

    Args:
        data: Its content.

    Raises:
        IntakeError: It is something that cannot be read, or nothing at all.
    """
    if data.startswith(b"PK\x03\x04"):
        return Kind.WORKBOOK
    for magic, what in _STRANGERS.items():
        if data.startswith(magic):
            raise IntakeError(Problem("not-text", f"this is {what}", _SAVE))
    start = data[: 1 << 12].removeprefix(codecs.BOM_UTF8).lstrip()
    if not start:
        raise IntakeError(Problem("empty-file", "the file holds nothing", "leave it out"))
    if start.startswith((b"{", b"[")):
        return Kind.TALLY if _TALLY.match(start) else Kind.RECORDS
    return Kind.TEXT


def as_utf8(data: bytes, source: str) -> tuple[bytes, tuple[Problem, ...]]:
    """A text in UTF-8 without the mark of its byte order, and what there is to tell about it.

    What is not UTF-8 is taken for Windows-1252, in which Excel writes CSV where nothing else is chosen.

    Args:
        data: The content of the file.
        source: The file, as the user named it.

    Raises:
        IntakeError: It is no text.
    """
    wide = next((name for mark, name in _WIDE.items() if data.startswith(mark)), "")
    data = data.removeprefix(codecs.BOM_UTF8)
    if wide:
        return _decoded(data[2:], wide, "UTF-16", source)
    if b"\0" in data:
        raise IntakeError(Problem("not-text", "this is no text: there is a zero byte in it", _SAVE))
    if data.isascii() or _is_utf8(data):
        return data, ()
    return _decoded(data, "cp1252", "Windows-1252", source)


def _is_utf8(data: bytes) -> bool:
    return all(_decodes(data, start) for start in range(0, len(data), 1 << 22))


def _decodes(data: bytes, start: int) -> bool:
    """Whether a stretch is UTF-8; a letter that begins before it or goes on behind it belongs to its neighbours."""
    stop = min(start + (1 << 22), len(data))
    while start < stop and start and data[start] & 0xC0 == 0x80:
        start += 1
    while stop < len(data) and data[stop] & 0xC0 == 0x80:
        stop += 1
    try:
        data[start:stop].decode()
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, encoding: str, name: str, source: str) -> tuple[bytes, tuple[Problem, ...]]:
    try:
        text = data.decode(encoding).encode()
    except UnicodeDecodeError as error:
        message = f"the byte at place {error.start:,} is neither UTF-8 nor {name}"
        raise IntakeError(Problem("not-utf8", message, _SAVE)) from error
    told = remark("not-utf8", f"it is not UTF-8 and was read as {name}", "look at a name with an accent in it")
    return text, (told.at(Place(source)),)
