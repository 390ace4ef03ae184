"""Designs of real ratings: who rated what how, for the coefficients that need to know raters apart."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from fidelity.agreement.categories import Categories
from fidelity.agreement.design import Design
from fidelity.evaluation.agreement_blocks import Row, View, places_of, scale_of, united
from fidelity.evaluation.rated_apart import SILENCE, Booleans, Floats, RatedApart
from fidelity.tally.cells import Places
from fidelity.tally.counts import Integers


@attrs.frozen(eq=False)
class Apart:
    """Independent ratings, in some grouping of their visits.

    Attributes:
        of: The ratings.
        cell: The group of each record's visit; shape (records,).
    """

    of: RatedApart
    cell: Places


def design_of(apart: Apart, rows: Sequence[Row], scales: Sequence[Categories], view: View, n_cells: int) -> Design:
    """The ratings of some things that have the same scales.

    Args:
        apart: The ratings.
        rows: The things.
        scales: Their scales.
        view: What of an answer is compared.
        n_cells: How many groups of visits there are.
    """
    of, cell = apart.of, apart.cell
    starts = dict(zip(scales, np.cumsum([0, *map(len, scales)]).tolist(), strict=False))
    most = max((len(row.keys) for row in rows), default=1)
    group, unit, rater, code = [], [], [], []
    for place, row in enumerate(rows):
        for number, key in enumerate(row.keys):
            choices = of.choices[key]
            found = np.append(places_of(choices, view), SILENCE)[of.codes[key]]
            rated = np.flatnonzero(found >= 0)
            group.append(place * n_cells + cell[rated])
            unit.append(of.visit[rated] * most + number)
            rater.append(of.rater[rated])
            code.append(found[rated] + starts[scale_of(choices, view)])
    return Design(
        np.concatenate(group),
        np.concatenate(unit),
        np.concatenate(rater),
        np.concatenate(code),
        len(rows) * n_cells,
        united(scales),
    )


def raters_of(apart: Apart, rows: Sequence[Row], view: View, n_cells: int) -> Floats:
    """How many raters rated each thing in each group of visits; shape (things × groups,).

    Args:
        apart: The ratings.
        rows: The things.
        view: What of an answer counts as rated.
        n_cells: How many groups of visits there are.
    """
    of = apart.of
    found = [n_raters(_rated(of, row, view), apart.cell, of.rater, n_cells, len(of.raters)) for row in rows]
    return np.concatenate(found)


def _rated(of: RatedApart, row: Row, view: View) -> Booleans:
    """Whether each record holds a rating of a thing; shape (records,)."""
    rated = np.zeros(len(of.visit), np.bool_)
    for key in row.keys:
        rated |= np.append(places_of(of.choices[key], view), SILENCE)[of.codes[key]] >= 0
    return rated


def people_of(apart: Apart, rows: Sequence[Row], view: View, n_cells: int) -> Floats:
    """Of how many practitioners the visits are in which two rated a thing; shape (things × groups,).

    Args:
        apart: The ratings.
        rows: The things.
        view: What of an answer counts as rated.
        n_cells: How many groups of visits there are.
    """
    return np.concatenate([n_practitioners(_rated(apart.of, row, view), apart, n_cells) for row in rows])


def n_practitioners(rated: Booleans, apart: Apart, n_cells: int) -> Floats:
    """Of how many practitioners the visits with two ratings are; NaN where nobody is named anywhere; shape (groups,).

    Args:
        rated: Whether each record holds a rating; shape (records,).
        apart: The ratings.
        n_cells: How many groups of visits there are.
    """
    of = apart.of
    if not (of.practitioner >= 0).any():
        return np.full(n_cells, np.nan)
    twice = rated & (np.bincount(of.visit[rated], minlength=int(of.visit.max()) + 1) > 1)[of.visit]
    named, n = twice & (of.practitioner >= 0), int(of.practitioner.max()) + 1
    return n_raters(named, apart.cell, of.practitioner, n_cells, n)


def n_raters(rated: Booleans, cell: Places, rater: Integers, n_cells: int, n: int) -> Floats:
    """How many raters rated something in each group of visits; shape (groups,).

    Args:
        rated: Whether each record holds a rating; shape (records,).
        cell: The group of each.
        rater: The rater of each.
        n_cells: How many groups there are.
        n: How many raters there are.
    """
    width = max(n, 1)
    pairs = np.unique(cell[rated] * width + rater[rated])
    return np.bincount(pairs // width, minlength=n_cells).astype(np.float64)
