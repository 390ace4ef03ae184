"""What is loaded late is the same when it is loaded."""

from __future__ import annotations

from fidelity.definition import late, parsing, shape
from fidelity.definition.schema_files import schema


def test_late_functions_are_the_real_ones() -> None:
    """What is loaded late gives what the modules themselves give."""
    text = "schema: 1\nodd: 1\n"
    tree = late.parsed(text, "x")
    assert (tree.value, tree.spots) == (parsing.parsed(text, "x").value, parsing.parsed(text, "x").spots)
    assert late.shape_problems(tree, schema("case")) == shape.shape_problems(tree, schema("case"))
