"""Blocks: the patterns of all measures that are rated in the same categories, each in each group, for one call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.agreement.categories import Categories
from fidelity.agreement.patterns import Patterns, patterns
from fidelity.agreement.weights import Weights, within
from fidelity.evaluation.rated_apart import Key
from fidelity.tally.counts import Integers
from fidelity.tally.patterned import Choice, Patterned, pattern_counts

ALL_ITEMS = "all"


class View(Enum):
    """What of an answer is compared."""

    RATED = "rated"
    """The points; a status is no rating."""
    WITH_STATUSES = "with_statuses"
    """Points and statuses, without order."""
    WHETHER = "whether"
    """Only whether there is a rating."""


@attrs.frozen
class Row:
    """One thing that agreement is taken of.

    Attributes:
        of: What it is: ``item``, ``criterion``, ``component`` or ``all``.
        name: Its id.
        keys: The measures that it is made of.
    """

    of: str
    name: str
    keys: tuple[Key, ...]

    @property
    def is_pooled(self) -> bool:
        """Whether several ratings of one visit and rater are in it."""
        return len(self.keys) > 1


@attrs.frozen(eq=False)
class Block:
    """Things that are rated in the same categories.

    Attributes:
        rows: The things.
        scales: The categories; several, where things are made of items with different scales.
        n_cells: How many groups of visits there are.
        patterns: The patterns; the group is the place of the thing times ``n_cells``, plus the group of the visit.
    """

    rows: tuple[Row, ...]
    scales: tuple[Categories, ...]
    n_cells: int
    patterns: Patterns

    @property
    def is_mixed(self) -> bool:
        """Whether there is more than one scale."""
        return len(self.scales) > 1

    @property
    def is_graded(self) -> bool:
        """Whether near and far can be told apart: there is order, and there are three different points."""
        return any(is_graded(scale) for scale in self.scales)


def is_graded(scale: Categories) -> bool:
    """Whether a scale has three points or more that differ in worth."""
    return scale.values is not None and len({*scale.values}) > 2


def rows_of(held: Patterned, of: Iterable[str]) -> list[Row]:
    """What agreement is taken of, in the order of the checklist.

    Args:
        held: The patterns.
        of: What is asked for: ``items``, ``criteria``, ``components``, ``all``.
    """
    abouts = [measure.about for measure in held.cube.measures]
    items = [about for about in abouts if about.kind == "item"]
    components = dict.fromkeys(about.component for about in items if about.component)
    every: dict[str, list[Row]] = {
        "items": [Row("item", about.id, (about.key,)) for about in items],
        "components": [
            Row("component", name, tuple(about.key for about in items if about.component == name))
            for name in components
        ],
        "all": [Row(ALL_ITEMS, ALL_ITEMS, tuple(about.key for about in items))] if items else [],
        "criteria": [Row("criterion", about.id, (about.key,)) for about in abouts if about.kind == "criterion"],
    }
    return [row for name, rows in every.items() if name in of for row in rows]


def scale_of(choices: Sequence[Choice], view: View) -> Categories:
    """What is compared, as categories.

    Args:
        choices: What a rater could say.
        view: What of it is compared.
    """
    if view is View.WHETHER:
        return Categories(("no rating", "a rating"))
    if view is View.WITH_STATUSES:
        return Categories(tuple(choice.label for choice in choices))
    rated = [(choice.label, float(choice.value)) for choice in choices if choice.value is not None]
    labels, values = zip(*rated, strict=True)
    return Categories(labels, values)


def places_of(choices: Sequence[Choice], view: View) -> npt.NDArray[np.int64]:
    """For each choice its place among the categories, -1 where it is none of them; shape (choices,).

    Args:
        choices: What a rater could say.
        view: What of it is compared.
    """
    is_rating = np.array([choice.value is not None for choice in choices], np.bool_)
    if view is View.WHETHER:
        return is_rating.astype(np.int64)
    if view is View.WITH_STATUSES:
        return np.arange(len(choices))
    return np.where(is_rating, np.cumsum(is_rating) - 1, -1)


def grouped_by_scales(
    rows: Iterable[Row], choices: Mapping[Key, tuple[Choice, ...]], view: View
) -> dict[tuple[Categories, ...], list[Row]]:
    """Rows by the scales that they are rated on, in the order in which these first occur.

    Args:
        rows: The rows.
        choices: What a rater could say of each measure.
        view: What of it is compared.
    """
    found: dict[tuple[Categories, ...], list[Row]] = {}
    for row in rows:
        scales = tuple(dict.fromkeys(scale_of(choices[key], view) for key in row.keys))
        found.setdefault(scales, []).append(row)
    return found


def blocks(held: Patterned, rows: Iterable[Row], view: View) -> list[Block]:
    """The patterns of some rows, in as few blocks as their scales allow.

    Args:
        held: The patterns, by the keys of the groups.
        rows: What agreement is taken of.
        view: What of an answer is compared.
    """
    return [_block(held, tuple(of), scales, view) for scales, of in grouped_by_scales(rows, held.choices, view).items()]


def _block(held: Patterned, rows: tuple[Row, ...], scales: tuple[Categories, ...], view: View) -> Block:
    measures = {measure.about.key: measure for measure in held.cube.measures}
    n_cells, categories = len(held.cube.cells), united(scales)
    starts = dict(zip(scales, np.cumsum([0, *map(len, scales)]), strict=False))
    group, counts, n = [], [], []
    for place, row in enumerate(rows):
        for key in row.keys:
            measure, choices = measures[key], held.choices[key]
            start, kinds = starts[scale_of(choices, view)], pattern_counts(measure, len(choices))
            wide = np.zeros((len(kinds), len(categories)), np.int64)
            for choice, at in enumerate(places_of(choices, view).tolist()):
                if at >= 0:
                    wide[:, start + at] += kinds[:, choice]
            group.append(place * n_cells + measure.counts.cell)
            counts.append(wide[measure.counts.level])
            n.append(measure.counts.n)
    made = patterns(*map(np.concatenate, (group, counts, n)), len(rows) * n_cells, categories)  # type: ignore[call-arg, arg-type]
    return Block(rows, scales, n_cells, made)


def united(scales: Sequence[Categories]) -> Categories:
    """The categories of several scales beside each other; those of one as they are.

    Args:
        scales: The scales.
    """
    if len(scales) == 1:
        return scales[0]
    return Categories(tuple(f"{place}:{label}" for place, scale in enumerate(scales) for label in scale.labels))


def beside(scales: Sequence[Categories], weights: Callable[[Categories], Weights]) -> Weights:
    """The weights of several scales beside each other: no rating is ever compared with one on another scale.

    Args:
        scales: The scales.
        weights: The weights of one.
    """
    each = [weights(scale) for scale in scales]
    apart = np.ones((sum(map(len, scales)),) * 2)
    start = 0
    for part in each:
        end = start + len(part.apart)
        apart[start:end, start:end] = part.apart
        start = end
    return Weights(each[0].name, apart)


def within_one(block: Block) -> tuple[Patterns, Weights]:
    """Patterns and weights for agreement within one; ratings on scales of two points say nothing of that.

    Args:
        block: The block.
    """
    graded = np.concatenate([np.full(len(scale), is_graded(scale)) for scale in block.scales])
    held = block.patterns
    if graded.any() and not graded.all():
        counts: Integers = held.counts * graded
        held = patterns(held.group, counts, held.n, held.n_groups, held.categories)
    return held, beside(block.scales, lambda scale: within(1, scale))
