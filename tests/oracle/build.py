"""Short ways to write a checklist and its answers down in a test."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.missing import MissingRule
from fidelity.model.number import plain
from fidelity.model.range import Range
from fidelity.model.rule import Rule
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.score import Band, Members, Score
from fidelity.model.status import Effect, Status
from fidelity.plan.exact import score_one
from fidelity.plan.lowering import lower
from fidelity.plan.result import Result
from tests.oracle.strategies import Rows, levels_of

Codes = dict[str, npt.NDArray[np.unsignedinteger]]
Levels = dict[str, tuple[Answer, ...]]
Given = int | str | Fraction | Status | Answer
"""An answer as a test writes it: points or a raw number, a status, or the answer itself."""

NONE = MissingRule()
"""Nothing may be missing."""
NA = Status.NOT_APPLICABLE
MISSING = Status.MISSING
EXCLUDED = {NA: Effect.EXCLUDED}
"""What does not apply is left out."""


def scale(*worth: int | str | Fraction) -> Scale:
    """A scale whose codes are its points; further codes that are worth the same get a dash."""
    points = [Fraction(each) for each in worth]
    dashes = ["'" * points[:place].count(each) for place, each in enumerate(points)]
    return Scale("points", tuple(Point(plain(each) + dash, each) for each, dash in zip(points, dashes, strict=True)))


def count(at_most: int | None = None) -> Scale:
    """A scale that counts whole things from 0."""
    return Scale("count", kind=Kind.COUNT, lowest=Fraction(0), highest=None if at_most is None else Fraction(at_most))


def items(n: int, of: Scale, *allows: Status) -> tuple[Item, ...]:
    """Several items of one scale: ``i1``, ``i2`` and so on."""
    return tuple(Item(f"i{number}", "text", of, allows=frozenset(allows)) for number in range(1, n + 1))


def score(rule: Rule, *of: str, missing: MissingRule = NONE, name: str = "s", **rest: Any) -> Score:
    """A score of the named members, or of all items where none is named."""
    return Score(name, rule, Members(of) if of else Members(every=True), missing, **rest)


def checklist(of: Sequence[Item], *scores: Score, **rest: Any) -> Checklist:
    """A checklist of items and scores."""
    return Checklist("made", tuple(of), scores, **rest)


def bands(*cuts: int | str) -> tuple[Band, ...]:
    """Half-open bands between cuts, the lowest and the highest without an end: ``b0``, ``b1`` and so on."""
    from_, to = (None, *map(Fraction, cuts)), (*map(Fraction, cuts), None)
    return tuple(
        Band(f"b{number}", Range(at_least=low, below=high))
        for number, (low, high) in enumerate(zip(from_, to, strict=True))
    )


def answer(given: Given) -> Answer:
    """An answer from what a test writes."""
    if isinstance(given, Answer):
        return given
    if isinstance(given, Status):
        return Answer(given)
    return Answer(Status.RATED, str(given), Fraction(given))


def row(made: Checklist, *given: Given) -> dict[str, Answer]:
    """Answers to the items of a checklist, in their order; one for all where only one is given."""
    whole = given * len(made.items) if len(given) == 1 else given
    return {item.id: answer(each) for item, each in zip(made.items, whole, strict=True)}


def scored(made: Checklist, *given: Given) -> dict[str, Result]:
    """Every score of one observation."""
    return score_one(lower(made), row(made, *given))


def result(made: Checklist, *given: Given) -> Result:
    """The last score of one observation."""
    return scored(made, *given)[made.scores[-1].id]


def coded(made: Checklist, rows: Rows) -> tuple[Codes, Levels]:
    """Rows of answers as columns of small integers, beside the answers that these stand for."""
    levels = levels_of(made)
    for name, of in levels.items():
        levels[name] = (*of, *dict.fromkeys(each[name] for each in rows if each[name] not in of))
    return {
        name: np.array([of.index(each[name]) for each in rows], np.uint8 if len(of) < 256 else np.uint16)
        for name, of in levels.items()
    }, levels
