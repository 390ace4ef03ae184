"""Which checklists are compared."""

from __future__ import annotations

import pytest

from fidelity.difference.pairing import paired


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (["a"], ["a"], (("a", "a"),)),
        (["a"], ["b"], (("a", "b"),)),
        (["a", "b"], ["b", "c"], (("a", ""), ("b", "b"), ("", "c"))),
        (["a"], ["b", "c"], (("a", ""), ("", "b"), ("", "c"))),
        ([], ["a"], (("", "a"),)),
    ],
)
def test_checklists_are_paired_by_id(old: list[str], new: list[str], pairs: tuple[tuple[str, str], ...]) -> None:
    """The only two there are belong together whatever they are called."""
    assert paired(old, new) == pairs
