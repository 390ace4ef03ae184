"""One way to write a document down, so that equal documents have equal hashes (after RFC 8785)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from unicodedata import normalize

Value = str | int | float | Decimal | Fraction | bool | None | Sequence["Value"] | Mapping[str, "Value"]
"""What a document consists of."""

_EXACT_WHOLE = 21
"""From 10 to this power on, a number is written with an exponent, as in JavaScript."""


def canonical_bytes(value: Value) -> bytes:
    """A document as bytes that depend on its content only.

    Keys are sorted, text is in Unicode's composed form (NFC), and a number is written the same however it was written:
    ``1``, ``1.0`` and ``1.00`` alike. Unlike RFC 8785, no digit of a decimal is lost, and a fraction that no decimal
    can hold is written as the text ``2/3``.

    Args:
        value: Mappings, sequences, text, numbers, booleans and None.

    Raises:
        ValueError: A number is not finite, or two keys are the same text in composed form.
    """
    return "".join(_written(value)).encode()


def digest(value: Value) -> str:
    """SHA-256 of a document's canonical bytes, as ``sha256:`` and 64 hexadecimal digits."""
    return f"sha256:{sha256(canonical_bytes(value)).hexdigest()}"


def _written(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield _text(value)
    elif value is None or isinstance(value, bool):
        yield json.dumps(value)
    elif isinstance(value, Fraction):
        yield _fraction(value)
    elif isinstance(value, int | float | Decimal):
        yield _number(Decimal(repr(value)) if isinstance(value, float) else Decimal(value))
    elif isinstance(value, Mapping):
        yield from _mapping(value)
    else:
        yield from _between("[", "]", (_written(each) for each in value))


def _mapping(value: Mapping[str, Value]) -> Iterator[str]:
    pairs = {normalize("NFC", key): each for key, each in value.items()}
    if len(pairs) < len(value):
        raise ValueError("two keys are the same text")
    # RFC 8785 sorts by UTF-16 code units, which is not the order of code points beyond the first plane.
    order = sorted(pairs, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
    return _between("{", "}", (_pair(key, pairs[key]) for key in order))


def _pair(key: str, value: Value) -> Iterator[str]:
    yield _text(key) + ":"
    yield from _written(value)


def _between(start: str, end: str, parts: Iterator[Iterator[str]]) -> Iterator[str]:
    yield start
    for place, part in enumerate(parts):
        if place:
            yield ","
        yield from part
    yield end


def _text(text: str) -> str:
    return json.dumps(normalize("NFC", text), ensure_ascii=False)


def _fraction(number: Fraction) -> str:
    shift = 0
    scaled = number
    while scaled.denominator % 2 == 0 or scaled.denominator % 5 == 0:
        scaled, shift = scaled * 10, shift + 1
    if scaled.denominator != 1:
        return _text(f"{number.numerator}/{number.denominator}")
    return _number(Decimal(f"{scaled.numerator}e-{shift}"))


def _number(number: Decimal) -> str:
    """A number as JavaScript writes it, with all its digits."""
    if not number.is_finite():
        raise ValueError("a number must be finite")
    sign, digits, exponent = number.as_tuple()
    written = "".join(map(str, digits)).lstrip("0")
    trimmed = written.rstrip("0")
    if not trimmed:
        return "0"
    point = len(written) + int(exponent)
    return ("-" if sign else "") + _placed(trimmed, point)


def _placed(digits: str, point: int) -> str:
    """Digits with the decimal point after the first ``point`` of them."""
    if len(digits) <= point <= _EXACT_WHOLE:
        return digits + "0" * (point - len(digits))
    if 0 < point <= _EXACT_WHOLE:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    mantissa = digits[0] + (f".{digits[1:]}" if len(digits) > 1 else "")
    return f"{mantissa}e{point - 1:+d}"
