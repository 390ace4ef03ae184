"""A reader that gives no advice."""

from __future__ import annotations

import attrs

from fidelity.conformance.engine import Engine
from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.problems import Problem


def engine(sound: Engine) -> Engine:
    """Problems without help."""

    def cell(text: str, item: Item, checklist: Checklist) -> Answer | Problem:
        read = sound.cell(text, item, checklist)
        return attrs.evolve(read, help="") if isinstance(read, Problem) else read

    return attrs.evolve(sound, cell=cell)
