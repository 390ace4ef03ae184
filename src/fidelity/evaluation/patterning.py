"""Patterning: independent ratings counted by pattern, which is all that most coefficients need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import numpy as np

from fidelity.agreement.units import units_of
from fidelity.evaluation.rated_apart import Key, RatedApart, rated_apart
from fidelity.intake.gathered import Gathered
from fidelity.model.checklist import Checklist
from fidelity.tally.counts import counted
from fidelity.tally.cube import About, Cube, Measure
from fidelity.tally.patterned import Choice, Patterned, in_order, pattern_text, patterned_together
from fidelity.tally.sharing import PERSON


def patterns_of(gathered: Gathered, by: Sequence[str]) -> Patterned:
    """In which patterns the visits of one edition were rated, for a tally; practitioners are never among the keys.

    Args:
        gathered: The records.
        by: The columns to count by.

    Raises:
        UsageError: There is no such column.
    """
    return patterned(rated_apart([gathered], [name for name in by if name != PERSON]))


def patterns_of_pieces(pieces: Iterable[Gathered], by: Sequence[str]) -> dict[tuple[str, ...], Patterned]:
    """The same of any number of pieces, one for all that compute alike, however they were divided.

    Args:
        pieces: The records; all of one visit that are of one edition are in one piece.
        by: The columns to count by.

    Returns:
        By `fidelity.tally.cube.Made.computes`.

    Raises:
        UsageError: There is no such column.
    """
    found: dict[tuple[str, ...], Patterned] = {}
    for piece in pieces:
        one = patterns_of(piece, by)
        computes = one.cube.made.computes
        known = found.get(computes)
        found[computes] = one if known is None else patterned_together([known, one])
    return found


def patterned(of: RatedApart) -> Patterned:
    """Independent ratings as patterns.

    Args:
        of: The ratings.
    """
    measures: dict[Key, Measure] = {}
    alike = sorted(of.choices, key=lambda key: str(of.choices[key]))
    for choices, keys in groupby(alike, key=lambda key: of.choices[key]):
        measures |= _counted(of, [*keys], choices)
    return Patterned(Cube(of.made, of.cells, tuple(measures[key] for key in of.choices), {}), of.choices)


def _counted(of: RatedApart, keys: Sequence[Key], choices: Sequence[Choice]) -> dict[Key, Measure]:
    """The patterns of measures that have the same choices."""
    n = len(of.visit)
    place, code = np.repeat(np.arange(len(keys)), n), np.concatenate([of.codes[key] for key in keys])
    units = units_of(place, np.tile(of.visit, len(keys)), code, len(keys), len(choices))
    texts = [pattern_text(kind) for kind in units.kinds.tolist()]
    found: dict[Key, Measure] = {}
    for number, key in enumerate(keys):
        rows = slice(*np.searchsorted(units.group, [number, number + 1]))
        counts = counted(of.cell[units.unit[rows]], units.kind[rows], len(of.cells), max(len(texts), 1))
        occurs = np.unique(counts.level)
        places = np.searchsorted(occurs, np.arange(len(texts)))
        held = counts.moved(levels=places, n_levels=len(occurs))
        found[key] = in_order(Measure(about(of.checklist, key), tuple(texts[level] for level in occurs), held))
    return found


def about(checklist: Checklist, key: Key) -> About:
    """What must be known of an item or criterion to show its agreement.

    Args:
        checklist: The checklist.
        key: Its kind and id.
    """
    kind, name = key
    if kind == "item":
        item = checklist.item[name]
        return About("item", name, item.text, item.component)
    title = next((each.title for each in checklist.criteria if each.id == name and each.title), "")
    return About("criterion", name, title)
