"""Patterns of ratings as counts that are written, read and added."""

from __future__ import annotations

import json
from fractions import Fraction

import attrs
import numpy as np
import pytest

from fidelity.errors import TallyError, UsageError
from fidelity.tally.cells import Cells
from fidelity.tally.counts import Counts
from fidelity.tally.cube import About, Cube, Measure
from fidelity.tally.document import digest, tally_text
from fidelity.tally.patterned import Choice, Patterned, in_order, pattern_counts, pattern_text, patterned_together
from fidelity.tally.reading import read_tally
from fidelity.tally.sharing import closed
from tests.tally.visits import MADE, cube, visits

CHOICES = (Choice("0", Fraction(0)), Choice("1", Fraction(1)), Choice("(not_applicable)", None))


def measure(*levels: str) -> Measure:
    """An item whose visits of the one cell have each of these patterns once."""
    place = np.arange(len(levels))
    n = np.ones(len(levels), np.int64)
    return Measure(About("item", "a"), levels, Counts(len(levels), np.zeros(len(levels), np.intp), place, n))


def held(*levels: str, site: str = "S1") -> Patterned:
    """Such patterns at a site."""
    cells = Cells(("site",), ((site,),), np.zeros((1, 1), np.int64))
    return Patterned(Cube(MADE, cells, (in_order(measure(*levels)),), {}), {("item", "a"): CHOICES})


def counts(of: Patterned) -> dict[tuple[str, str], int]:
    """How many visits of each site have each pattern."""
    (each,) = of.cube.measures
    rows = zip(each.counts.cell, each.counts.level, each.counts.n, strict=True)
    return {(of.cube.cells.rows()[cell][0], str(each.levels[level])): int(n) for cell, level, n in rows}


def test_patterns_are_texts_and_back() -> None:
    """How often each choice was made, in the order of the choices."""
    assert pattern_text([0, 2, 1]) == "0 2 1"
    assert pattern_counts(measure("0 2 1", "12 0 0"), 3).tolist() == [[0, 2, 1], [12, 0, 0]]
    assert pattern_counts(measure(), 3).shape == (0, 3)


@pytest.mark.parametrize("wrong", ["1 1", "0 0 0", "2 -1 0"])
def test_patterns_that_no_visit_can_have(wrong: str) -> None:
    """Too few choices, nothing said, fewer than none."""
    with pytest.raises(ValueError, match="no visit can have"):
        pattern_counts(measure(wrong), 3)


def test_parts_add_in_any_order() -> None:
    """Sites stay apart, equal patterns are added, and the same counts look the same."""
    one, two, three = held("0 2 0", "1 1 0"), held("2 0 0", "0 2 0"), held("0 2 0", site="S2")
    whole = patterned_together([one, two, three])
    assert counts(whole) == {("S1", "0 2 0"): 2, ("S1", "1 1 0"): 1, ("S1", "2 0 0"): 1, ("S2", "0 2 0"): 1}
    other = patterned_together([three, two, one])
    assert whole.cube.measures[0].levels == other.cube.measures[0].levels == ("0 2 0", "1 1 0", "2 0 0")
    assert len(whole.by(()).cube.cells) == 1


def test_other_choices_do_not_add() -> None:
    """The same item with other choices is not the same item."""
    other = attrs.evolve(held("1 1"), choices={("item", "a"): CHOICES[:2]})
    with pytest.raises(UsageError, match="same choices"):
        patterned_together([held("1 1 0"), other])


def test_a_tally_file_holds_them() -> None:
    """Written and read, everything is there; a tally without them is read as before."""
    shared = attrs.evolve(closed(cube(visits(5, 1))), patterns=held("0 2 0", "1 1 0"))
    (found,) = read_tally("file", tally_text([shared]).encode())
    assert found.patterns is not None
    assert counts(found.patterns) == {("S1", "0 2 0"): 1, ("S1", "1 1 0"): 1}
    assert dict(found.patterns.choices) == {("item", "a"): CHOICES}
    (without,) = read_tally("file", tally_text([closed(cube(visits(5, 1)))]).encode())
    assert without.patterns is None


def test_a_damaged_file_is_refused() -> None:
    """A pattern with a choice too many, under a digest that goes with it."""
    shared = attrs.evolve(closed(cube(visits(5, 1))), patterns=held("0 2 0"))
    content = json.loads(tally_text([shared]))
    content["editions"][0]["patterns"]["measures"][0]["levels"] = [["name", "0 2 0 1"]]
    del content["digest"]
    text = json.dumps({**content, "digest": digest(content)})
    with pytest.raises(TallyError, match="no visit can have"):
        read_tally("file", text.encode())
