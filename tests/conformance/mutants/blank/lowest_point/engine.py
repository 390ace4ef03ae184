"""A reader that fills blanks."""

from __future__ import annotations

import attrs

from fidelity.conformance.engine import Engine
from fidelity.conformance.sample import rated
from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.problems import Problem


def engine(sound: Engine) -> Engine:
    """An empty cell is the lowest point."""

    def cell(text: str, item: Item, checklist: Checklist) -> Answer | Problem:
        read = sound.cell(text, item, checklist)
        return rated(item)[0] if text == "" else read

    return attrs.evolve(sound, cell=cell)
