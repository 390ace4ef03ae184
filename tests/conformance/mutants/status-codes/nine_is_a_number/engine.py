"""A reader that takes the code of a status for points."""

from __future__ import annotations

from fractions import Fraction

import attrs

from fidelity.conformance.engine import Engine
from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.status import Status
from fidelity.problems import Problem


def engine(sound: Engine) -> Engine:
    """A code of a status is a number."""

    def cell(text: str, item: Item, checklist: Checklist) -> Answer | Problem:
        read = sound.cell(text, item, checklist)
        return Answer(Status.RATED, text, Fraction(text)) if text in item.scale.status_codes else read

    return attrs.evolve(sound, cell=cell)
