"""An engine whose words are not made from the rule."""

from __future__ import annotations

import attrs

from fidelity.conformance.engine import Engine


def engine(sound: Engine) -> Engine:
    """One sentence for all scores."""
    return attrs.evolve(sound, missing_words=lambda score: "no rating may be missing")
