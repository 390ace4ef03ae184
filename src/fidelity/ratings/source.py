"""The bytes of a table: from a path or a stream, known to be text in UTF-8."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import IO

from fidelity.errors import RatingsError, UsageError
from fidelity.problems import Place, Problem

LARGEST = 2 << 30
"""How many bytes are read at most."""

_PART = 1 << 26
_CHUNK = 1 << 20
_SAVE = "save it as `CSV UTF-8 (comma delimited)` and read that file"
_STRANGERS = {
    b"PK\x03\x04": "an Excel or OpenDocument workbook",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
    b"PAR1": "a Parquet file",
    b"%PDF": "a PDF document",
}


def read_bytes(source: Path | str | IO[bytes], name: str) -> tuple[str, bytes]:
    """The bytes of a table without a byte-order mark, and what the table is called in messages.

    Args:
        source: A path, or an open stream of bytes.
        name: What a stream is called.

    Raises:
        UsageError: It cannot be opened.
        RatingsError: It is too large, or no text in UTF-8.
    """
    if isinstance(source, Path | str):
        name = str(source)
        try:
            with Path(source).open("rb") as stream:
                data = _read(stream)
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            raise UsageError(Problem("unreadable-file", f"`{name}` cannot be read: {reason}")) from error
    else:
        data = _read(source)
    for problem in _problems(data):
        raise RatingsError(problem.at(Place(name)))
    return name, data.removeprefix(codecs.BOM_UTF8)


def _read(stream: IO[bytes]) -> bytes:
    """All bytes up to one more than are read at most; asking for so many at once would take the memory for them."""
    parts: list[bytes] = []
    n = 0
    while n <= LARGEST and (part := stream.read(_PART)):
        parts.append(part)
        n += len(part)
    return b"".join(parts) if len(parts) != 1 else parts[0]


def _problems(data: bytes) -> list[Problem]:
    if len(data) > LARGEST:
        return [Problem("too-large", f"the table is larger than {LARGEST >> 30} GiB", "read it in parts")]
    for magic, what in _STRANGERS.items():
        if data.startswith(magic):
            return [Problem("not-text", f"this is {what} and not a table as text", _SAVE)]
    if b"\0" in data:
        return [Problem("not-text", f"there is a zero byte in row {_row(data, data.index(0))}", _SAVE)]
    place = _not_utf8(data)
    if place is None:
        return []
    found = data[place]
    return [Problem("not-utf8", f"row {_row(data, place)} holds the byte {found:#04x}, which is not UTF-8", _SAVE)]


def _row(data: bytes, place: int) -> int:
    """The row that a byte stands in, counting ends of lines."""
    return len(data[:place].replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"))


def _not_utf8(data: bytes) -> int | None:
    """Where the first byte is that cannot be read; None where all can. A chunk at a time, to save memory."""
    if data.isascii():
        return None
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data), _CHUNK):
        held = len(decoder.getstate()[0])
        try:
            decoder.decode(data[start : start + _CHUNK], final=start + _CHUNK >= len(data))
        except UnicodeDecodeError as error:
            return start - held + error.start
    return None
