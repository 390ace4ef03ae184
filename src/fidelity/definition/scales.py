"""Scales: lists of points, points with statuses, and measures."""

from __future__ import annotations

from difflib import get_close_matches
from fractions import Fraction

import attrs

from fidelity.definition.log import slug
from fidelity.definition.part import Broken, Part
from fidelity.definition.scalar import Scalar, code_text
from fidelity.definition.tree import Value
from fidelity.errors import InvalidRecord
from fidelity.model.number import exact
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.status import Status
from fidelity.problems import Path

_STAND_IN = (Point("1", Fraction(1)), Point("0", Fraction(0)))


@attrs.frozen(eq=False)
class Scales:
    """The scales of a definition.

    Attributes:
        known: Those that could be built, by id.
        stand_ins: For those that could not, a scale of the same kind where it can be told, so that the items can be
            looked at all the same.
    """

    known: dict[str, Scale]
    stand_ins: dict[str, Scale | None]

    def is_known(self, name: str) -> bool:
        """Whether an item may name it: it is there, sound or not, or there under an id that is to be mended."""
        return name in self.known or slug(name) in {slug(other) for other in self.stand_ins}

    def named(self, name: str) -> Scale | None:
        """The scale that an item names, or the one to go on with: a stand-in, or the nearest by name."""
        if name in self.known or name in self.stand_ins:
            return self.known.get(name) or self.stand_ins[name]
        close = get_close_matches(name, {**self.known, **self.stand_ins}, n=1, cutoff=0.6)
        return self.named(close[0]) if close else None


def scales(holder: Part | None) -> Scales:
    """The scales that can be built.

    Args:
        holder: The mapping of scales by id; None where there is none.
    """
    found = Scales({}, {})
    if holder is not None:
        for name, value in holder.value.items():
            try:
                found.known[name] = _scale(name, holder)
            except Broken:
                found.stand_ins[name] = _stand_in(value)
    return found


def status_codes(part: Part, key: str) -> dict[str, Status]:
    """Codes that say why there is no rating, under a key that may be left out."""
    value = part.get(key)
    return {code: Status(word) for code, word in value.items()} if isinstance(value, dict) else {}


def _scale(name: str, holder: Part) -> Scale:
    if holder.log.is_wrong((*holder.path, name)):
        raise Broken
    part = holder.inner(name)
    try:
        return Scale(name, holder.every(name, _point)) if part is None else _in_full(name, part)
    except InvalidRecord as error:
        here = (*holder.path, name)
        found = (attrs.evolve(each, path=(*here, *_in_document(each.path, part is None))) for each in error.problems)
        holder.log.report(*found)
        raise Broken from error


def _in_full(name: str, part: Part) -> Scale:
    codes = status_codes(part, "statuses")
    if part.has("points"):
        return Scale(name, part.every("points", _point), status_codes=codes)
    kind = Kind(part.name("measure"))
    lowest, highest = part.number("at_least"), part.number("at_most")
    if kind is Kind.PERCENT:
        lowest, highest = Fraction(0), Fraction(100)
    elif kind is Kind.COUNT and lowest is None:
        lowest = Fraction(0)
    return Scale(name, (), kind, lowest, highest, part.text("unit"), codes)


def _point(part: Part) -> Point:
    code = part.take("code")
    if isinstance(code, list | dict):
        raise Broken
    points = part.number("points")
    worth = _own_worth(code) if points is None else points
    return Point(code_text(code), worth, part.text("label"), part.text("anchor"))


def _own_worth(code: Scalar) -> Fraction:
    try:
        return exact(code if code is not None else "")
    except ValueError as error:
        # The schema asks for `points` then, and has said so.
        raise Broken from error


def _in_document(path: Path, is_list: bool) -> Path:
    """A path within a scale's record as it is in the document."""
    if path[:1] == ("id",):
        return path[1:]
    if path[:1] == ("points",) and is_list:
        return path[1:]
    return ("at_most",) if path == ("highest",) else path


def _stand_in(value: Value) -> Scale | None:
    """A scale of the same kind as one that could not be built."""
    measure = value.get("measure") if isinstance(value, dict) else None
    if isinstance(value, list) or (isinstance(value, dict) and "points" in value):
        return Scale("stand_in", _STAND_IN)
    if measure in [kind.value for kind in Kind]:
        return Scale("stand_in", (), Kind(measure))
    return None
