"""The id of an observation whose form made none."""

from __future__ import annotations

from uuid import UUID

import attrs
import pytest

from fidelity.handins.identity import derived_id
from tests.handins.samples import BLANK, FACTS


def test_the_same_visit_by_the_same_rater_has_one_id() -> None:
    """Whatever else is said of it, and for ever: the id is written down here."""
    first = derived_id(BLANK.edition, FACTS)
    assert first == derived_id(attrs.evolve(BLANK.edition, text_hash="", plan_hash=""), {**FACTS, "minutes": "9"})
    assert first == "50b19a5d-3bb0-5dde-8c7e-e881216b2895"
    assert UUID(first).version == 5


def test_an_accent_is_an_accent_however_it_is_written() -> None:
    """One character or two."""
    ids = {derived_id(BLANK.edition, {"observation": text, "rater": "R1"}) for text in ("Caf\u00e9", "Cafe\u0301")}
    assert len(ids) == 1


@pytest.mark.parametrize("name", ["observation", "rater", "role"])
def test_another_visit_rater_or_role_has_another(name: str) -> None:
    """A master rating is no second rating by the same person."""
    assert derived_id(BLANK.edition, {**FACTS, name: "other"}) != derived_id(BLANK.edition, FACTS)


@pytest.mark.parametrize("name", ["intervention", "version", "checklist", "profile"])
def test_another_edition_has_another(name: str) -> None:
    """Two checklists may be rated of one visit."""
    assert derived_id(attrs.evolve(BLANK.edition, **{name: "other"}), FACTS) != derived_id(BLANK.edition, FACTS)
