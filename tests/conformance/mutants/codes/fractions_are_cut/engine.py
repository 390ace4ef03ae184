"""A reader that cuts fractions."""

from __future__ import annotations

import attrs

from fidelity.conformance.engine import Engine
from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.problems import Problem


def engine(sound: Engine) -> Engine:
    """A fraction is cut to a whole number."""

    def cell(text: str, item: Item, checklist: Checklist) -> Answer | Problem:
        whole, point, _ = text.partition(".")
        return sound.cell(whole if point and whole.isdigit() else text, item, checklist)

    return attrs.evolve(sound, cell=cell)
