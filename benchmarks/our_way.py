"""The ten scores by states."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.workload import checklist
from fidelity.plan.lowering import lower
from fidelity.ratings.frame import from_frame
from fidelity.ratings.table import Codes, from_codes
from fidelity.scoring import Scores, score

COUNTS = ("n_expected", "n_applicable", "n_rated", "n_missing", "n_used")
CHECKLIST = checklist()


def cold(codes: dict[str, Codes]) -> Scores:
    """From small integers to scores, with a plan that has scored nothing yet."""
    return score(lower(CHECKLIST), from_codes(CHECKLIST, codes))


class Warm:
    """The same with a plan that remembers."""

    def __init__(self) -> None:
        self.plan = lower(CHECKLIST)

    def scores(self, codes: dict[str, Codes]) -> Scores:
        """From small integers to scores."""
        return score(self.plan, from_codes(CHECKLIST, codes))

    def everything(self, codes: dict[str, Codes]) -> list[npt.NDArray[np.generic]]:
        """Every value, reason, band, count and bound of every score, as arrays."""
        return materialised(self.scores(codes))

    def from_floats(self, frame: pd.DataFrame) -> Scores:
        """From a pandas frame with missing values to scores."""
        return score(self.plan, from_frame(frame, CHECKLIST))


def materialised(scores: Scores) -> list[npt.NDArray[np.generic]]:
    """Every value, reason, band, count and bound of every score."""
    found: list[npt.NDArray[np.generic]] = []
    for column in scores.columns.values():
        found += [column.values(), column.lowest(), column.highest(), column.reasons(), column.bands()]
        found += [column.counts(name) for name in COUNTS]
    return found
