"""Whether scales are whole."""

from __future__ import annotations

import pytest

from tests.conformance.asked import told

POINTS = "    minutes: {measure"
ITEM = "        - {id: length, component"
SCORE = "      criteria:\n"


def with_scale(*points: tuple[int, str]) -> tuple[tuple[str, str], ...]:
    """The changes that add a scale of codes and points, with an item and a score."""
    lines = "".join(f"      - {{code: {code}, points: {worth}}}\n" for code, worth in points)
    item = "        - {id: other, component: talk, dimension: parts, scale: other, text: Other, anchors: {%s}}\n"
    anchors = ", ".join(f"{code}: As {code}" for code, _ in points)
    return (
        (POINTS, f"    other:\n{lines}{POINTS}"),
        (ITEM, item % anchors + ITEM),
        (SCORE, f"        - {{id: others, rule: mean, of: [other], missing: none}}\n{SCORE}"),
    )


@pytest.mark.parametrize(
    ("points", "wrong"),
    [
        (((0, "4"), (1, "3"), (2, "2"), (3, "1"), (4, "0")), False),
        (((1, "5"), (2, "4"), (3, "3"), (4, "2"), (5, "1")), False),
        (((1, "4"), (2, "3"), (3, "2"), (4, "1"), (5, "0")), True),
        (((1, "9"), (2, "8"), (3, "7")), True),
        (((0, "0"), (1, "2"), (2, "4")), False),
        (((1, "1"), (2, "3"), (3, "2")), False),
    ],
)
def test_a_scale_that_counts_backwards_spans_its_codes(points: tuple[tuple[int, str], ...], wrong: bool) -> None:
    """Points that fall as codes rise are the same numbers; points that rise may be any."""
    assert [code for code, _ in told("reversed", *with_scale(*points))] == ["reversed-range"] * wrong


@pytest.mark.parametrize(
    ("codes", "wrong"),
    [
        ((1, 2, 3, 9), True),
        ((0, 1, 99), True),
        ((-9, 0, 1, 2), True),
        ((1, 3, 5, 7, 9), False),
        ((5, 6, 7, 8, 9), False),
        ((0, 1, 2, 4), False),
        ((0, 9), False),
    ],
)
def test_a_reserved_code_stands_apart(codes: tuple[int, ...], wrong: bool) -> None:
    """A 9 that goes on as the others do is a point, and one that stands apart is not."""
    points = [(code, str(code)) for code in codes]
    assert [code for code, _ in told("reserved", *with_scale(*points))] == ["reserved-code"] * wrong


@pytest.mark.parametrize(
    ("worths", "wrong"), [("1 2 3", False), ("3 2 1", False), ("1 1 2", False), ("1 3 2", True), ("0 2 0", True)]
)
def test_points_turn_where_they_rise_and_fall(worths: str, wrong: bool) -> None:
    """Two codes of the same worth are no turn."""
    points = list(enumerate(worths.split()))
    assert [code for code, _ in told("tables", *with_scale(*points))] == ["table-turns"] * wrong


def test_an_item_may_have_anchors_of_its_own() -> None:
    """What earns a point is said by the scale or by the item; two codes are not earned by the same."""
    whole = with_scale((0, "0"), (1, "1"))
    assert told("labels", *whole) == []
    first, (old, new), last = whole
    assert [code for code, _ in told("labels", first, (old, new.replace("1: As 1", "1: as  0")), last)] == [
        "anchor-twice"
    ]
    (owed,) = told("labels", first, (old, new.replace(", 1: As 1", "")), last)
    assert owed[0] == "anchor-missing"


def test_labels_of_a_scale_are_told_at_their_point() -> None:
    """The line of the point is shown, for a scale in short form and in full."""
    assert told("labels", ("{code: 3, label: Half the time, ", "{code: 3, "))[0][1].startswith("- {code: 3, anchor")
    assert told("labels", ("{code: 0, label: Not done, ", "{code: 0, "))[0][1].startswith("- {code: 0, anchor")


def test_codes_only_need_no_anchors() -> None:
    """Where the wording is not ours to print, nobody owes it."""
    bare = ("{code: 1, label: Done, anchor: It was seen.}", "{code: 1, label: Done}")
    assert [code for code, _ in told("labels", bare)] == ["anchor-missing"] * 2
    assert told("labels", bare, ("wording: own", "wording: codes_only")) == []
