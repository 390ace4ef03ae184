"""A document that remembers where its values stand."""

from __future__ import annotations

import pytest

from fidelity.definition.parsing import parsed
from fidelity.problems import Path, Problem

TREE = parsed("a: 1\nb:\n  - {c: [x, yy]}\n  -\n   d: e\n", "x.yaml")


@pytest.mark.parametrize(
    ("path", "of_key", "place"),
    [
        ((), False, "x.yaml:1:1"),
        (("a",), False, "x.yaml:1:4"),
        (("a",), True, "x.yaml:1:1"),
        (("b",), False, "x.yaml:3:3"),
        (("b", 0), False, "x.yaml:3:5"),
        (("b", 0, "c", 1), False, "x.yaml:3:13"),
        (("b", 0, "c", 1), True, "x.yaml:3:13"),
        (("b", 1, "d"), False, "x.yaml:5:7"),
        (("b", 1, "d"), True, "x.yaml:5:4"),
        (("b", 1, "absent"), False, "x.yaml:5:4"),
        (("b", 1, "absent"), True, "x.yaml:5:4"),
        (("b", 7, "c", 3), False, "x.yaml:3:3"),
        (("absent",), False, "x.yaml:1:1"),
    ],
)
def test_a_path_leads_to_a_place(path: Path, of_key: bool, place: str) -> None:
    """What the document does not have is looked for in what would hold it."""
    assert str(TREE.place(path, of_key)) == place


def test_a_path_leads_to_a_value() -> None:
    """A path that leads nowhere leads to None."""
    assert TREE.at(("b", 0, "c", 1)) == "yy"
    assert TREE.at(("b", 9)) is None
    assert TREE.at(("a", "c")) is None
    assert TREE.at(()) == TREE.value


def test_problems_are_placed_once_in_the_order_of_the_text() -> None:
    """Problems of keys stand at the key, those of values at the value."""
    late, early = Problem("wrong-type", "", path=("b", 0)), Problem("unknown-key", "", path=("a",))
    found = TREE.placed([late, early, late])
    assert [str(problem.place) for problem in found] == ["x.yaml:1:1", "x.yaml:3:5"]


def test_a_key_that_is_a_name_is_shown_where_it_is_the_name_that_is_wrong() -> None:
    """An unknown member among weights is a key; an unknown member in a list is a value."""
    found = TREE.placed([Problem("unknown-member", "there is no `d`", path=("b", 1, "d"))])
    assert str(found[0].place) == "x.yaml:5:4"
    found = TREE.placed([Problem("unknown-member", "there is no `e`", path=("b", 1, "d"))])
    assert str(found[0].place) == "x.yaml:5:7"


def test_an_empty_document_has_a_source_only() -> None:
    """Where nothing stands, nothing can be pointed at."""
    assert str(parsed("", "x.yaml").place(("a",))) == "x.yaml"
