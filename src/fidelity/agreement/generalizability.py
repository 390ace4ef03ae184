"""Designs of generalizability studies: which facets there are, which lie within others, and which effects follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import combinations

import attrs

from fidelity.errors import UsageError
from fidelity.problems import Problem, nearest

_TOKEN = re.compile(r"\s*([^\W\d]\w*|[×:()])")
_TIMES = ("x", "×")


@attrs.frozen
class Effect:
    """An effect of a design: one variance component.

    Attributes:
        name: As it is written, such as ``p x r:t``, the interaction of p with r within t.
        own: The facets that it is the effect of; ``{p, r}``.
        indices: These and all facets that they lie within; ``{p, r, t}``.
    """

    name: str
    own: frozenset[str]
    indices: frozenset[str]


@attrs.frozen
class StudyDesign:
    """A design: objects of measurement, facets, and their nesting.

    Attributes:
        text: As it was written, such as ``p x (r:t)``.
        facets: All facets and the objects, in the order in which they were written.
        within: In which others each of them lies, directly or not.
        objects: What is measured and told apart: practitioners, say.
        effects: All effects, from the main ones to the one that holds the error.
    """

    text: str
    facets: tuple[str, ...]
    within: Mapping[str, frozenset[str]]
    objects: str
    effects: tuple[Effect, ...]

    def closed(self, facets: Iterable[str]) -> frozenset[str]:
        """Facets together with all that they lie within."""
        chosen = frozenset(facets)
        return chosen.union(*(self.within[facet] for facet in chosen))


def study_design(text: str, objects: str = "") -> StudyDesign:
    """A design from how Brennan (2001) and others write it.

    Args:
        text: Facets with ``x`` between those that cross and ``:`` before that within which one lies, with brackets:
            ``p x i``, ``s:p`` (sessions within practitioners), ``r x (s:p)``, ``r:s:p``, ``p x (i:h)``, ``i x r x p``.
            A name is a word; leave spaces around ``x``.
        objects: Which of them is the object of measurement; ``p`` or, where there is none, the first.

    Raises:
        UsageError: The text is no design, names a facet twice, or the objects are unknown or lie within a facet.
    """
    within = _Reader(text).read()
    facets = tuple(within)
    chosen = objects or ("p" if "p" in within else facets[0])
    if chosen not in within:
        raise UsageError(Problem("study-design", f"`{text}` has no facet `{chosen}`", nearest(chosen, facets)))
    if within[chosen]:
        raise UsageError(
            Problem(
                "study-design",
                f"the objects of measurement, `{chosen}`, lie within `{', '.join(sorted(within[chosen]))}`",
                "study them group by group, or name other objects",
            )
        )
    subsets = [frozenset(each) for n in range(1, len(facets) + 1) for each in combinations(facets, n)]
    own = [each for each in subsets if not any(within[facet] & each for facet in each)]
    effects = [Effect(_name(each, facets, within), each, _closed(each, within)) for each in own]
    effects.sort(key=lambda effect: len(effect.indices))
    return StudyDesign(text, facets, within, chosen, tuple(effects))


def _closed(facets: frozenset[str], within: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return facets.union(*(within[facet] for facet in facets))


def _name(own: frozenset[str], facets: tuple[str, ...], within: Mapping[str, frozenset[str]]) -> str:
    """An effect as it is written: its own facets, then what they lie within."""
    around = _closed(own, within) - own
    written = " x ".join(facet for facet in facets if facet in own)
    if not around:
        return written
    nearest_ones = around - frozenset[str]().union(*(within[facet] for facet in around))
    home = _name(nearest_ones, facets, within)
    return f"{written}:({home})" if " x " in home else f"{written}:{home}"


class _Reader:
    """Reads a design from left to right: crossed terms, each of facets or brackets one within the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = self._split()

    def read(self) -> dict[str, frozenset[str]]:
        """What each facet lies within, in the order of the text."""
        found = self._crossed()
        if self._tokens:
            raise self._wrong(f"`{self._tokens[0]}` is one too many")
        return found

    def _crossed(self) -> dict[str, frozenset[str]]:
        found = self._nested()
        while self._tokens and self._tokens[0] in _TIMES:
            self._tokens.pop(0)
            found = self._joined(found, self._nested())
        return found

    def _nested(self) -> dict[str, frozenset[str]]:
        inner = self._atom()
        if not self._tokens or self._tokens[0] != ":":
            return inner
        self._tokens.pop(0)
        outer = self._nested()
        lifted = {facet: around | frozenset(outer) for facet, around in inner.items()}
        return self._joined(lifted, outer)

    def _atom(self) -> dict[str, frozenset[str]]:
        if not self._tokens:
            raise self._wrong("it ends too early")
        token = self._tokens.pop(0)
        if token == "(":
            found = self._crossed()
            if not self._tokens or self._tokens.pop(0) != ")":
                raise self._wrong("a bracket is not closed")
            return found
        if token in (*_TIMES, ":", ")"):
            raise self._wrong(f"a facet is missing before `{token}`")
        return {token: frozenset()}

    def _joined(self, first: dict[str, frozenset[str]], second: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
        if both := first.keys() & second.keys():
            raise self._wrong(f"`{min(both)}` occurs twice")
        return first | second

    def _split(self) -> list[str]:
        tokens, at = [], 0
        text = self._text.rstrip()
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                raise self._wrong(f"`{text[at:].strip()[0]}` means nothing here")
            tokens.append(match.group(1))
            at = match.end()
        return tokens

    def _wrong(self, why: str) -> UsageError:
        return UsageError(
            Problem("study-design", f"`{self._text}` is no design: {why}", "write it like `p x i` or `r x (s:p)`")
        )
