"""Full implementation: whether at least half of those who are meant to practise are at criterion."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fidelity.evaluation.expecting import PlannedBy, keys_of
from fidelity.tally.estimates import NoEstimate, NoInterval

AT_CRITERION = "share_of_practitioners_at_criterion"
FULL = "full_implementation"


def with_full_implementation(estimates: pd.DataFrame, plan: PlannedBy) -> pd.DataFrame:
    """A table of estimates with a row more for each group and criterion: 1 where it is fully implemented, else 0.

    *Meaning.* An innovation is fully implemented where at least half of the intended practitioners use it with
    fidelity. Whoever was intended and never observed is not known to, and counts as not at criterion; so a 0 may mean
    that too few were observed, which ``n`` (those intended) and the share of those observed tell apart.

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
            n = np.array([cells[key].n_intended if key in cells else 0 for key in keys_of(shares, names)])
            frames.append(_full(shares, n))
    return pd.concat(frames, ignore_index=True) if frames else estimates


def _full(shares: pd.DataFrame, n_intended: np.ndarray[tuple[int], np.dtype[np.int64]]) -> pd.DataFrame:
    n_at = np.rint((shares["value"].fillna(0) * shares["n"].fillna(0)).to_numpy(float))
    known = (n_intended > 0) & (shares["why_no_value"] != NoEstimate.NOT_FROM_TALLIES.value).to_numpy()
    value = np.where(known, (2 * n_at >= n_intended).astype(float), np.nan)
    why = np.where(known, "", shares["why_no_value"].where(n_intended > 0, NoEstimate.NOTHING_RATED.value))
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
