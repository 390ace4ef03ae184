"""Independent ratings: which records of a visit are compared with each other, and which are not.

Compared are observers who rated apart. What they agreed on afterwards is no rating of its own, and a master's rating is
what others are measured against; both are left out. Practitioners' own ratings and programs are other eyes: they are
compared with the observers where somebody asks for it, under a name of its own, and never mixed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.intake.gathered import CONSENSUS
from fidelity.plan.words import counted
from fidelity.raters.as_rated import CORRECTED, LATE, SINCE_OPENED
from fidelity.raters.blind import SELF
from fidelity.raters.one_record import MACHINE
from fidelity.ratings.table import Ratings
from fidelity.records.observation import MASTER

OBSERVERS = "observers"
"""The comparison of observers with each other."""
OTHERS = (SELF, MACHINE, MASTER)
"""The roles that observers can be compared with where somebody asks for it."""
RULE = "of a rater who rated a visit twice, the record that was handed in first counts"
"""The rule in words."""


@attrs.frozen(eq=False)
class Independent:
    """The records that are compared.

    Attributes:
        comparison: Who is compared: ``observers``, or ``observers_and_self``.
        rows: Which rows of the table they are: by visit, then in the order in which they were handed in.
        visit: For each of them what the visit is called; shape (rows,).
        rater: For each of them who rated; where observers are compared with others, which of the two it was.
        practitioner: For each of them whom the visit was of; empty where nobody is named.
        n_again: How many records were left out because their rater had rated the visit before.
    """

    comparison: str
    rows: npt.NDArray[np.intp]
    visit: npt.NDArray[np.object_]
    rater: npt.NDArray[np.object_]
    practitioner: npt.NDArray[np.object_]
    n_again: int


@attrs.frozen
class LeftOut:
    """How many records are not compared, by why.

    Attributes:
        n_agreed: What raters agreed on afterwards.
        n_masters: Master ratings.
        n_others: Ratings by practitioners themselves, or by programs.
        n_again: Further ratings of a visit by one rater.
        n_late: Ratings that were handed in when the others of the visit could be seen.
        n_corrected: Ratings that are compared as they were before they were corrected in sight of the others.
    """

    n_agreed: int
    n_masters: int
    n_others: int
    n_again: int
    n_late: int = 0
    n_corrected: int = 0


def independent(ratings: Ratings, pair_with: str = "") -> Independent:
    """The records that are compared, each rater once a visit.

    A rater whom nobody names is told from others by the role. Where a table does not say when a record was handed in,
    the first row counts.

    Args:
        ratings: All records of one edition.
        pair_with: The role that observers are compared with: then a visit counts with the first observer's record and
            with the first of that role, where it has both. Empty to compare observers with each other.
    """
    frame = _frame(ratings)
    frame = frame[frame["since_opened"] != LATE]
    role = frame["role"]
    observers = ~role.isin([*OTHERS, CONSENSUS])
    if pair_with:
        kept = frame[observers | (role == pair_with)].copy()
        kept["rater"] = np.where(kept["role"] == pair_with, pair_with, "observer")
    else:
        kept = frame[observers]
    kept = kept.sort_values(["visit", "unsaid", "made_at", "row"])
    first = kept.drop_duplicates(["visit", "rater"])
    n_again = len(kept) - len(first)
    if pair_with:
        first = first[first.duplicated("visit", keep=False)]
    name = f"{OBSERVERS}_and_{pair_with}" if pair_with else OBSERVERS
    visit, rater, practitioner = (first[column].to_numpy(object) for column in ("visit", "rater", "practitioner"))
    return Independent(name, first["row"].to_numpy(np.intp), visit, rater, practitioner, n_again)


def left_out(parts: Iterable[Ratings]) -> LeftOut:
    """How many records are not compared when observers are compared with each other.

    Args:
        parts: All records, a table for each edition.
    """
    held = [*parts]
    roles = [_frame(ratings)["role"] for ratings in held]
    agreed, masters, others = (
        sum(int(role.isin(of).sum()) for role in roles) for of in ([CONSENSUS], [MASTER], [SELF, MACHINE])
    )
    since = [_frame(ratings)["since_opened"] for ratings in held]
    late, corrected = (sum(int((each == code).sum()) for each in since) for code in (LATE, CORRECTED))
    return LeftOut(agreed, masters, others, sum(independent(ratings).n_again for ratings in held), late, corrected)


def left_out_words(of: LeftOut) -> Iterator[str]:
    """What is to be told of records that are not compared, a sentence without a full stop each.

    Args:
        of: How many there are.
    """
    if of.n_agreed:
        yield f"Left out: {counted(of.n_agreed, 'record')} of what raters agreed on afterwards"
    if of.n_masters:
        yield f"Left out: {counted(of.n_masters, 'master rating')}, which raters are measured against"
    if of.n_others:
        yield f"Left out: {counted(of.n_others, 'rating')} by practitioners themselves or by programs"
    if of.n_again:
        yield f"Left out: {counted(of.n_again, 'record')} by raters who had rated the visit before; {RULE}"
    if of.n_late:
        yield f"Left out: {counted(of.n_late, 'record')} handed in when the others' ratings could be seen"
    if of.n_corrected:
        yield f"Compared as first rated: {counted(of.n_corrected, 'record')} corrected when others' could be seen"


def _frame(ratings: Ratings) -> pd.DataFrame:
    role = _texts(ratings, "role").str.strip().str.casefold()
    rater = _texts(ratings, "rater").str.strip()
    made_at = _texts(ratings, "made_at")
    return pd.DataFrame(
        {
            "visit": np.asarray(ratings.descriptors.index, dtype=object).astype(str),
            "role": role,
            "rater": rater.where(rater != "", "(" + role + ")"),
            "practitioner": _texts(ratings, "practitioner").str.strip(),
            "since_opened": _texts(ratings, SINCE_OPENED),
            "unsaid": made_at == "",
            "made_at": made_at,
            "row": np.arange(len(ratings)),
        }
    )


def _texts(ratings: Ratings, name: str) -> pd.Series:
    held = ratings.descriptor(name)
    texts = [""] * len(ratings) if held is None else np.asarray(held, dtype=object)
    return pd.Series(texts, dtype=object).fillna("").astype(str)
