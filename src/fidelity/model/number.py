"""Exact numbers: what an author writes (80, 0.6, 2/3, 20%) becomes a fraction and never a float."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

Written = int | Decimal | str
"""A number as it may stand in a definition: whole, decimal, or text such as ``2/3`` or ``20%``."""

_TEXT = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*(?:/\s*(\d+)|(%))?\s*")
_MAX_DIGITS = 40
"""How many digits stand together at most: before a point, behind it, and below the line of a fraction."""


def exact(written: Written) -> Fraction:
    """The fraction that a written number means.

    Args:
        written: A whole number, a decimal, or text: ``"0.6"``, ``"2/3"``, ``"20%"`` (which is 1/5).

    Raises:
        ValueError: It is not a finite number of sensible length.
    """
    if isinstance(written, bool):
        raise ValueError("yes/no is not a number")
    if isinstance(written, int):
        return Fraction(written)
    text = str(written)
    match = _TEXT.fullmatch(text)
    if not match:
        if isinstance(written, Decimal) and written.is_finite() and abs(written.adjusted()) < _MAX_DIGITS:
            return Fraction(written)
        raise ValueError(f"`{text[:_MAX_DIGITS]}` is not a number")
    number, divisor, percent = match.groups()
    if max(map(len, re.split(r"\D", f"{number}/{divisor or ''}"))) > _MAX_DIGITS:
        raise ValueError("too long for a number")
    if divisor is not None and int(divisor) == 0:
        raise ValueError("nothing can be divided by 0")
    return Fraction(number) / (int(divisor) if divisor else 100 if percent else 1)


def plain(number: Fraction) -> str:
    """The simplest exact way to write a fraction: ``4``, ``0.6``, ``2/3``.

    A decimal where there is one that can be read again, else a ratio: 1/2^50 has 50 digits behind the point.
    """
    if number.denominator == 1:
        return str(number.numerator)
    # Counted out rather than divided: a decimal division would round after 28 digits.
    shift, scaled = 0, number
    while scaled.denominator % 2 == 0 or scaled.denominator % 5 == 0:
        scaled, shift = scaled * 10, shift + 1
    if scaled.denominator != 1 or shift > _MAX_DIGITS:
        return f"{number.numerator}/{number.denominator}"
    digits = str(abs(scaled.numerator)).rjust(shift + 1, "0")
    return f"{'-' if number < 0 else ''}{digits[:-shift]}.{digits[-shift:]}"
