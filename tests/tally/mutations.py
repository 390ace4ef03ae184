"""Tally files that somebody altered who knows how to make the digest fit."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

from fidelity.tally.document import digest

ODD: tuple[Any, ...] = (
    *(-1, 0, 1, 2, 10**6, 2**31, 2**53, 2**63, 10**30, 1.5, float("nan"), float("inf"), True, None),
    *("", "x", "1/0", "1e999999", "9" * 5000, "-1", "\ud800", "met", "value", "practitioner"),
    *([], {}, [[]], [1, 2], {"a": 1}, ["value", "1"], ["answer"], ["reason", "x"]),
)
"""What stands where something else belongs."""


def written(content: dict[str, Any]) -> bytes:
    """A file that says this, with a digest that goes with it.

    Args:
        content: What it says.
    """
    said = {name: value for name, value in content.items() if name != "digest"}
    return json.dumps({**said, "digest": digest(said)}).encode()


def mutated(content: dict[str, Any], rng: Random) -> bytes:
    """The file with one to three things altered, left out, doubled or shuffled.

    Args:
        content: What it says.
        rng: Where chance comes from.
    """
    made = copy.deepcopy(content)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        _alter(made, rng)
    return written(made)


def _alter(content: dict[str, Any], rng: Random) -> None:
    holder, key = rng.choice([*_places(content["editions"])])
    value = holder[key]
    chance = rng.randrange(5)
    if chance == 0:
        del holder[key]
    elif chance == 1 and isinstance(holder, list):
        holder.insert(key, copy.deepcopy(rng.choice(holder)))
    elif chance == 2 and type(value) is int:
        holder[key] = value + rng.choice((-1, 1, 5))
    elif chance == 3 and isinstance(value, list):
        rng.shuffle(value)
    else:
        holder[key] = copy.deepcopy(rng.choice(ODD))


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Everything in a tree, as what holds it and the key under which it is held."""
    for key in node if isinstance(node, dict) else range(len(node)):
        yield node, key
        if isinstance(node[key], dict | list):
            yield from _places(node[key])
