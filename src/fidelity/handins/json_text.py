"""JSON, read with care: no key twice, no number that is none, no whole number that takes an hour to read."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from fidelity.errors import HandInError
from fidelity.handins.limits import LONGEST_INTEGER
from fidelity.problems import Problem
from fidelity.ratings.cells import quoted

_END = 6
"""Within so many characters of the end, a mistake means that the rest is missing: half of ``\\u00e9`` at the most."""


def parsed(text: str) -> Any:
    """The value that a text in JSON stands for.

    Raises:
        HandInError: It is no JSON, or says something twice, or holds what no hand-in can hold.
    """
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise HandInError(_no_json(text, error)) from error
    except RecursionError as error:
        message = "lists or groups stand in each other far deeper than in any hand-in"
        raise HandInError(Problem("too-deep", message)) from error


def _no_json(text: str, error: json.JSONDecodeError) -> Problem:
    near_the_end = error.pos >= len(text.rstrip()) - _END and error.msg != "Extra data"
    if near_the_end or error.msg.startswith("Unterminated string"):
        help_ = "it was cut short on its way: hand in the file that the form saved once more"
        return Problem("bad-json", "the text ends too early", help_)
    where = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
    help_ = "hand in the file as the form saved it; if somebody edited it, this is where to look"
    return Problem("bad-json", f"from {where} on it is no JSON: {error.msg.lower()}", help_)


def _group(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    group = dict(pairs)
    if len(group) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        message = f"{quoted(twice)} is said twice, and nobody knows which one is meant"
        raise HandInError(Problem("key-twice", message, "keep the one that is true"))
    return group


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_INTEGER:
        raise HandInError(Problem("bad-json", f"there is a number of {len(digits)} digits"))
    return int(digits)


def _never(name: str) -> NoReturn:
    raise HandInError(Problem("bad-json", f"`{name}` is no number, and nothing else either"))


_DECODER = json.JSONDecoder(object_pairs_hook=_group, parse_int=_whole, parse_constant=_never)
