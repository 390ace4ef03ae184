"""A writer that leaves something out."""

from __future__ import annotations

import attrs

from fidelity.conformance.engine import Engine
from fidelity.model.source import About


def engine(sound: Engine) -> Engine:
    """Definitions without what they are about."""
    return attrs.evolve(sound, write=lambda intervention: sound.write(attrs.evolve(intervention, about=About())))
