"""An intervention as plain values; `test_writing` reads them back."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.definition.outline import outline
from fidelity.definition.schema_files import schema
from fidelity.errors import UsageError
from fidelity.interfaces.assessable import Assessing
from fidelity.intervention import Intervention
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.scale import Point, Scale
from tests.definition.documents import FULL, HEAD, read


def test_nothing_is_written_that_says_nothing() -> None:
    """An intervention that claims nothing is its head."""
    assert outline(read(HEAD)) == {
        "schema": 1,
        "id": "teach_back",
        "version": "1.2.0",
        "title": "Teach-back conversation",
    }


def test_keys_stand_in_the_order_of_the_schema() -> None:
    """Somebody who reads a written definition finds things where the description has them."""
    order = list(schema("intervention")["properties"])
    assert list(outline(read(FULL))) == [key for key in order if key in outline(read(FULL))]


def test_two_scales_of_one_name_cannot_be_written() -> None:
    """In a file a name is one scale."""
    scales = [Scale("one", (Point("1", Fraction(1)), Point("0", Fraction(points)))) for points in (0, -1)]
    items = tuple(Item(f"item_{number}", "Text", scale) for number, scale in enumerate(scales))
    intervention = Intervention("made_up", "1", "Made up", assessable=Assessing((Checklist("delivery", items),)))
    with pytest.raises(UsageError, match="two scales"):
        outline(intervention)
