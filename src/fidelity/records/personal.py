"""Signs that a text is about somebody who could be found by it, so that its writer can be asked before it is kept.

This is a hint and no guard: a first name alone is not seen, and a street that is called after somebody is.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise

E_MAIL = "an e-mail address"
PHONE = "a phone number"
BIRTH = "a date of birth"
HEALTH_NUMBER = "a health number"
NAME = "a name"

_MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_DATE = (
    r"\d{1,2}(?:[./-]| )\d{1,2}(?:[./-]| )(?:\d{4}|\d\d)|\d{4}-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? (?:\d{{4}}|\d\d)"
)
_E_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.\w")
_BIRTH = re.compile(rf"\b(?:(?:born|birth|birthday|dob)\b|d\.o\.b\.?)[^.\n\d]{{0,25}}(?:{_DATE})(?!\d)", re.IGNORECASE)
_ANY_DATE = re.compile(rf"(?<![\w+])(?:{_DATE})(?!\w)", re.IGNORECASE)
# Ten digits in a row or grouped as health services group them: 943 476 5919, 010203 4567.
_HEALTH_NUMBER = re.compile(r"(?<![\w+-])(?:\d{10}|\d{3}([ -])\d{3}\1\d{4}|\d{6}[ -]\d{4})(?![\w-])")
# With its country, with the 0 that calls within a country begin with, or in brackets as in America.
_PHONE = re.compile(r"(?<![\w./:+-])(?:\+\d|\(0\d|0\d|\(\d{3}\)|00\d)(?:[ ().-]{0,2}\d){6,13}(?![\w/:])")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor)\b\.? (?:[^\W\d_]\.? )?([^\W\d_](?:[^\W\d_]|['’-])+)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_ENDED = re.compile(r"(?:^|[.!?:;•*\n\"“(/-])\s*$")


def looks_personal(text: str) -> tuple[str, ...]:
    """What in a text looks as if somebody could be found by it: `E_MAIL`, `PHONE`, `BIRTH` and so on; mostly nothing.

    Args:
        text: A note, a reason, a code.
    """
    without_dates = _ANY_DATE.sub("/", text)
    found = {
        E_MAIL: _E_MAIL.search(text),
        BIRTH: _BIRTH.search(text),
        HEALTH_NUMBER: _HEALTH_NUMBER.search(without_dates),
        PHONE: _PHONE.search(_HEALTH_NUMBER.sub("/", without_dates)),
        NAME: _titled(text) or _two_words(text),
    }
    return tuple(what for what, sign in found.items() if sign)


def _titled(text: str) -> bool:
    """Whether somebody is called by title and surname."""
    return any(_is_capitalised(match[1]) for match in _TITLE.finditer(text))


def _two_words(text: str) -> bool:
    """Whether two capitalised words follow each other that are not known to be something else."""
    return any(_is_name(text, first, second) for first, second in pairwise(_WORD.finditer(text)))


def _is_name(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    if text[first.end() : second.start()] != " " or not (_is_capitalised(first[0]) and _is_capitalised(second[0])):
        return False
    if {first[0].lower(), second[0].lower()} & words("no_names"):
        return False
    # Every sentence begins with a capital, so there the first word must be known as a name.
    begins = _SENTENCE_ENDED.search(text[max(0, first.start() - 9) : first.start()])
    return not begins or first[0].lower() in words("first_names")


def _is_capitalised(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and not word.isupper()


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list that is packaged beside this module: `first_names`, or the `no_names` that only look so."""
    text = (files("fidelity.records") / "words" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
