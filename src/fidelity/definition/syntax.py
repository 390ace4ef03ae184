"""What a YAML reader complains of, in plain words, at the place where it can be mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import attrs
from ruamel.yaml.error import MarkedYAMLError

from fidelity.definition.text import place_at
from fidelity.problems import Problem

_QUOTES = 'put the whole text in quotes: `text: "…"`'
_INDENT = "lines that belong together begin in the same column; what belongs to a line begins two spaces further right"
_COLON = "write `key: value`, with a colon and a space"
_CLOSING = {"[": "]", "{": "}"}
_UNREADABLE = Problem("bad-syntax", "the line cannot be understood", "compare it with the lines above")


@attrs.frozen
class _Complaint:
    """What a reader said, and where: lines and columns counted from 0."""

    said: str
    about: str
    here: tuple[int, int]
    since: tuple[int, int]
    lines: Sequence[str]

    @property
    def line(self) -> str:
        """The line of the complaint."""
        return self.lines[self.here[0]] if self.here[0] < len(self.lines) else ""

    @property
    def before(self) -> str:
        """What stands on that line before it."""
        return self.line[: self.here[1]]


_Finding = tuple[Problem, tuple[int, int]]


def syntax_problem(error: Exception, lines: Sequence[str], source: str, last: tuple[int, int] = (0, 0)) -> Problem:
    """A complaint of the YAML reader as a problem with its place.

    Args:
        error: What the reader raised.
        lines: The lines of the text.
        source: The file's name.
        last: Where the last value began that it understood, for errors that do not say where they are.
    """
    complaint = _complaint(error, lines, last)
    for pattern, explain in _EXPLANATIONS:
        if re.search(pattern, f"{complaint.said} {complaint.about}"):
            problem, (line, column) = explain(complaint)
            break
    else:
        problem, (line, column) = _UNREADABLE, complaint.here
    return problem.at(place_at(tuple(lines), source, line, column))


def _complaint(error: Exception, lines: Sequence[str], last: tuple[int, int]) -> _Complaint:
    if not isinstance(error, MarkedYAMLError):
        return _Complaint("", "", last, last, lines)
    marks = [(mark.line, mark.column) for mark in (error.problem_mark, error.context_mark) if mark] or [last]
    here, since = marks[0], marks[-1]
    return _Complaint(str(error.problem or ""), str(error.context or ""), here, since, lines)


def _tab(complaint: _Complaint) -> _Finding:
    column = complaint.line.find("\t")
    message = "a tab stands where YAML knows spaces only"
    return Problem("tab", message, "replace each tab by two spaces"), (complaint.here[0], max(column, 0))


def _special(complaint: _Complaint) -> _Finding:
    _, column = complaint.here
    sign = complaint.line[column : column + 1]
    return Problem("needs-quotes", f"text cannot begin with `{sign}`", _QUOTES), complaint.here


def _stray(complaint: _Complaint) -> _Finding:
    _, column = complaint.here
    sign = complaint.line[column : column + 1]
    if sign and sign in "]}," and complaint.before.rstrip()[-1:] in ("", ":"):
        return Problem("needs-quotes", f"text cannot begin with `{sign}`", _QUOTES), complaint.here
    if sign == ",":
        return Problem("bad-bracket", "nothing stands before this comma", "remove it"), complaint.here
    if "stream end" in complaint.said:
        message = "the file ends before every bracket is closed"
        return Problem("bad-bracket", message, "look for a `[` or `{` without its partner"), complaint.here
    if sign not in ("]", "}"):
        return _still_open(complaint) or (_UNREADABLE, complaint.here)
    return Problem("bad-bracket", f"nothing was opened that `{sign}` could end", "remove it"), complaint.here


def _still_open(complaint: _Complaint) -> _Finding | None:
    """The last bracket in a line above that is not closed in its line."""
    for number in range(complaint.here[0] - 1, -1, -1):
        opened: list[int] = []
        for column, sign in enumerate(complaint.lines[number]):
            if sign in "[{":
                opened.append(column)
            elif sign in "]}" and opened:
                opened.pop()
        if opened:
            sign = complaint.lines[number][opened[-1]]
            message = f"what `{sign}` begins here is not closed in time"
            return Problem("bad-bracket", message, f"close it with `{_CLOSING[sign]}`"), (number, opened[-1])
    return None


def _second_colon(complaint: _Complaint) -> _Finding:
    line, _ = complaint.here
    if re.search(r":\s+\S", complaint.before):
        return Problem("needs-quotes", "a second colon stands in this line", _QUOTES), complaint.here
    above = _colonless(complaint)
    if above:
        return above
    start = len(complaint.line) - len(complaint.line.lstrip())
    message = "the line is indented further than the line above, which is complete"
    return Problem("bad-indentation", message, _INDENT), (line, start)


def _colonless(complaint: _Complaint) -> _Finding | None:
    """The line above, where it is a key without a colon, or with a colon that touches the next word."""
    above = _line_above(complaint)
    text = complaint.lines[above] if above is not None else ":"
    start = len(text) - len(text.lstrip(" -"))
    if above is not None and re.search(r":\S", text):
        return Problem("missing-colon", "a colon needs a space after it", _COLON), (above, text.find(":", start))
    if above is not None and ":" not in text:
        return Problem("missing-colon", "the line has no colon after its key", _COLON), (above, start)
    return None


def _line_above(complaint: _Complaint) -> int | None:
    """The line above the complaint that says something."""
    for number in range(min(complaint.here[0], len(complaint.lines)) - 1, -1, -1):
        text = complaint.lines[number].strip()
        if text and not text.startswith("#"):
            return number
    return None


def _no_colon(complaint: _Complaint) -> _Finding:
    line, _ = complaint.since
    text = complaint.lines[line] if line < len(complaint.lines) else ""
    if re.search(r":\S", text):
        return Problem("missing-colon", "a colon needs a space after it", _COLON), (line, text.find(":"))
    return Problem("missing-colon", "the line has no colon after its key", _COLON), complaint.since


def _unexpected(complaint: _Complaint) -> _Finding:
    """A value goes on after its end, or a line stands in no line's column."""
    before = complaint.before.rstrip()
    if before.strip(" -"):
        return Problem("needs-quotes", "the text goes on after it has ended", _QUOTES), complaint.here
    if complaint.line.lstrip().startswith("-"):
        message = "an item of a list stands where a key is expected"
        return Problem("bad-indentation", message, _INDENT), complaint.here
    if complaint.about.endswith("block collection"):
        message = "a key stands where an item of the list above is expected"
        return Problem("bad-indentation", message, f"begin it with `-`, or move it: {_INDENT}"), complaint.here
    message = "the line begins in a column in which nothing above it begins"
    return Problem("bad-indentation", message, _INDENT), complaint.here


