"""A reader that takes True for 1."""

from __future__ import annotations

import attrs

from fidelity.conformance.engine import Engine
from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.problems import Problem


def engine(sound: Engine) -> Engine:
    """True is 1."""

    def cell(text: str, item: Item, checklist: Checklist) -> Answer | Problem:
        return sound.cell("1" if text == "True" else text, item, checklist)

    return attrs.evolve(sound, cell=cell)
