"""What a cell means."""

from __future__ import annotations

from fractions import Fraction
from time import perf_counter

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.model.answer import INVALID, MISSING, Answer
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.scale import Point, Scale
from fidelity.model.status import Status
from fidelity.problems import Problem
from fidelity.ratings.cells import answer_of, cells_of


def read(text: str, item: str, checklist: Checklist) -> Answer | Problem:
    """What a text means in the column of an item."""
    return answer_of(text, checklist.item[item], checklist)


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u00a0", "missing", "-8", "-8.0"])
def test_blank_and_missing(text: str, checklist: Checklist) -> None:
    """Nothing, the word, and the scale's own code for it are missing."""
    assert read(text, "praise", checklist) == MISSING


@pytest.mark.parametrize(
    ("item", "text", "code"),
    [
        ("goal_setting", "3", "3"),
        ("goal_setting", " 3 ", "3"),
        ("goal_setting", "3.0", "3"),
        ("goal_setting", "3.00", "3"),
        ("praise", "0", "0"),
        ("praise", "-0.0", "0"),
        ("half", "0.50", "0.5"),
        ("half", "1.0", "1"),
        ("open_door", "yes", "yes"),
    ],
)
def test_codes(item: str, text: str, code: str, checklist: Checklist) -> None:
    """A code is a point of the scale, and so is a number that equals it."""
    answer = read(text, item, checklist)
    assert isinstance(answer, Answer)
    assert (answer.status, answer.code) == (Status.RATED, code)
    assert answer in cells_of(checklist.item[item], checklist).levels


@pytest.mark.parametrize(
    ("item", "text", "status"),
    [
        ("goal_setting", "not_applicable", Status.NOT_APPLICABLE),
        ("goal_setting", "NA", Status.NOT_APPLICABLE),
        ("open_door", "NO", Status.NOT_OBSERVED),
        ("praise", "9", Status.INSUFFICIENT_DATA),
        ("praise", "9.0", Status.INSUFFICIENT_DATA),
        ("praise", "insufficient_data", Status.INSUFFICIENT_DATA),
        ("goal_setting", "invalid", Status.INVALID),
    ],
)
def test_statuses(item: str, text: str, status: Status, checklist: Checklist) -> None:
    """A status is named, or has a code of the scale or of the checklist."""
    assert read(text, item, checklist) == Answer(status)


@pytest.mark.parametrize(
    "text",
    [
        *("3.7", "True", "TRUE", "yes", "02", "+2", "2e0", "2.", ".5", "0x2", "6", "-1", "1_0", "nan", "inf", "1e400"),
        *("-inf", "NaN", "9" * 5000, "1." + "0" * 5000, "3;4", "three", "rated", "\x00", "=1+1", "'3", "3 4"),
        *("\u0663", "\uff13"),
    ],
)
def test_refused_codes(text: str, checklist: Checklist) -> None:
    """Whatever is no code is refused, with what is permitted."""
    problem = read(text, "goal_setting", checklist)
    assert isinstance(problem, Problem)
    assert problem.code == "bad-cell"
    assert "1, 2, 3, 4, 5, not_applicable" in problem.help
    assert len(problem.message) < 120


def test_points_win(checklist: Checklist) -> None:
    """A point of the scale is a point even where it is called like a status."""
    scale = Scale("odd", (Point("NA", Fraction(1)), Point("missing", Fraction(0))))
    item = Item("odd", "Odd", scale, allows=frozenset({Status.NOT_APPLICABLE}))
    other = attrs.evolve(checklist, items=(item,))
    assert answer_of("NA", item, other) == Answer(Status.RATED, "NA", Fraction(1))
    assert answer_of("missing", item, other) == Answer(Status.RATED, "missing", Fraction(0))
    assert answer_of("", item, other) == MISSING


def test_equal_numbers_that_differ(checklist: Checklist) -> None:
    """A number that equals two codes is only known by the text of either."""
    scale = Scale("odd", (Point("1", Fraction(1)), Point("1.0", Fraction(0))))
    item = Item("odd", "Odd", scale)
    other = attrs.evolve(checklist, items=(item,))
    assert answer_of("1.0", item, other) == Answer(Status.RATED, "1.0", Fraction(0))
    assert isinstance(answer_of("1.00", item, other), Problem)


@pytest.mark.parametrize(("text", "code"), [("not_observed", "status-not-allowed"), ("NO", "status-not-allowed")])
def test_status_not_allowed(text: str, code: str, checklist: Checklist) -> None:
    """A status that the item does not allow is named as such."""
    problem = read(text, "goal_setting", checklist)
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert "not_observed" in problem.message
    assert problem.help == "permitted: 1, 2, 3, 4, 5, not_applicable, NA (= not_applicable)"


def test_off_by_design(checklist: Checklist) -> None:
    """Only an item that a profile leaves out can be off by design."""
    assert isinstance(read("off_by_design", "praise", checklist), Problem)
    without = attrs.evolve(checklist, off=frozenset({"praise"}))
    assert read("off_by_design", "praise", without) == Answer(Status.OFF_BY_DESIGN)