def _open_quote(complaint: _Complaint) -> _Finding:
    return Problem("open-quote", "the quotes that begin here are never closed", "close them"), complaint.since


def _open_bracket(complaint: _Complaint) -> _Finding:
    line, column = complaint.since
    sign = complaint.lines[line][column : column + 1] if line < len(complaint.lines) else ""
    advice = "separate its parts by commas; text with a comma or colon in it needs quotes"
    help_ = f"close it with `{_CLOSING.get(sign, '}')}`, and {advice}"
    return Problem("bad-bracket", f"what `{sign}` begins here is not closed in time", help_), complaint.since


def _block_text(complaint: _Complaint) -> _Finding:
    message = "after `|` or `>` the text begins on the next line"
    return Problem("bad-block-text", message, "move it there, indented; or put it in quotes"), complaint.here


def _dash(complaint: _Complaint) -> _Finding:
    help_ = "begin it on the next line, or write `[one, two]`; text that begins with a dash needs quotes"
    return Problem("bad-dash", "a list cannot begin on the line of its key", help_), complaint.here


def _escape(complaint: _Complaint) -> _Finding:
    help_ = r"write `\\` for a backslash, or use single quotes"
    return Problem("bad-escape", "a backslash in double quotes begins no known sign", help_), complaint.here


def _anchor(complaint: _Complaint) -> _Finding:
    sign = complaint.lines[complaint.since[0]][complaint.since[1] : complaint.since[1] + 1]
    return Problem("needs-quotes", f"text cannot begin with `{sign}`", _QUOTES), complaint.since


def _document(complaint: _Complaint) -> _Finding:
    if complaint.before.strip():
        return Problem("needs-quotes", "the text goes on after it has ended", _QUOTES), complaint.here
    colonless = _colonless(complaint)
    if colonless:
        return colonless
    if "block mapping start" in complaint.said:
        message = "the line begins further left than the first line of the file"
        return Problem("bad-indentation", message, _INDENT), complaint.here
    return _UNREADABLE, complaint.here


_EXPLANATIONS: Sequence[tuple[str, Callable[[_Complaint], _Finding]]] = (
    (r"found character '\\t'", _tab),
    (r"found character", _special),
    (r"mapping values are not allowed", _second_colon),
    (r"could not find expected ':'", _no_colon),
    (r"unexpected (end of stream|document separator).*quoted", _open_quote),
    (r"unknown escape|escape sequence", _escape),
    (r"block scalar", _block_text),
    (r"sequence entries are not allowed", _dash),
    (r"scanning an? (anchor|alias)|(scanning|parsing) an? tag|tag handle", _anchor),
    (r"expected ',' or '[\]}]'", _open_bracket),
    (r"expected <block end>, but found '[\]}]'", _stray),
    (r"expected <block end>", _unexpected),
    (r"expected the node content", _stray),
    (r"expected '<document start>'", _document),
)
"""What a reader says, by pattern, and what it means."""
