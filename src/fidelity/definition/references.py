"""What broken scores, criteria and figures name: looked at as it is written, so that a second mistake is not hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fidelity.definition.part import Part
from fidelity.definition.tree import Value
from fidelity.problems import Path, Problem, nearest

_Reference = tuple[Path, str, str]
"""Where a name stands, whether it names a member, a score, an item or a criterion, and the name."""


def unresolved(checklist: Part) -> Iterator[Problem]:
    """Names in scores, criteria and figures that could not be built, of things that are not there.

    Args:
        checklist: The checklist; its scores, criteria and figures have been built, or remembered as broken.
    """
    items, scores = set(_ids(checklist, "items")), set(_ids(checklist, "scores"))
    criteria = set(_ids(checklist, "criteria"))
    known = {"item or score": items | scores, "score": scores, "item": items, "criterion": criteria}
    codes = {noun: f"unknown-{noun}" for noun in known} | {"item or score": "unknown-member"}
    for key, references in (("scores", _members), ("criteria", _tested), ("figures", _taken_of)):
        kept = checklist.log.kept.get((*checklist.path, key), ())
        for place, part in checklist.parts(key):
            if place in kept:
                continue
            for path, noun, name in references(part.value):
                if name not in known[noun] and not checklist.log.is_wrong((*part.path, *path)):
                    message = f"there is no {noun} `{name}`"
                    yield Problem(codes[noun], message, nearest(name, known[noun]), (key, place, *path))


def _ids(checklist: Part, key: str) -> Iterator[str]:
    for _, part in checklist.parts(key):
        name = part.value.get("id")
        if isinstance(name, str):
            yield name


def _members(score: Mapping[str, Value]) -> Iterator[_Reference]:
    for key in ("of", "to"):
        yield from _listed(score.get(key), (key,), "item or score")
    per = score.get("per")
    if isinstance(per, str):
        yield ("per",), "item or score", per


def _tested(condition: Mapping[str, Value]) -> Iterator[_Reference]:
    """The names in a condition and those below it; a document is never so deep that this could not end."""
    score, item = condition.get("score"), condition.get("item")
    if isinstance(score, str):
        yield ("score",), "score", score
    if isinstance(item, str) and item != "all":
        yield ("item",), "item", item
    yield from _listed(item, ("item",), "item")
    for word in ("all", "any"):
        parts = condition.get(word)
        for place, part in enumerate(parts if isinstance(parts, list) else ()):
            for path, noun, name in _tested(part) if isinstance(part, dict) else ():
                yield (word, place, *path), noun, name


def _taken_of(figure: Mapping[str, Value]) -> Iterator[_Reference]:
    of = figure.get("of")
    noun = {"share_meeting": "criterion", "mean_of_score": "score"}.get(str(figure.get("rule")), "item")
    if isinstance(of, str) and noun != "item":
        yield ("of",), noun, of
    if noun == "item":
        yield from _listed(of, ("of",), noun)


def _listed(names: Value, path: Path, noun: str) -> Iterator[_Reference]:
    for place, name in enumerate(names if isinstance(names, list) else ()):
        if isinstance(name, str):
            yield (*path, place), noun, name
