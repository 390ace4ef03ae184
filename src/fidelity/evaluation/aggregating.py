"""Aggregating: from what was gathered, or from tallies, to the one table of estimates, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import numpy as np
import pandas as pd

from fidelity.evaluation.counting import Counting
from fidelity.evaluation.expecting import PlannedBy, with_gaps, with_plan
from fidelity.evaluation.full import with_full_implementation
from fidelity.evaluation.one_record import ALL
from fidelity.evaluation.stacking import alike, stacked, with_categories
from fidelity.tally.cube import Made
from fidelity.tally.estimates import COLUMNS, NoEstimate, NoInterval
from fidelity.tally.estimating import Counted, estimates
from fidelity.tally.narrow import integers
from fidelity.tally.question import Question

_WRITTEN = {
    "why_no_value": ("", *(each.value for each in NoEstimate)),
    "why_no_interval": ("", *(each.value for each in NoInterval)),
    "method": ("",),
}
"""What whoever works on a table may write into it, such as that a figure is not shown."""


@attrs.frozen(eq=False)
class Edition:
    """The counts of what computes alike.

    Attributes:
        made: What the observations were scored with.
        counted: The counts.
        counting: How many records they are of; None where they come from tallies.
    """

    made: Made
    counted: Counted
    counting: Counting | None = None


def aggregated(editions: Sequence[Edition], question: Question, plan: PlannedBy | None = None) -> pd.DataFrame:
    """The table of estimates of all editions.

    Args:
        editions: The counts, one for all that compute alike.
        question: What is asked of them.
        plan: What was planned; None where nobody says so.

    Returns:
        The columns ``version``, ``profile``, ``source`` and those of the question, then those of
        `fidelity.tally.estimates.COLUMNS`.

    Raises:
        UsageError: The counts do not know a key that is asked for.
    """
    frames = [frame for edition in editions for frame in _of_edition(edition, question, plan, len(editions) == 1)]
    names = ["version", "profile", "source", *question.by, *COLUMNS]
    if not frames:
        return pd.DataFrame(columns=names)
    table = stacked(frames, names)
    for name, column in COLUMNS.items():
        # As they will be written, so that nobody makes a copy then; one NaN that stands for all of them stays.
        if column.kind == "integer" and table[name].dtype.kind == "f" and table[name].notna().any():
            table[name] = integers(table[name].to_numpy(np.float64))
    return table


def _of_edition(edition: Edition, question: Question, plan: PlannedBy | None, alone: bool) -> Iterator[pd.DataFrame]:
    """The estimates of one edition, one pair of eyes after the other."""
    found = estimates(edition.counted, question)
    found = found.assign(**{name: with_categories(found[name], texts) for name, texts in _WRITTEN.items()})
    made, sources = edition.made, [*found["source"].cat.categories]
    for source in sources:
        # One pair of eyes is the rule, and needs no copy.
        filled = with_gaps(found if len(sources) == 1 else found[found["source"] == source])
        # A plan is one for all editions and for what is observed; beside a part of that, coverage would be too low.
        if plan and alone and source in ("observed", ALL):
            filled = with_full_implementation(with_plan(filled, plan), plan)
        n = len(filled)
        yield filled.assign(version=alike(" + ".join(made.versions), n), profile=alike(made.profile, n))
