"""Raw numbers in a cell: what is read as a count, a number, a percentage, or the results of persons."""

from __future__ import annotations

import re
from fractions import Fraction

from fidelity.model.number import plain
from fidelity.model.scale import Kind, Scale

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,19})(?:\.[0-9]{1,20})?")
_SHARE = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
_DATE = re.compile(r"\d{1,4}[-./ ](?:\d{1,2}[-./ ]\d{2,4}|[^\W\d_]{3,9})|[^\W\d_]{3,9}[-./ ]\d{1,4}")
_LONGEST = 2000
_HUNDRED = Fraction(100)


def canonical(text: str) -> str:
    """The shortest way to write the number that a text is, or an empty text where it is none.

    A number is digits, perhaps with a minus before and a decimal point within: ``2``, ``2.0`` and ``2.00`` are ``2``.
    Not read as numbers are ``02``, ``+2``, ``2e0``, ``.5``, ``2.`` and ``2,5``: no program writes a rating so, and a
    person who does may have meant something else.
    """
    if len(text) > 42 or not _NUMBER.fullmatch(text):
        return ""
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if short == "-0" else short


def raw(scale: Scale, text: str) -> Fraction | tuple[Fraction, ...] | None:
    """What a text means on a scale that measures: a number, what each person had, or nothing that it can hold.

    Args:
        scale: A scale with a kind.
        text: The cell without surrounding white space.
    """
    if scale.kind is Kind.PERSONS:
        return _persons(text)
    if scale.kind is Kind.PERCENT and text.endswith("%"):
        text = text[:-1].rstrip()
    if not canonical(text):
        return None
    number = Fraction(text)
    if scale.kind is Kind.COUNT and number.denominator != 1:
        return None
    low, high = ends(scale)
    return None if (low is not None and number < low) or (high is not None and number > high) else number


def ends(scale: Scale) -> tuple[Fraction | None, Fraction | None]:
    """The lowest and highest raw number that a scale can hold; None where there is no limit."""
    low, high = scale.lowest, scale.highest
    if scale.kind in (Kind.COUNT, Kind.PERCENT):
        low = max(low or Fraction(0), Fraction(0))
    if scale.kind is Kind.PERCENT:
        high = _HUNDRED if high is None else min(high, _HUNDRED)
    return low, high


def _persons(text: str) -> tuple[Fraction, ...] | None:
    if len(text) > _LONGEST:
        return None
    shares = tuple(_person(part) for part in text.split())
    return None if None in shares else tuple(share for share in shares if share is not None)


def _person(text: str) -> Fraction | None:
    share = _SHARE.fullmatch(text)
    if share:
        had, asked = int(share[1]), int(share[2])
        return Fraction(had, asked) if 0 < asked >= had else None
    whole = _HUNDRED if text.endswith("%") else Fraction(1)
    text = text.removesuffix("%")
    if not canonical(text):
        return None
    number = Fraction(text)
    return number / whole if 0 <= number <= whole else None


def wanted(scale: Scale) -> str:
    """What a scale that measures can hold, in words: ``a whole number of at least 0``."""
    if scale.kind is Kind.PERSONS:
        return "results of persons"
    what = {Kind.COUNT: "a whole number", Kind.PERCENT: "a percentage"}.get(scale.kind or Kind.NUMBER, "a number")
    low, high = ends(scale)
    if low is not None and high is not None:
        return f"{what} from {plain(low)} to {plain(high)}"
    if low is not None:
        return f"{what} of at least {plain(low)}"
    return what if high is None else f"{what} of at most {plain(high)}"


def advice(scale: Scale, text: str) -> str:
    """What to do about a text that a scale that measures cannot hold; empty where there is nothing special to say."""
    if scale.kind is Kind.PERSONS:
        if _DATE.fullmatch(text):
            return "a spreadsheet has made a date of it: format the column as text and type the results again"
        return "write one result for each person, with spaces between: `4/4 2/3 0/4`, `100% 67% 0%` or `1 0.67 0`"
    return decimal_point(text)


def decimal_point(text: str) -> str:
    """The help for a number with a decimal comma; empty for any other text."""
    if len(text) <= 42 and re.fullmatch(r"-?[0-9]+,[0-9]+", text):
        return f"write a decimal point: `{text.replace(',', '.')}`"
    return ""
