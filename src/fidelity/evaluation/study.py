"""Studies that records are, though nobody planned them: which design they have, and what it can tell apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.agreement.generalizability import StudyDesign, study_design
from fidelity.agreement.mixed_model import inseparable, mixed_components
from fidelity.agreement.reliability import NoReliability
from fidelity.agreement.variance_components import Components, variance_components
from fidelity.evaluation.rated_apart import Floats, RatedApart
from fidelity.evaluation.study_designs import CROSSED, OWN_RATERS, RATERS, RATERS_OF_ONE, SESSIONS, WITH_ITEMS

Integers = npt.NDArray[np.int64]
FEW_PRACTITIONERS, FEW_RATERS, FEW_ITEMS = 10, 5, 5


@attrs.frozen(eq=False)
class Rated:
    """The ratings of one score, or of its items, of practitioners, or teams or sites, that are known.

    Attributes:
        practitioner: The practitioner of each, numbered from 0; shape (ratings,).
        session: The session.
        rater: The rater.
        item: The item; None where ratings of the whole score are meant.
        value: The score, or what the item adds to it.
        n_unplaced: How many ratings were left out because nobody says of whom they are.
    """

    practitioner: Integers
    session: Integers
    rater: Integers
    value: Floats
    n_unplaced: int
    item: Integers | None = None

    @property
    def levels(self) -> Mapping[str, Integers]:
        """The levels of each facet, by its letter."""
        levels = {"p": self.practitioner, "s": self.session, "r": self.rater}
        return levels if self.item is None else {**levels, "i": self.item}

    @property
    def n_items(self) -> int:
        """How many items were rated; 0 where whole scores are meant."""
        return 0 if self.item is None else len(np.unique(self.item))

    def items_of_rating(self) -> Integers:
        """How many items each rater rated at each session; of whole scores 1 for each."""
        pairs = np.stack((self.session, self.rater))
        return np.unique(pairs, axis=1, return_counts=True)[1].astype(np.int64)

    def per_practitioner(self) -> Integers:
        """How many sessions each practitioner has."""
        return _distinct(self.practitioner, self.session)

    def per_session(self) -> Integers:
        """How many raters each session has."""
        return _distinct(self.session, self.rater)

    def practitioners_of_rater(self) -> Integers:
        """How many practitioners each rater rated."""
        return _distinct(self.rater, self.practitioner)

    def raters_of_practitioner(self) -> Integers:
        """How many raters each practitioner has."""
        return _distinct(self.practitioner, self.rater)


def _distinct(of: Integers, each: Integers) -> Integers:
    pairs = np.unique(np.stack((of, each)), axis=1)
    return np.unique(pairs[0], return_counts=True)[1].astype(np.int64)


@attrs.frozen(eq=False)
class Study:
    """What the ratings of one score are as a study.

    Attributes:
        rated: The ratings.
        design: The design; None where nothing can be told.
        is_balanced: Whether all practitioners have equally many sessions, and all sessions the same raters.
        components: The variance components; None without a design.
        why_none: Why there are none, as the name of a `NoReliability`; empty where there are some.
        left_out: The effects that are counted with the rest, since nothing tells them apart.
        cautions: What cannot be told, and what may mislead: codes of `generalize_columns.CAUTIONS`.
    """

    rated: Rated
    design: StudyDesign | None
    is_balanced: bool
    components: Components | None
    why_none: str
    left_out: frozenset[str]
    cautions: tuple[str, ...]


def rated_of(rated: RatedApart, value: Floats) -> Rated:
    """The ratings of one score.

    Args:
        rated: The independent ratings, grouped by the one column that says whom they are of.
        value: The score, record by record, NaN where there is none.
    """
    return attrs.evolve(rated_items(rated, [value]), item=None)


def rated_items(rated: RatedApart, values: Sequence[Floats]) -> Rated:
    """The ratings of items.

    Args:
        rated: The independent ratings, grouped by the one column that says whom they are of.
        values: For each item what it adds to the score, record by record, NaN where there is nothing.
    """
    known = rated.cells.texts(rated.cells.names[0]) != ""
    table = np.stack(values)
    has = ~np.isnan(table)
    placed = has & known[rated.cell_of_record]
    items, rows = np.nonzero(placed)
    order = np.lexsort((items, rated.rater[rows], rated.visit[rows]))
    items, rows = items[order], rows[order]
    people, sessions, raters = (_numbered(each[rows]) for each in (rated.cell_of_record, rated.visit, rated.rater))
    unplaced = int((has & ~placed).any(axis=0).sum())
    return Rated(people, sessions, raters, table[items, rows], unplaced, _numbered(items))


def _numbered(names: npt.NDArray[np.integer]) -> Integers:
    found: Integers = np.unique(names, return_inverse=True)[1].astype(np.int64)
    return found


def study(rated: Rated) -> Study:
    """What ratings are as a study: the design that they have, fitted as far as it can be.

    Args:
        rated: The ratings of one score.
    """
    text, cautions = design_of(rated), [*cautions_of(rated)]
    if not text:
        why = NoReliability.NOTHING_RATED if not len(rated.value) else NoReliability.NOT_SEPARABLE
        return Study(rated, None, False, None, why.name.lower(), frozenset(), tuple(cautions))
    design = study_design(text)
    of = np.zeros(len(rated.value), np.int64)
    found = variance_components(of, rated.levels, rated.value, 1, design)
    balanced = found.why_none[0] != NoReliability.NOT_BALANCED
    left_out: frozenset[str] = frozenset()
    if not balanced:
        left_out = inseparable(rated.levels, rated.value, design)
        found = mixed_components(rated.levels, rated.value, design, left_out)
    elif (rated.value == rated.value[0]).all():
        found.why_none[0] = NoReliability.ALL_ALIKE
    cautions += [
        code for code, holds in (("met_once", "r x p" in left_out), ("mixed_up", left_out - {"r x p"})) if holds
    ]
    why_none = int(found.why_none[0])
    if not why_none and (found.variance[0][[name.name not in left_out for name in design.effects]] == 0).any():
        cautions.append("at_zero")
    why_text = NoReliability(why_none).name.lower() if why_none else ""
    return Study(rated, design, balanced, found, why_text, left_out, tuple(cautions))


def design_of(rated: Rated) -> str:
    """The design of ratings; empty where every practitioner has one session, rated once by one number.

    Args:
        rated: The ratings of one score, or of its items.
    """
    if not len(rated.value):
        return ""
    scores = _design_of_scores(rated)
    return scores if rated.item is None else WITH_ITEMS[scores]


def _design_of_scores(rated: Rated) -> str:
    several = (rated.per_practitioner() > 1).any()
    twice = (rated.per_session() > 1).any()
    shared = (rated.practitioners_of_rater() > 1).any()
    if several and twice:
        return CROSSED if shared else OWN_RATERS
    if several:
        return SESSIONS
    if twice:
        return RATERS if shared else RATERS_OF_ONE
    return ""


def cautions_of(rated: Rated) -> Iterator[str]:
    """What ratings cannot tell apart, and on how little they rest.

    Args:
        rated: The ratings of one score.
    """
    if not len(rated.value):
        return
    several = (rated.per_practitioner() > 1).any()
    if not several:
        yield "one_session"
    n_raters = len(rated.practitioners_of_rater())
    if (rated.per_session() == 1).all():
        yield "one_rating"
        if n_raters == 1:
            yield "one_rater"
        elif several and (rated.raters_of_practitioner() == 1).all():
            yield "one_rater_each"
    elif not (rated.practitioners_of_rater() > 1).any():
        yield "own_raters"
    if len(rated.per_practitioner()) < FEW_PRACTITIONERS:
        yield "few_practitioners"
    if 1 < n_raters < FEW_RATERS and (rated.per_session() > 1).any():
        yield "few_raters"
    if 0 < rated.n_items < FEW_ITEMS:
        yield "few_items"
