"""Single values: what a word without quotes means in YAML 1.2, and which text is accepted."""

from __future__ import annotations

import re
from decimal import Decimal
from unicodedata import normalize

Scalar = str | int | Decimal | bool | None
"""A single value of a document. Decimals stay exact: ``0.10`` is not a float."""

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEAN = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE]([-+]?[0-9]+))?")
_ENDLESS = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_ZERO_FIRST = re.compile(r"[-+]?0[0-9]")
_MOST_DIGITS = 40
_MOST_POWER = 40

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def plain_scalar(text: str) -> Scalar:
    """What a word without quotes means, by the core schema of YAML 1.2.

    ``No``, ``yes`` and ``on`` are text; so are dates.

    Raises:
        ValueError: It is a number that has no end, is too long, or begins with 0 and so may be meant as text.
    """
    if text in _NULL:
        return None
    if text in _BOOLEAN:
        return _BOOLEAN[text]
    if text[0] not in "+-.0123456789":
        return text
    return _number(text)


def _number(text: str) -> Scalar:
    if _ENDLESS.fullmatch(text):
        raise ValueError(f"`{text}` is not a number that can be computed with")
    if _OTHER_BASE.fullmatch(text):
        _refuse_long(text)
        return int(text, 0)
    match = _DECIMAL.fullmatch(text)
    if not match:
        return text
    _refuse_long(text)
    if _ZERO_FIRST.match(text):
        raise ValueError(f"`{text}` can be read as a number or as text")
    if match[1] and abs(int(match[1])) > _MOST_POWER:
        raise ValueError(f"`{text}` is out of all proportion")
    return int(text) if _WHOLE.fullmatch(text) else Decimal(text)


def _refuse_long(text: str) -> None:
    if len(text) > _MOST_DIGITS:
        raise ValueError(f"a number of {len(text)} characters is too long")


def accepted(text: str) -> str:
    """Text in Unicode's composed form (NFC), so that two spellings of ``é`` are one.

    Raises:
        ValueError: It holds a control character, or half a character.
    """
    if _SURROGATE.search(text):
        # JSON writes a character beyond the first plane as two escapes: put them together.
        try:
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        except UnicodeDecodeError as error:
            raise ValueError("half a character stands here") from error
    control = _CONTROL.search(text)
    if control:
        raise ValueError(f"text holds a character that cannot be seen: U+{ord(control.group()):04X}")
    return text if text.isascii() else normalize("NFC", text)


def code_text(code: Scalar) -> str:
    """A code as text, as it stood in the file: ``2`` for 2, ``0.50`` for 0.50."""
    return str(code)
