"""The smallest observation that still shows a fault, and how it is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fidelity.model.answer import Answer
from fidelity.model.number import plain
from fidelity.model.status import Status

MOST = 6
"""How many answers of an example are told before it is cut."""


def smallest(
    row: Mapping[str, Answer], plain_row: Mapping[str, Answer], fails: Callable[[Mapping[str, Answer]], bool]
) -> dict[str, Answer]:
    """The observation with as many answers as possible made plain while the fault stays.

    Args:
        row: An observation that shows the fault.
        plain_row: The answers that count as plain, one for every item.
        fails: Whether an observation shows the fault.
    """
    found = dict(row)
    for name, answer in plain_row.items():
        if found[name] != answer:
            tried = {**found, name: answer}
            if fails(tried):
                found = tried
    return found


def told(row: Mapping[str, Answer], plain_row: Mapping[str, Answer], otherwise: str) -> str:
    """An observation in words: the answers that are not plain, and what all others are.

    Args:
        row: The observation.
        plain_row: The answers that count as plain.
        otherwise: What the plain ones are, such as ``at its highest``.
    """
    special = [f"{name} = {word(answer)}" for name, answer in row.items() if answer != plain_row[name]]
    shown = special[:MOST] + ([f"{len(special) - MOST} more"] if len(special) > MOST else [])
    if not shown:
        return f"every item {otherwise}"
    return ", ".join(shown) + (f", every other item {otherwise}" if len(special) < len(row) else "")


def word(answer: Answer) -> str:
    """An answer as a cell would hold it."""
    if answer.status is not Status.RATED:
        return str(answer.status.value)
    if answer.persons:
        return " ".join(plain(share) for share in answer.persons)
    return plain(answer.value) if answer.value is not None and not answer.code else str(answer.code)
