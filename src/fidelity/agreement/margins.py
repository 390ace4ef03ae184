"""Margins: how often each rater chose each category."""

from __future__ import annotations

import attrs
import numpy as np

from fidelity.agreement.categories import Integers
from fidelity.plan.dense import dense


@attrs.frozen(eq=False)
class Margins:
    """How often each rater chose each category.

    Attributes:
        group: The group; shape (rows,), rising.
        rater: The rater; shape (rows,), rising within a group.
        counts: How often each category was chosen; shape (rows, categories).
    """

    group: Integers
    rater: Integers
    counts: Integers


def margins_of(group: Integers, rater: Integers, code: Integers, n_groups: int, n_categories: int) -> Margins:
    """The margins of some ratings.

    Args:
        group: The group; shape (ratings,).
        rater: The rater; shape (ratings,).
        code: The category; shape (ratings,).
        n_groups: How many groups there are.
        n_categories: How many categories there are.
    """
    n_raters = int(rater.max(initial=0)) + 1
    found, row = dense(group * n_raters + rater, n_groups * n_raters)
    cells = row.astype(np.int64) * n_categories + code
    counts = np.bincount(cells, minlength=len(found) * n_categories).reshape(len(found), n_categories)
    return Margins(found // n_raters, found % n_raters, counts.astype(np.int64))
