"""Plain values as YAML text: block style, text in quotes only where it would otherwise be read as something else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from fidelity.definition.scalar import plain_scalar
from fidelity.definition.tree import Value

_WIDEST = 110
_INDENT = "  "

# What may stand without quotes anywhere, also between brackets. Everything else is quoted: quotes never hurt.
_PLAIN = re.compile(r"[^\W_](?:[\w ./()&;+~%’–—…-]*[\w.()%’…])?")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_FOLDABLE = re.compile(r"\S+(?: \S+)+")


def emitted(value: dict[str, Value]) -> str:
    """A document as YAML text that reads back to the same values.

    Args:
        value: The document; its text may be any that a definition can hold.
    """
    return "".join(f"{line}\n" for line in _mapping(value, ""))


def _mapping(value: dict[str, Value], indent: str) -> Iterator[str]:
    for key, each in value.items():
        yield from _entry(f"{indent}{_key(key)}:", each, indent)


def _list(value: list[Value], indent: str) -> Iterator[str]:
    for each in value:
        if not isinstance(each, dict | list) or not each or _fits(f"{indent}-", each):
            yield from _entry(f"{indent}-", each, indent)
        else:
            inner = _mapping(each, indent + _INDENT) if isinstance(each, dict) else _list(each, indent + _INDENT)
            yield f"{indent}- {next(inner).lstrip(' ')}"
            yield from inner


def _entry(start: str, value: Value, indent: str) -> Iterator[str]:
    """A key or dash with its value: in its line if there is room and nothing nests deeply, else below it."""
    if isinstance(value, dict | list) and value:
        if _fits(start, value):
            yield f"{start} {_flow(value)}"
        else:
            yield start
            below = indent + _INDENT
            yield from _mapping(value, below) if isinstance(value, dict) else _list(value, below)
    elif isinstance(value, str) and len(start) + 1 + len(value) > _WIDEST and _is_foldable(value):
        yield f"{start} >-"
        yield from _folded(value, indent + _INDENT)
    elif isinstance(value, str) and _is_literal(value):
        yield f"{start} |-"
        yield from (f"{indent}{_INDENT}{line}" if line else "" for line in value.split("\n"))
    else:
        yield f"{start} {_flow(value)}"


def _fits(start: str, value: Value) -> bool:
    """Whether a group can stand in the line of its key or dash."""
    return _is_flat(value) and len(start) + 1 + len(_flow(value)) <= _WIDEST


def _is_flat(value: Value) -> bool:
    """Whether a value is shallow and small enough to be read in one line: at most two groups within, none in them."""
    inner = [part for part in _parts(value) if isinstance(part, dict | list)]
    return len(inner) <= 2 and not any(isinstance(deep, dict | list) for part in inner for deep in _parts(part))


def _parts(value: Value) -> list[Value]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _is_foldable(text: str) -> bool:
    """Whether the line breaks between its words can be put anywhere."""
    return bool(_FOLDABLE.fullmatch(text)) and not _UNSEEN.search(text)


def _is_literal(text: str) -> bool:
    """Whether it has lines that can stand as they are."""
    lines = text.split("\n")
    return len(lines) > 1 and bool(lines[-1]) and all(map(_is_plain_line, lines)) and bool(lines[0])


def _is_plain_line(line: str) -> bool:
    return not line or (not line[0].isspace() and not line[-1].isspace() and not _UNSEEN.search(line))


def _folded(text: str, indent: str) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(indent) + len(line) + 1 + len(word) > _WIDEST:
            yield indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield indent + line


def _flow(value: Value) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str):
        return _text(value)
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _key(key: str) -> str:
    """A key: any word or whole number stands without quotes, for a key is always text."""
    return key if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.]*", key) else _quoted(key)


def _text(text: str) -> str:
    try:
        is_text = isinstance(plain_scalar(text), str)
    except ValueError:
        is_text = False
    return text if is_text and _PLAIN.fullmatch(text) and "  " not in text else _quoted(text)


def _quoted(text: str) -> str:
    """Text in double quotes, with an escape for whatever cannot be seen."""
    return _UNSEEN.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"
