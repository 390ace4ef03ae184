"""Studies that records are, though nobody planned them: which design they have, and what it can tell apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.agreement.generalizability import StudyDesign, study_design
from fidelity.agreement.reliability import NoReliability
from fidelity.agreement.reml_sparse import sparse_components
from fidelity.agreement.variance_components import Components, variance_components
from fidelity.evaluation.rated_apart import Floats, RatedApart

Integers = npt.NDArray[np.int64]
CROSSED, OWN_RATERS = "r x (s:p)", "(r x s):p"
SESSIONS, RATERS, RATERS_OF_ONE = "s:p", "p x r", "r:p"
"""The designs: p are practitioners, s their sessions, r raters; a colon says within which others one lies."""
FEW_PRACTITIONERS, FEW_RATERS = 10, 5


@attrs.frozen(eq=False)
class Rated:
    """The ratings of one score, sorted by session and rater, of practitioners, or teams or sites, that are known.

    Attributes:
        practitioner: The practitioner of each, numbered from 0; shape (ratings,).
        session: The session.
        rater: The rater.
        value: The score.
        n_unplaced: How many ratings were left out because nobody says of whom they are.
    """

    practitioner: Integers
    session: Integers
    rater: Integers
    value: Floats
    n_unplaced: int

    @property
    def levels(self) -> Mapping[str, Integers]:
        """The levels of each facet, by its letter."""
        return {"p": self.practitioner, "s": self.session, "r": self.rater}

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
    known = rated.cells.texts(rated.cells.names[0]) != ""
    has = ~np.isnan(value)
    placed = has & known[rated.cell_of_record]
    rows = np.flatnonzero(placed)
    rows = rows[np.lexsort((rated.rater[rows], rated.visit[rows]))]
    people, sessions, raters = (_numbered(each[rows]) for each in (rated.cell_of_record, rated.visit, rated.rater))
    return Rated(people, sessions, raters, value[rows], int((has & ~placed).sum()))


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
        left_out = frozenset(_as_fine_as_error(rated, design))
        found = sparse_components(rated.levels, rated.value, design, left_out)
        together = frozenset(effect.name for effect in design.effects if effect.own == {"p", "r"})
        if found.why_none[0] == NoReliability.NOT_SEPARABLE and together - left_out:
            left_out |= together
            found = sparse_components(rated.levels, rated.value, design, left_out)
    elif (rated.value == rated.value[0]).all():
        found.why_none[0] = NoReliability.ALL_ALIKE
    if left_out:
        cautions.append("met_once")
    why_none = int(found.why_none[0])
    if not why_none and (found.variance[0][[name.name not in left_out for name in design.effects]] == 0).any():
        cautions.append("at_zero")
    why_text = NoReliability(why_none).name.lower() if why_none else ""
    return Study(rated, design, balanced, found, why_text, left_out, tuple(cautions))


def design_of(rated: Rated) -> str:
    """The design of ratings; empty where every practitioner has one session, rated once.

    Args:
        rated: The ratings of one score.
    """
    if not len(rated.value):
        return ""
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


def _as_fine_as_error(rated: Rated, design: StudyDesign) -> Iterator[str]:
    """The effects each of whose levels has one rating, so that nothing tells them from the error."""
    for effect in design.effects[:-1]:
        columns = [rated.levels[facet] for facet in sorted(effect.indices)]
        if np.unique(np.stack(columns), axis=1).shape[1] == len(rated.value):
            yield effect.name
