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
    of, cell = apart.of, apart.cell
    found = []
    for row in rows:
        rated = np.zeros(len(of.visit), np.bool_)
        for key in row.keys:
            rated |= np.append(places_of(of.choices[key], view), SILENCE)[of.codes[key]] >= 0
        found.append(n_raters(rated, cell, of.rater, n_cells, len(of.raters)))
    return np.concatenate(found)


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
