"""Entries of the catalogue and the order of versions."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from fidelity.plugins import DefinitionFile
from fidelity.plugins.entry import Entry, version_order


def test_versions_have_their_natural_order() -> None:
    """Numbers count as numbers, a further number is later, and a word is earlier than its end."""
    order = ["0.9", "1", "1.0", "1.0.1", "1.2", "1.9", "1.10", "2.0-draft", "2.0rc1", "2.0", "2.0.0", "2025.1"]
    for earlier, later in pairwise(order):
        assert version_order(earlier) < version_order(later), (earlier, later)


def test_a_version_may_be_longer_than_numbers_are() -> None:
    """A version of thousands of digits has its place too: that of one plugin must not cost the list of all."""
    order = ["0" * 9999, "1", "0002", "9" * 4999, "1" * 5000]
    for earlier, later in pairwise(order):
        assert version_order(earlier) < version_order(later)


def test_an_entry_is_named_as_commands_take_it() -> None:
    """An entry has a short name with its version, and a long one with its distribution."""
    entry = Entry("imr", "1.0", "Illness management", "fidelity-imr", DefinitionFile(Path("imr.yaml")))
    assert entry.name == "imr@1.0"
    assert entry.qualified_name == "fidelity-imr/imr@1.0"
