"""Scores as a table for other programs: a row an observation, a few columns a score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from fidelity.ratings.harmless import harmless
from fidelity.report.scores_table import exact
from fidelity.scoring import REASONS, TRUTHS, Provenance, ScoreColumn, Scores

COUNTS = ("n_expected", "n_applicable", "n_rated", "n_missing", "n_used")
MADE = ("intervention", "checklist", "profile", "plan_hash", "text_hash", "distribution", "engine", "rules")
"""The columns of the provenance."""


def scores_frame(scores: Scores, provenance: Provenance) -> pd.DataFrame:
    """Scores as a data frame, with their provenance in the last columns.

    Args:
        scores: The scores.
        provenance: What they were made of.

    Returns:
        The descriptors; for each score ``ID``, ``ID.exact``, ``ID.reason``, ``ID.band``, its counts, ``ID.lowest`` and
        ``ID.highest``; each criterion under its id; the provenance. Of two columns with one name the later kind has
        ``criterion.``, ``provenance.`` or ``ratings.`` before it. Shape (observations, columns).
    """
    parts = [_score(scores, column) for column in scores.columns.values()]
    criteria = {name: pd.Categorical.from_codes(truths, pd.Index(TRUTHS)) for name, truths in scores.criteria.items()}
    n = len(scores)
    parts.append(_beside(parts, pd.DataFrame(criteria, index=range(n)), "criterion"))
    same = {
        name: pd.Categorical.from_codes(np.zeros(n, np.int8), pd.Index([text]))
        for name, text in zip(MADE, provenance_texts(provenance), strict=True)
    }
    parts.append(_beside(parts, pd.DataFrame(same, index=range(n)), "provenance"))
    known = _beside(parts, scores.descriptors, "ratings").rename_axis(index="observation").reset_index()
    return pd.concat([known, *parts], axis=1)


def provenance_texts(provenance: Provenance) -> tuple[str, ...]:
    """What scores or figures were made of, a text for each of `MADE`."""
    return (
        f"{provenance.intervention}@{provenance.version}",
        provenance.checklist,
        provenance.profile,
        provenance.plan_hash,
        provenance.text_hash,
        f"{provenance.distribution} {provenance.distribution_version}".strip(),
        provenance.engine_version,
        "; ".join(provenance.rules),
    )


def _beside(parts: Sequence[pd.DataFrame], table: pd.DataFrame, word: str) -> pd.DataFrame:
    """A table to be set beside others: a name that one of them has already gets a word before it."""
    taken = {"observation", *(name for part in parts for name in part.columns)}
    names: list[str] = []
    for name in map(str, table.columns):
        while name in taken:
            name = f"{word}.{name}"
        names.append(name)
        taken.add(name)
    return table.set_axis(names, axis=1)


def _score(scores: Scores, column: ScoreColumn) -> pd.DataFrame:
    bands = [band.id for band in scores.plan.checklist.score[column.id].bands]
    made: dict[str, object] = {
        column.id: column.values(),
        f"{column.id}.exact": _exact(column),
        f"{column.id}.reason": pd.Categorical.from_codes(
            column.reasons(), pd.Index([reason.value for reason in REASONS])
        ),
    }
    if bands:
        made[f"{column.id}.band"] = pd.Categorical.from_codes(column.bands(), pd.Index(bands))
    made |= {f"{column.id}.{name}": column.counts(name) for name in COUNTS}
    made |= {f"{column.id}.lowest": column.lowest(), f"{column.id}.highest": column.highest()}
    return pd.DataFrame(made)


def _exact(column: ScoreColumn) -> pd.Categorical[str]:
    texts: dict[str, int] = {}
    table = np.full(max(column.states.table.n_states, 1), -1, np.int32)
    for state, result in column.states.results().items():
        if result.value is not None:
            table[state] = texts.setdefault(exact(result), len(texts))
    return pd.Categorical.from_codes(table[column.states.ids], pd.Index(list(texts), dtype=object))


def csv_text(frame: pd.DataFrame, *, raw: bool = False) -> str:
    """A data frame as CSV.

    Text that a spreadsheet would take for a formula gets an apostrophe before it, unless ``raw``.

    Args:
        frame: The table.
        raw: Whether text is written as it is, for programs.
    """
    if not raw:
        frame = frame.set_axis([_harmless(str(name)) for name in frame.columns], axis=1)
        for name in frame.columns:
            if frame[name].dtype.kind in "OTU" or isinstance(frame[name].dtype, pd.StringDtype):
                frame[name] = frame[name].map(_harmless)
    return str(frame.to_csv(index=False, lineterminator="\n"))


def _harmless(text: object) -> object:
    return harmless(text) if isinstance(text, str) else text
