"""An engine that tallies each value once."""

from __future__ import annotations

import attrs

from fidelity.conformance.engine import Engine
from fidelity.conformance.scored import ScoredRows
from tests.conformance.one_by_one import Listed, OneByOne, one_by_one


def engine(sound: Engine) -> Engine:
    """The same result is counted once."""

    def tally(scores: ScoredRows, score_id: str) -> Listed:
        assert isinstance(scores, OneByOne)
        return Listed(tuple(dict.fromkeys(each[score_id] for each in scores.scored)))

    return attrs.evolve(one_by_one(sound, sound.score_one), tally=tally)
