"""What came of verifying, on a page and as data."""

from __future__ import annotations

from typing import Any

from fidelity.problems import Problem
from fidelity.records.verifying import Verified
from fidelity.records.walk import Head
from fidelity.report.verified_text import verified_json, verified_text

HEADS = (Head("d1", 2, "ab" * 32), Head("d2", 1, "cd" * 32))


def test_a_sound_store() -> None:
    """How much was walked along, where each chain ends, and the digest in full."""
    text = verified_text(Verified(3, HEADS, "ef" * 32, (), ()))
    assert text.startswith("3 entries in 2 chains: every hash holds.\n")
    assert [line.split() for line in text.splitlines()[4:6]] == [["d1", "2", "ab" * 8], ["d2", "1", "cd" * 8]]
    assert f"\ndigest {'ef' * 32}\n" in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_store_that_does_not_hold() -> None:
    """It never says that all is well."""
    problem = Problem("chain-broken", "it does not follow")
    assert verified_text(Verified(1, HEADS[:1], "e", (problem,), ())).startswith("1 entry in 1 chain: 1 problem.")
    assert "2 problems" in verified_text(Verified(1, (), "e", (problem, problem), ()))


def test_an_empty_store_holds() -> None:
    """There is no chain, and nothing wrong with it."""
    assert verified_text(Verified(0, (), "e", (), ())).startswith("0 entries in 0 chains: every hash holds.")


def test_the_same_as_data() -> None:
    """Whole hashes, and what was found of the definitions among the remarks."""
    said = Problem("text-differs", "the text has changed")
    shown: Any = verified_json(Verified(3, HEADS, "ef", (), (Problem("store-copied", "copied"),)), [said])
    assert shown["heads"][0] == {"device": "d1", "seq": 2, "hash": "ab" * 32}
    assert [each["code"] for each in shown["remarks"]] == ["store-copied", "text-differs"]
