"""Ratings of several tables joined into one."""

from __future__ import annotations

import io
from fractions import Fraction

import numpy as np
import pytest

from fidelity.definition.reading import read_definition
from fidelity.errors import RatingsError
from fidelity.ratings.joining import joined, joined_texts
from fidelity.ratings.reading import read_ratings
from fidelity.ratings.table import Ratings, from_codes
from fidelity.ratings.text import Texts
from tests.cli.sample import DEFINITION

TEXT = DEFINITION.replace("  scales:\n", "  scales:\n    amount: {measure: number, at_least: 0}\n").replace(
    "      scores:", "        - {id: minutes, component: care, scale: amount, text: Minutes}\n      scores:"
)
INTERVENTION = read_definition(TEXT.encode(), "visit.yaml")
CHECKLIST = INTERVENTION.checklist("delivery")
HEAD = "observation,site,greets,asks,listens,plans,minutes\n"


def table(rows: str, head: str = HEAD, name: str = "a.csv") -> Ratings:
    """Ratings read from a text."""
    return read_ratings(io.BytesIO((head + rows).encode()), CHECKLIST, name=name)


def read(ratings: Ratings) -> list[tuple[object, ...]]:
    """Every row: its name, its descriptors, its answers."""
    described = ratings.descriptors
    return [
        (
            described.index[place],
            *described.iloc[place].tolist(),
            *(column.answer(place).code or column.answer(place).value for column in ratings.columns.values()),
        )
        for place in range(len(ratings))
    ]


def test_rows_stand_below_each_other_and_levels_are_merged() -> None:
    """Raw numbers that occur in one part only are levels of the whole, rising, whatever the order of the parts."""
    one, two = table("V1,S01,2,1,1,0,12.5\nV2,S01,2,2,2,2,3\n"), table("V3,S02,0,0,0,0,7\n")
    whole = joined([one, two])
    assert read(whole) == [*read(one), *read(two)]
    values = [level.value for level in whole.columns["minutes"].levels if level.value is not None]
    assert values == [Fraction(3), Fraction(7), Fraction(25, 2)]
    assert joined([two, one]).columns["minutes"].levels == whole.columns["minutes"].levels


def test_descriptors_that_a_part_does_not_have_are_blank() -> None:
    """Each part keeps what it has; the index keeps its name, and rows without names their numbers as text."""
    whole = joined([table("V1,S01,2,1,1,0,1\n"), table("V2,C1,2,1,1,0,1\n", HEAD.replace("site", "region"))])
    assert whole.descriptors.to_dict("list") == {"site": ["S01", ""], "region": ["", "C1"]}
    assert whole.descriptors.index.name == "observation"
    codes = {item.id: np.zeros(2, np.uint8) for item in CHECKLIST.items}
    assert joined([from_codes(CHECKLIST, codes)] * 2).descriptors.index.tolist() == ["1", "2", "1", "2"]


def test_notes_move_with_their_rows_and_origins_stay_where_they_agree() -> None:
    """A note at the first row of the second part is at the third row of the whole."""
    head = "observation,item,rating,note\n"
    one, two = table("V1,greets,2,\nV2,greets,2,\n", head), table("V3,asks,1,Openly.\n", head)
    assert joined([one, two]).notes == {(2, "asks"): "Openly."}
    origin = joined([one, two]).origin
    assert origin is not None
    assert origin.rows.tolist() == [2, 3, 2]
    assert joined([one, table("V3,asks,1,\n", head, "b.csv")]).origin is None


def test_different_checklists_are_refused() -> None:
    """What is not the same checklist cannot share a table."""
    short = INTERVENTION.checklist("delivery", "short")
    other = read_ratings(io.BytesIO((HEAD + "V1,S01,2,1,1,0,1\n").encode()), short)
    with pytest.raises(RatingsError, match="different checklists"):
        joined([table("V1,S01,2,1,1,0,1\n"), other])


def test_texts_are_joined_with_each_distinct_one_kept_once() -> None:
    """Also where a part is empty, or has texts that do not occur."""
    parts = [Texts(np.array([0, 1, 0], np.uint8), ("a", "b")), Texts(np.empty(0, np.uint8), ())]
    parts.append(Texts(np.array([1], np.uint16), ("c", "b")))
    found = joined_texts(parts)
    assert found.rows().tolist() == ["a", "b", "a", "b"]
    assert found.texts == ("a", "b", "c")
    assert joined_texts([]).rows().tolist() == []
