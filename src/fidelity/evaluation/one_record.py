"""One record a visit: which of several ratings of a visit enters the figures, in columns."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.evaluation.grouping import texts_of
from fidelity.intake.gathered import CONSENSUS
from fidelity.raters.blind import SELF
from fidelity.raters.one_record import MACHINE
from fidelity.ratings.table import Ratings
from fidelity.records.observation import MASTER
from fidelity.tally.estimates import SOURCES

ALL = "all"
"""What stands for whose eyes it was, where these are pooled."""
RULE = "what the raters agreed on; else the observer who handed in first"
"""The rule in words."""
_RANKS = {CONSENSUS: 0, MACHINE: 2, SELF: 3}


@attrs.frozen(eq=False)
class OneEach:
    """The records that stand for their visits.

    Attributes:
        rows: Which rows of the table they are, rising.
        source: For each of them whose eyes it was: ``observed``, ``self``, ``machine``, or ``all`` where pooled.
        n_others: How many further ratings of the same visits there are.
        n_masters: How many ratings are master ratings, which stand for no visit.
    """

    rows: npt.NDArray[np.intp]
    source: pd.Series
    n_others: int
    n_masters: int


def one_each(ratings: Ratings, *, pooled: bool = False) -> OneEach:
    """One record for each visit and, unless these are pooled, for each of observers, practitioners and programs.

    The rule is that of `fidelity.raters.one_record.one_per_visit`: what the raters agreed on, else the observer who
    handed in first, of equals the one with the lower record id. Where a table says neither, the first row counts.
    Where sources are pooled, a program's rating stands for a visit that nobody observed, and the practitioner's own
    for one that no program rated either.

    Args:
        ratings: All records of one edition.
        pooled: Whether self-ratings, observations and ratings by programs are one source.
    """
    texts, role = _texts(ratings.descriptors, "role")
    roles = [text.strip().casefold() for text in texts]
    names = (ALL,) if pooled else SOURCES
    source = np.array([0 if pooled else names.index(_source(text)) for text in roles], np.int8)[role]
    seen = np.flatnonzero(np.array([text != MASTER for text in roles])[role])
    visit = pd.factorize(ratings.descriptors.index)[0][seen] * len(names) + source[seen]
    rank = np.array([_RANKS.get(text, 1) for text in roles])[role]
    rows = np.sort(seen[_first(visit, rank[seen], ratings.descriptors.iloc[seen])])
    said = pd.Series(pd.Categorical.from_codes(source[rows], pd.Index(names)))
    return OneEach(rows, said, len(seen) - len(rows), len(ratings) - len(seen))


def _source(role: str) -> str:
    return role if role in (SELF, MACHINE) else "observed"


def _first(visit: npt.NDArray[np.intp], rank: npt.NDArray[np.intp], descriptors: pd.DataFrame) -> npt.NDArray[np.intp]:
    """The places of the records that stand for their visits; only visits with several records need a look."""
    frame = pd.DataFrame({"visit": visit, "rank": rank})
    several = frame.duplicated("visit", keep=False).to_numpy()
    which = np.flatnonzero(several)
    few = frame[several].assign(row=which)
    for name in ("made_at", "record"):
        texts, place = _texts(descriptors.iloc[which], name)
        few[name] = np.array(texts, object)[place]
    few["unsaid"] = few["made_at"] == ""
    first = few.sort_values(["rank", "unsaid", "made_at", "record", "row"]).drop_duplicates("visit")
    return np.concatenate([np.flatnonzero(~several), first["row"].to_numpy(np.intp)])


def _texts(descriptors: pd.DataFrame, name: str) -> tuple[list[str], npt.NDArray[np.integer]]:
    """The texts of a descriptor, and for each record the place of its own; all blank where it is absent."""
    if name not in descriptors.columns:
        return [""], np.zeros(len(descriptors), np.intp)
    texts = texts_of(descriptors[name])
    return [*texts.cat.categories], texts.cat.codes.to_numpy()
