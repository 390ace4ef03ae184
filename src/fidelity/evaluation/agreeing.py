"""Agreeing: from records of visits that several rated, or from tallies of them, to the one table of agreement.

Ratings are compared within what computes alike, never across it; observers with each other, and with other eyes only
where somebody asks for it and under another name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from fidelity.evaluation.agreement_asked import STATISTICS, Asked
from fidelity.evaluation.agreement_blocks import Block, View, blocks, rows_of
from fidelity.evaluation.agreement_columns import ALWAYS, COLUMNS
from fidelity.evaluation.agreement_design import Apart, design_of, n_practitioners, n_raters, people_of, raters_of
from fidelity.evaluation.agreement_figures import Figures, absent, figures, whether_rated
from fidelity.evaluation.agreement_frame import CELL, frame_of, groups
from fidelity.evaluation.agreement_numbers import KNOWN, OF_NUMBERS, number_figures, numbers_of
from fidelity.evaluation.agreement_pairs import of_pairs
from fidelity.evaluation.agreement_target import with_target
from fidelity.evaluation.counting import made
from fidelity.evaluation.independent import OBSERVERS
from fidelity.evaluation.patterning import patterned
from fidelity.evaluation.rated_apart import RatedApart, rated_apart
from fidelity.intake.gathered import Gathered
from fidelity.model.checklist import Checklist
from fidelity.tally.cells import Cells, Places
from fidelity.tally.cube import Made
from fidelity.tally.estimates import NoEstimate
from fidelity.tally.patterned import Patterned
from fidelity.tally.sharing import Shared

WHETHER = "not_rated_by_one"
"""The statistic that tells of statuses."""


def agreement(editions: Iterable[Gathered], asked: Asked, pair_with: Sequence[str] = ()) -> pd.DataFrame:
    """The table of agreement of real records.

    Args:
        editions: The records by edition; those that compute alike are taken together.
        asked: What is asked.
        pair_with: The roles that observers are compared with, beside the comparison with each other.

    Returns:
        The columns ``version``, ``profile`` and those that were grouped by, then those of
        `fidelity.evaluation.agreement_columns.COLUMNS`.

    Raises:
        UsageError: There is no such column.
    """
    alike: dict[tuple[str, ...], list[Gathered]] = {}
    for each in editions:
        alike.setdefault(made(each).computes, []).append(each)
    frames = []
    for parts in alike.values():
        for role in ("", *pair_with):
            found = rated_apart(parts, asked.by, role)
            frames.append(_finished(_of_records(found, asked), found.made, found.checklist))
    return _table(frames, asked)


def agreement_of_shared(shared: Sequence[Shared], asked: Asked, checklist: Checklist | None = None) -> pd.DataFrame:
    """The table of agreement of tallies: the same figures as of the records, as far as patterns carry them.

    Args:
        shared: The counts of each edition; those without patterns give no rows.
        asked: What is asked.
        checklist: The checklist, if it is at hand: what it asks for then stands beside the figures.

    Raises:
        UsageError: The patterns are not counted by a column that is asked for.
    """
    return _table([_of_shared(each, asked, checklist) for each in shared if each.patterns is not None], asked)


def _of_shared(shared: Shared, asked: Asked, checklist: Checklist | None) -> pd.DataFrame:
    assert shared.patterns is not None
    scores = [measure.about.id for measure in shared.cube.of_kind("score")]
    frames: list[pd.DataFrame] = []
    for names in asked.margins():
        held = shared.patterns.by(names)
        frames += _of_patterns(held, asked)
        if "scores" in asked.of:
            frames.append(_not_held(scores, held.cube.cells, asked))
    return _finished(frames, shared.cube.made, checklist)


def _of_records(of: RatedApart, asked: Asked) -> list[pd.DataFrame]:
    """The figures of each grouping, of one comparison."""
    every = patterned(of)
    frames: list[pd.DataFrame] = []
    for names in asked.margins():
        cells, moved = of.cells.by(names)
        cell = moved[of.cell_of_record]
        frames += _of_patterns(every.by(names), asked, Apart(of, cell))
        frames += _of_numbers(of, cells, cell, asked)
        if "pairs" in asked.of:
            frames += of_pairs(every.by(names), Apart(of, cell), asked)
    return frames


def _of_patterns(held: Patterned, asked: Asked, apart: Apart | None = None) -> list[pd.DataFrame]:
    """The figures of what has categories; those that need raters where these are known."""
    view = View.WITH_STATUSES if asked.with_statuses else View.RATED
    rows = rows_of(held, asked.of)
    cells = held.cube.cells
    frames = []
    for block in blocks(held, rows, view):
        design = None
        if apart and "conger_kappa" in asked.statistics and not block.is_mixed:
            design = design_of(apart, block.rows, block.scales, view, len(cells))
        frames.append(_frame(figures(block, asked, design), block, view, cells, asked, apart))
    if WHETHER in asked.chosen((WHETHER,), (WHETHER,)):
        for block in blocks(held, rows, View.WHETHER):
            frames.append(_frame([whether_rated(block, asked)], block, View.WHETHER, cells, asked, apart))
    return frames


def _frame(
    found: Iterable[Figures], block: Block, view: View, cells: Cells, asked: Asked, apart: Apart | None
) -> pd.DataFrame:
    named = [(row.of, row.name, row.is_pooled) for row in block.rows]
    unknown = np.full(len(named) * len(cells), np.nan)
    n = [each(apart, block.rows, view, len(cells)) if apart else unknown for each in (raters_of, people_of)]
    comparison = apart.of.comparison if apart else OBSERVERS
    return frame_of(found, groups(named, len(cells), *n), cells, asked.by, comparison)


def _of_numbers(of: RatedApart, cells: Cells, cell: Places, asked: Asked) -> list[pd.DataFrame]:
    """The figures of scores, and of items whose answers are raw numbers."""
    kinds = [kind for kind, name in (("item", "items"), ("score", "scores")) if name in asked.of]
    keys = [key for key in of.numbers if key[0] in kinds and not np.isnan(of.numbers[key]).all()]
    if not keys:
        return []
    rated = [~np.isnan(of.numbers[key]) for key in keys]
    n = np.concatenate([n_raters(each, cell, of.rater, len(cells), len(of.raters)) for each in rated])
    people = np.concatenate([n_practitioners(each, Apart(of, cell), len(cells)) for each in rated])
    named = [(kind, name, False) for kind, name in keys]
    found = number_figures(numbers_of(of, keys, cell, len(cells)), asked)
    return [frame_of(found, groups(named, len(cells), n, people), cells, asked.by, of.comparison)]


def _not_held(scores: Sequence[str], cells: Cells, asked: Asked) -> pd.DataFrame:
    """Scores, of which tallies hold no patterns."""
    n = len(scores) * len(cells)
    why = NoEstimate.NOT_FROM_TALLIES.value
    found = [Figures(name, "", absent(n, why)) for name in asked.chosen(OF_NUMBERS, KNOWN)]
    named = [("score", name, False) for name in scores]
    return frame_of(found, groups(named, len(cells), *[np.full(n, np.nan)] * 2), cells, asked.by, OBSERVERS)


def _finished(frames: Sequence[pd.DataFrame], made: Made, checklist: Checklist | None) -> pd.DataFrame:
    """All figures of one edition and comparison, in order."""
    held = [frame for frame in frames if len(frame)]
    if not held:
        return pd.DataFrame()
    frame = pd.concat(held, ignore_index=True)
    of, measure, grouped = (pd.factorize(frame[name])[0] for name in ("of", "measure", "grouped_by"))
    first, second = (pd.factorize(frame[name], sort=True)[0] for name in ("first", "second"))
    statistic = frame["statistic"].map({name: place for place, name in enumerate(STATISTICS)}).to_numpy(np.intp)
    order = np.lexsort((statistic, second, first, frame[CELL].to_numpy(np.intp), grouped, measure, of))
    versions = " + ".join(made.versions)
    return with_target(frame.iloc[order], checklist).assign(version=versions, profile=made.profile)


def _table(frames: Sequence[pd.DataFrame], asked: Asked) -> pd.DataFrame:
    names = [*ALWAYS, *asked.by, *COLUMNS]
    held = [frame for frame in frames if len(frame)]
    if not held:
        return pd.DataFrame(columns=names)
    return pd.concat(held, ignore_index=True)[names]