@pytest.mark.parametrize(
    ("item", "text", "help_"),
    [
        ("open_door", "Yes", "did you mean `yes`?"),
        ("goal_setting", "na", "did you mean `NA`?"),
        ("goal_setting", "not applicable", "did you mean `not_applicable`?"),
        ("half", "0,5", "write a decimal point: `0.5`"),
        ("minutes", "1,5", "write a decimal point: `1.5`"),
        ("families", "04-Apr", "a spreadsheet has made a date of it"),
        ("families", "Apr-04", "a spreadsheet has made a date of it"),
        ("families", "2026-04-04", "a spreadsheet has made a date of it"),
        ("families", "3/2", "write one result for each person"),
        ("visits", "2.5", "permitted: a whole number from 0 to 1000"),
    ],
)
def test_help(item: str, text: str, help_: str, checklist: Checklist) -> None:
    """What was probably meant is said."""
    problem = read(text, item, checklist)
    assert isinstance(problem, Problem)
    assert problem.help.startswith(help_)


@pytest.mark.parametrize(
    ("item", "text", "value"),
    [
        ("visits", "0", Fraction(0)),
        ("visits", "12", Fraction(12)),
        ("visits", "12.0", Fraction(12)),
        ("visits", "1000", Fraction(1000)),
        ("minutes", "-5", Fraction(-5)),
        ("minutes", "0.1", Fraction(1, 10)),
        ("share", "0", Fraction(0)),
        ("share", "85", Fraction(85)),
        ("share", "85%", Fraction(85)),
        ("share", "85.5 %", Fraction(171, 2)),
        ("share", "100.0%", Fraction(100)),
    ],
)
def test_measures(item: str, text: str, value: Fraction, checklist: Checklist) -> None:
    """A raw number is exact and has no code."""
    assert read(text, item, checklist) == Answer(Status.RATED, value=value)


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("visits", "2.5"),
        ("visits", "-1"),
        ("visits", "1001"),
        ("visits", "1e2"),
        ("visits", "1 000"),
        ("minutes", "-5.1"),
        ("minutes", "inf"),
        ("minutes", "nan"),
        ("minutes", "1e400"),
        ("minutes", "9" * 100_000),
        ("minutes", "1/2"),
        ("share", "100.5"),
        ("share", "-1"),
        ("share", "%"),
        ("share", "50%%"),
        ("families", "2/1"),
        ("families", "0/0"),
        ("families", "1/0"),
        ("families", "-1/2"),
        ("families", "2"),
        ("families", "101%"),
        ("families", "1/2,1/2"),
        ("families", "1/2 x"),
        ("families", "1/2 " * 10_000),
    ],
)
def test_refused_measures(item: str, text: str, checklist: Checklist) -> None:
    """What lies outside a measure is refused, and quickly."""
    began = perf_counter()
    problem = read(text, item, checklist)
    assert isinstance(problem, Problem)
    assert problem.code == "bad-cell"
    assert perf_counter() - began < 1


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("4/4 2/3 0/4", (Fraction(1), Fraction(2, 3), Fraction(0))),
        ("100% 50%  0%", (Fraction(1), Fraction(1, 2), Fraction(0))),
        ("1 0.25 0", (Fraction(1), Fraction(1, 4), Fraction(0))),
        ("1/2", (Fraction(1, 2),)),
    ],
)
def test_persons(text: str, persons: tuple[Fraction, ...], checklist: Checklist) -> None:
    """Each person has a share."""
    assert read(text, "families", checklist) == Answer(Status.RATED, persons=persons)


@given(text=st.text(max_size=60), place=st.integers(0, 7))
def test_any_text(text: str, place: int, checklist: Checklist) -> None:
    """Any text is an answer or a problem, and white space round it changes nothing."""
    item = checklist.items[place]
    found = answer_of(text, item, checklist)
    assert answer_of(f" {text}\t", item, checklist) == found
    if isinstance(found, Answer) and not item.scale.is_measure:
        assert found in cells_of(item, checklist).levels
    assert INVALID in cells_of(item, checklist).levels


@given(number=st.floats())
def test_any_number(number: float, checklist: Checklist) -> None:
    """A number that is read is a code that equals it."""
    found = answer_of(repr(number), checklist.item["goal_setting"], checklist)
    assert isinstance(found, Problem) == (number not in (1, 2, 3, 4, 5))


def test_long_scales_are_shortened(checklist: Checklist) -> None:
    """The permitted codes of a long scale are not all listed."""
    scale = Scale("many", tuple(Point(str(code), Fraction(code)) for code in range(300)))
    item = Item("many", "Many", scale)
    problem = answer_of("x", item, attrs.evolve(checklist, items=(item,)))
    assert isinstance(problem, Problem)
    assert "39, …, 299" in problem.help


@pytest.mark.parametrize(
    ("item", "text", "kept"),
    [
        ("goal_setting", " 3.00 ", "3"),
        ("praise", "-8", ""),
        ("goal_setting", "", ""),
        ("visits", "12.0", "12"),
        ("families", " 1/2   3/4 ", "1/2 3/4"),
    ],
)
def test_an_answer_is_kept_in_one_way(item: str, text: str, kept: str, checklist: Checklist) -> None:
    """However it was typed, one answer is one text, and that text means the same answer."""
    cells = cells_of(checklist.item[item], checklist)
    answer = cells.answer(text)
    assert answer is not None
    assert cells.written(answer, text) == kept
    assert cells.answer(kept) == answer


@pytest.mark.parametrize("item", ["goal_setting", "praise", "open_door", "half"])
def test_whatever_can_be_typed_keeps_its_meaning(item: str, checklist: Checklist) -> None:
    """Every text that an item knows is kept as one that means the same."""
    cells = cells_of(checklist.item[item], checklist)
    assert cells.texts
    for text, answer in cells.texts.items():
        assert cells.answer(cells.written(answer, text)) == answer
