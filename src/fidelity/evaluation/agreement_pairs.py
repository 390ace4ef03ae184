"""Each two raters: how far they agree on an item, and on all items together."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fidelity.agreement.pairs import Pairs
from fidelity.agreement.patterns import Patterns, patterns
from fidelity.evaluation.agreement_asked import Asked
from fidelity.evaluation.agreement_blocks import Block, View, grouped_by_scales, rows_of
from fidelity.evaluation.agreement_design import Apart, design_of
from fidelity.evaluation.agreement_figures import of_two
from fidelity.evaluation.agreement_frame import Groups, frame_of
from fidelity.tally.patterned import Patterned


def of_pairs(held: Patterned, apart: Apart, asked: Asked) -> list[pd.DataFrame]:
    """The figures of each two raters who both rated some visit of a group.

    Args:
        held: What was rated.
        apart: By whom.
        asked: What is asked.
    """
    view = View.WITH_STATUSES if asked.with_statuses else View.RATED
    cells, rows = held.cube.cells, rows_of(held, ("items", "all"))
    raters = np.array([*apart.of.raters, ""], object)
    frames = []
    for scales, of in grouped_by_scales(rows, held.choices, view).items():
        pairs = design_of(apart, of, scales, view, len(cells)).pairs()
        block = Block(tuple(of), scales, len(cells), _patterns(pairs))
        place, cell = np.divmod(pairs.group, len(cells)) if len(cells) else (pairs.group, pairs.group)
        about = Groups(
            np.array([row.of for row in of], object)[place],
            np.array([row.name for row in of], object)[place],
            cell,
            np.full(len(cell), 2.0),
            np.full(len(cell), np.nan),
            raters[pairs.first],
            raters[pairs.second],
            np.array([row.is_pooled for row in of], np.bool_)[place],
        )
        frames.append(frame_of(of_two(pairs, block, asked), about, cells, asked.by, apart.of.comparison))
    return frames


def _patterns(pairs: Pairs) -> Patterns:
    """The tables as patterns, a group for each."""
    q = len(pairs.categories)
    table, one, other = np.nonzero(pairs.tables)
    counts = np.eye(q, dtype=np.int64)[one] + np.eye(q, dtype=np.int64)[other]
    return patterns(table, counts, pairs.tables[table, one, other], len(pairs.group), pairs.categories)
