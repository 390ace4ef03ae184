"""An engine that tallies what has a value, and nothing else."""

from __future__ import annotations

import attrs

from fidelity.conformance.engine import Engine
from fidelity.conformance.scored import ScoredRows
from tests.conformance.one_by_one import Listed, OneByOne, one_by_one


def engine(sound: Engine) -> Engine:
    """What has no value is not counted."""

    def tally(scores: ScoredRows, score_id: str) -> Listed:
        assert isinstance(scores, OneByOne)
        return Listed(tuple(each[score_id] for each in scores.scored if each[score_id].value is not None))

    return attrs.evolve(one_by_one(sound, sound.score_one), tally=tally)
