"""The text of a file: small enough, in UTF-8, and without characters that nobody can see."""

from __future__ import annotations

import re

from fidelity.errors import DefinitionError
from fidelity.problems import Place, Problem

MOST_BYTES = 1024 * 1024
"""The largest file that is read; the largest published instrument takes a tenth of it."""

MOST_EXCERPT = 240
"""How much of a line is shown."""

_BOM = b"\xef\xbb\xbf"
# Controls, what some readers take for the end of a line and others do not, and what hides or turns round other text.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]")
# A space that is no space to a YAML reader, where indentation is counted: mostly pasted from a web page.
_ODD_SPACES = "\u00a0\u2000-\u200a\u202f\u3000"
_ODD_INDENT = re.compile(f"^ *([{_ODD_SPACES}])", re.MULTILINE)
# To look for these in a whole file takes longer than anything else that a list of interventions does. So the plain
# characters are struck out first, and only what is left is looked at.
_PLAIN = bytes((0x09, 0x0A, 0x0D, *range(0x20, 0x7F)))
_SUSPECT = re.compile(f"{_UNSEEN.pattern}|[{_ODD_SPACES}]")


def decoded(data: bytes, source: str) -> str:
    """The text of a file, its lines ended by ``\\n``.

    Args:
        data: The file's bytes: UTF-8, with or without a byte order mark.
        source: The file's name, for messages.

    Raises:
        DefinitionError: The file is too large, is not UTF-8, or holds characters that nobody can see.
    """
    if len(data) > MOST_BYTES:
        size = f"{len(data) / MOST_BYTES:.1f} MiB"
        help_ = "a definition is text for people to read: keep data, pictures and recordings elsewhere"
        message = f"the file has {size}, and the largest that is read has 1 MiB"
        raise DefinitionError(Problem("too-large", message, help_, place=Place(source)))
    data = data.removeprefix(_BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DefinitionError(_not_utf8(data, error.start, source)) from error
    if b"\r" in data:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    problem = _unseen(text, source) if _SUSPECT.search(data.translate(None, _PLAIN).decode("utf-8")) else None
    if problem:
        raise DefinitionError(problem)
    return text


def place_at(lines: tuple[str, ...] | list[str], source: str, line: int, column: int) -> Place:
    """The place of a character, with its line as excerpt.

    Args:
        lines: The lines of the text.
        source: The file's name.
        line: The line, counted from 0.
        column: The column, counted from 0.
    """
    line = max(0, min(line, len(lines) - 1))
    excerpt = lines[line][:MOST_EXCERPT] if lines else ""
    return Place(source, line + 1, column + 1, excerpt)


def _not_utf8(data: bytes, start: int, source: str) -> Problem:
    before = data[:start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    lines = before.split("\n")
    rest = re.split(rb"[\r\n]", data[start:], maxsplit=1)[0].decode("utf-8", "replace")
    place = Place(source, len(lines), len(lines[-1]) + 1, (lines[-1] + rest)[:MOST_EXCERPT])
    message = f"the file is not UTF-8: byte {data[start]:#04x} stands here"
    return Problem("not-utf8", message, "save it again and choose the encoding UTF-8", place=place)


def _unseen(text: str, source: str) -> Problem | None:
    unseen, odd = _UNSEEN.search(text), _ODD_INDENT.search(text)
    lines = text.split("\n") if unseen or odd else []
    if unseen:
        place = _place(lines, source, text, unseen.start())
        message = f"a character stands here that cannot be seen: U+{ord(unseen.group()):04X}"
        return Problem("bad-character", message, "delete it, or type a space instead", place=place)
    if odd:
        place = _place(lines, source, text, odd.start(1))
        message = f"the line is indented with a character that only looks like a space: U+{ord(odd.group(1)):04X}"
        return Problem("bad-character", message, "type ordinary spaces instead", place=place)
    return None


def _place(lines: list[str], source: str, text: str, index: int) -> Place:
    line = text.count("\n", 0, index)
    return place_at(lines, source, line, index - (text.rfind("\n", 0, index) + 1))
