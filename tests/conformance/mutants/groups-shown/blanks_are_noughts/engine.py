"""An engine that tallies blanks as 0."""

from __future__ import annotations

from fractions import Fraction

import attrs

from fidelity.conformance.engine import Engine
from fidelity.conformance.scored import ScoredRows
from tests.conformance.one_by_one import Listed, OneByOne, one_by_one


def engine(sound: Engine) -> Engine:
    """No value is 0."""

    def tally(scores: ScoredRows, score_id: str) -> Listed:
        assert isinstance(scores, OneByOne)
        results = (each[score_id] for each in scores.scored)
        return Listed(tuple(attrs.evolve(each, value=Fraction(0)) if each.value is None else each for each in results))

    return attrs.evolve(one_by_one(sound, sound.score_one), tally=tally)
