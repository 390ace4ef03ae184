"""The checklist's own target: which figures it speaks of, and whether it is reached as far as the interval can tell."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fidelity.model.checklist import Checklist

SPEAKS_OF: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ac1": (("ac1", "ac2"), ("item",)),
    "ac2": (("ac1", "ac2"), ("item",)),
    "alpha": (("alpha",), ("item",)),
    "kappa": (("fleiss_kappa", "cohen_kappa"), ("item",)),
    "percent": (("exact",), ("item",)),
    "icc": (("icc_a1",), ("score",)),
}
"""For what a checklist can ask for: the statistics that this means, and what it is taken of.

AC1 is AC2 where a scale has two points. An intraclass correlation of one rating is meant, since that is what is used
where a visit is rated once; a checklist that means the mean of several raters asks for less than it seems to.
"""


def with_target(frame: pd.DataFrame, checklist: Checklist | None) -> pd.DataFrame:
    """A table of agreement with what the checklist asks for, and whether it is reached.

    Items are held to it one by one, and scores: of several items together there is no interval. It is reached where the
    whole interval lies at the target or above, and missed where it lies below. Otherwise more visits must be rated
    twice to tell. Two raters, and observers beside others, are not held to it.

    Args:
        frame: The table.
        checklist: The checklist; None where it is not known.
    """
    target = checklist.reliability if checklist else None
    statistics, kinds = SPEAKS_OF.get(target.statistic, ((), ())) if target else ((), ())
    asked = frame["statistic"].isin(statistics) & frame["of"].isin(kinds)
    asked &= (frame["first"] == "") & (frame["comparison"] == "observers") & frame["value"].notna()
    at_least = float(target.at_least) if target else np.nan
    reached = np.where(frame["low"] >= at_least, "yes", np.where(frame["high"] < at_least, "no", "cannot_tell"))
    return frame.assign(at_least=np.where(asked, at_least, np.nan), reached=np.where(asked, reached, ""))
