"""Full implementation: whether at least half of those who are meant to practise are at criterion."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fidelity.evaluation.expecting import PlannedBy, PlannedCell, keys_of
from fidelity.tally.counts import Integers
from fidelity.tally.estimates import NoEstimate, NoInterval

AT_CRITERION = "share_of_practitioners_at_criterion"
FULL = "full_implementation"
_PEOPLE = ("n_intended", "n_observed")


def with_full_implementation(estimates: pd.DataFrame, plan: PlannedBy) -> pd.DataFrame:
    """A table of estimates with a row more for each group and criterion: 1 where it is fully implemented, else 0.

    *Meaning.* An innovation is fully implemented where at least half of the intended practitioners use it with
    fidelity. Whoever was intended and never observed is not known to, and counts as not at criterion; so a 0 may mean
    that too few were observed, which ``n`` (those intended) and the share of those observed tell apart. Whoever was
    observed and not intended stands for nobody: where they could decide it, there are too few to say.

    Args:
        estimates: The table, of one edition and of one pair of eyes.
        plan: What was planned, which says who was intended.

    References:
        Fixsen, D. L., Naoom, S. F., Blase, K. A., Friedman, R. M. and Wallace, F. (2005). Implementation research: a
        synthesis of the literature. University of South Florida (the stages of implementation; the half of the
        practitioners is the rule of the National Implementation Research Network).
    """
    frames = []
    for grouped, rows in estimates.groupby("grouped_by", sort=False):
        names = tuple(filter(None, str(grouped).split(", ")))
        cells = plan(names)
        frames.append(rows)
        shares = rows[rows["statistic"] == AT_CRITERION]
        if cells is not None and len(shares):
            held = [cells.get(key, PlannedCell(0, 0, 0, 0)) for key in keys_of(shares, names)]
            n_intended, n_observed = (np.array([getattr(cell, name) for cell in held], np.int64) for name in _PEOPLE)
            frames.append(_full(shares, n_intended, n_observed))
    return pd.concat(frames, ignore_index=True) if frames else estimates


def _full(shares: pd.DataFrame, n_intended: Integers, n_observed: Integers) -> pd.DataFrame:
    n_at = np.rint((shares["value"].fillna(0) * shares["n"].fillna(0)).to_numpy(float))
    # Of those at criterion, so many at most, and so many at least, are among those who were intended.
    n_others = np.maximum(shares["n_practitioners"].fillna(0).to_numpy(float) - n_observed, 0)
    at_most, at_least = np.minimum(n_at, n_observed), n_at - n_others
    known = (n_intended > 0) & (shares["why_no_value"] != NoEstimate.NOT_FROM_TALLIES.value).to_numpy()
    decided = known & ((2 * at_least >= n_intended) == (2 * at_most >= n_intended))
    value = np.where(decided, (2 * at_least >= n_intended).astype(float), np.nan)
    why = shares["why_no_value"].where(n_intended > 0, NoEstimate.NOTHING_RATED.value).to_numpy(object)
    why = np.where(known, np.where(decided, "", NoEstimate.TOO_FEW.value), why)
    blank = dict.fromkeys(("low", "high", "level", "df", "n_clusters"), np.nan)
    return shares.assign(
        statistic=FULL,
        value=value,
        why_no_value=why,
        n=n_intended,
        method="",
        cluster="",
        why_no_interval=NoInterval.NONE_DEFINED.value,
        **blank,
    )
