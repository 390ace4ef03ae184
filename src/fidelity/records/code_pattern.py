"""What a code looks like: a regular expression for the whole code, plain enough to be read, shown and trusted.

Browsers read it as Python does, it always ends in a blink, and an example can be given of it. So it consists of
letters, digits, lists such as `[A-Z]`, brackets, `|`, and the repeats `?`, `+`, `*`, `{2}` and `{1,4}`.
"""

from __future__ import annotations

import re

import attrs

from fidelity.errors import InvalidRecord
from fidelity.problems import Problem

LONGEST_CODE = 64
"""How long a code can be."""
LONGEST_PATTERN = 200
MOST_WAYS = 1_000_000
"""In how many ways a pattern may at most be tried on a code, which takes a blink."""

_LIST = re.compile(r"\[((?:[A-Za-z0-9_./ ]-[A-Za-z0-9_./ ]|\\[dw.\-/_]|[A-Za-z0-9_./: ])+-?)\]")
_REPEAT = re.compile(r"[?*+]|\{(\d{1,2})(?:(,)(\d{1,2})?)?\}")
_SIGN = re.compile(r"\\[dw.\-/_]|[A-Za-z0-9_/: #-]")
_SHORT = {r"\d": "0-9", r"\w": "A-Za-z0-9_"}
_HELP = "a pattern looks like `[A-Z]{1,4}[0-9]{1,5}`: lists of signs, and how many of each"


@attrs.frozen
class CodePattern:
    """What a code looks like.

    Attributes:
        text: The pattern, as a regular expression for the whole code.
        example: A code that fits it.
    """

    text: str
    example: str = attrs.field(init=False)
    _compiled: re.Pattern[str] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no such pattern, takes for ever to try, or fits nothing at all."""
        whole = _Scanner(self.text).whole()
        if whole.ways > MOST_WAYS:
            raise _bad(self.text, "it can be tried in too many ways")
        if whole.shortest == 0:
            raise _bad(self.text, "an empty code would fit it")
        if len(whole.example) > LONGEST_CODE:
            raise _bad(self.text, f"a code has at most {LONGEST_CODE} signs")
        object.__setattr__(self, "example", whole.example)
        object.__setattr__(self, "_compiled", re.compile(self.text, re.ASCII))

    def fits(self, code: str) -> bool:
        """Whether a code looks like this."""
        return len(code) <= LONGEST_CODE and self._compiled.fullmatch(code) is not None


@attrs.frozen
class _Part:
    """A part of a pattern: in how many ways it can be tried, the fewest signs that fit it, and an example."""

    ways: int
    shortest: int
    example: str

    def then(self, other: _Part) -> _Part:
        return _Part(self.ways * other.ways, self.shortest + other.shortest, self.example + other.example)

    def repeated(self, fewest: int, most: int, signs: str) -> _Part:
        tried = min(self.ways, MOST_WAYS + 1)
        ways = sum(tried**times for times in range(fewest, most + 1))
        shown = min(max(fewest, 2), most)
        example = "".join(signs[n % len(signs)] for n in range(shown)) if signs else self.example * shown
        return _Part(ways, self.shortest * fewest, example)


class _Scanner:
    """Reads a pattern from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def whole(self) -> _Part:
        if not self.text or len(self.text) > LONGEST_PATTERN:
            raise _bad(self.text, f"a pattern has 1 to {LONGEST_PATTERN} signs")
        part = self._either()
        if self.at < len(self.text):
            raise self._unknown()
        return part

    def _either(self) -> _Part:
        parts = [self._sequence()]
        while self._taken("|"):
            parts.append(self._sequence())
        return _Part(sum(part.ways for part in parts), min(part.shortest for part in parts), parts[0].example)

    def _sequence(self) -> _Part:
        part = _Part(1, 0, "")
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            part = part.then(self._piece())
        return part

    def _piece(self) -> _Part:
        if self._taken("("):
            self._taken("?:")
            part, signs = self._either(), ""
            if not self._taken(")"):
                raise _bad(self.text, "a bracket is not closed")
        else:
            signs = self._signs()
            part = _Part(1, 1, signs[0])
        repeat = _REPEAT.match(self.text, self.at)
        if not repeat:
            return part
        self.at = repeat.end()
        fewest, most = _times(repeat)
        if not fewest <= most or most == 0:
            raise _bad(self.text, f"`{repeat[0]}` counts from more to fewer")
        return part.repeated(fewest, most, signs)

    def _signs(self) -> str:
        """Some of the signs that fit here, the plainest first."""
        listed = _LIST.match(self.text, self.at)
        if listed:
            self.at = listed.end()
            return _listed(self.text, listed[1])
        sign = _SIGN.match(self.text, self.at)
        if not sign:
            raise self._unknown()
        self.at = sign.end()
        return _listed(self.text, sign[0]) if sign[0] in _SHORT else sign[0][-1]

    def _taken(self, sign: str) -> bool:
        found = self.text.startswith(sign, self.at)
        self.at += len(sign) if found else 0
        return found

    def _unknown(self) -> InvalidRecord:
        return _bad(self.text, f"`{self.text[self.at]}` does not belong there")


def _times(repeat: re.Match[str]) -> tuple[int, int]:
    if repeat[0] in "?*+":
        return int(repeat[0] == "+"), 1 if repeat[0] == "?" else LONGEST_CODE
    fewest = int(repeat[1])
    if not repeat[2]:
        return fewest, fewest
    return fewest, int(repeat[3]) if repeat[3] else LONGEST_CODE


def _listed(text: str, inner: str) -> str:
    """The signs of a list, without its zero where it has others: 0 is easily read as O."""
    for short, long in _SHORT.items():
        inner = inner.replace(short, long)
    found = ""
    for first, last, single in re.findall(r"([^\\])-([^\\])|(\\?.)", inner):
        if single:
            found += single[-1]
        elif first > last:
            raise _bad(text, f"`{first}-{last}` counts backwards")
        else:
            found += "".join(map(chr, range(ord(first), ord(last) + 1)))
    return found.replace("0", "") or "0"


def _bad(text: str, why: str) -> InvalidRecord:
    return InvalidRecord(Problem("bad-code-pattern", f"`{text}` is no pattern of a code: {why}", _HELP))
