"""An intervention from a document: nothing without a reason."""

from __future__ import annotations

from fidelity.definition.building import built
from fidelity.definition.late import parsed
from tests.definition.documents import FULL, HEAD


def test_a_sound_document_is_built() -> None:
    """Without problems there is an intervention, with a hash of its text."""
    intervention, problems = built(parsed(FULL, "x"), ())
    assert problems == ()
    assert intervention is not None
    assert intervention.text_hash.startswith("sha256:")


def test_where_the_schema_would_let_something_through_it_is_told_all_the_same() -> None:
    """Never is there neither an intervention nor a problem."""
    tree = parsed(f"{HEAD}components:\n  - {{id: one}}\n", "x")
    intervention, problems = built(tree, ())
    assert intervention is None
    assert [(problem.code, problem.path) for problem in problems] == [("bad-value", ("components", 0))]
