"""How a score has gone: the practitioner's own, joined only where numbers mean the same, and no claim too early."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs
import pytest

from fidelity.records.observation import Observation
from fidelity.report.feedback.result_record import TrendPart
from fidelity.report.feedback.subject import Earlier
from fidelity.report.feedback.trend import Course, run_at_end, run_needed
from tests.report.feedback.sample import GOOD, HARD, MIDDLING, SPARSE, family_meeting, observation

DEFINITION = family_meeting()


def on(day: str, ratings: Mapping[str, str], **facts: str) -> Observation:
    """A meeting on a day."""
    return observation(DEFINITION, ratings, {}, date=day, **facts)


def trend(*earlier: Earlier | Observation, this: Observation | None = None, eyes: str = "") -> TrendPart:
    """The course up to a good meeting."""
    course = Course(DEFINITION, "total", DEFINITION.checklist.criteria, "visit", eyes)
    before = [each if isinstance(each, Earlier) else Earlier(each, DEFINITION) for each in earlier]
    return course.part(Earlier(this or on("2026-11-20", GOOD), DEFINITION), before)


def test_the_first_visit_has_no_course_yet() -> None:
    """One point, no picture, and a sentence that says so."""
    told = trend()
    assert (len(told.points), told.picture, told.caption) == (1, "", "")
    assert told.sentences == (
        "This is the first visit with this checklist on record, so there is nothing to compare it with yet.",
    )


def test_one_score_makes_no_picture() -> None:
    """Visits without a score are told, and are no points to join."""
    told = trend(on("2026-10-20", SPARSE))
    assert told.picture == ""
    assert told.sentences == (
        "Only one of the 2 visits on record has a score so far. From two on there is a picture here.",
    )
    assert [point.shown for point in told.points] == ["no score", "94.1"]
    none = trend(on("2026-10-20", SPARSE), this=on("2026-11-20", {}))
    assert none.sentences == ("None of the 2 visits on record has a score, so there is nothing to compare yet.",)


def test_points_stand_in_the_order_of_their_days() -> None:
    """However they come; this visit is marked, and cut-offs are told with how often they were reached."""
    told = trend(on("2026-10-20", GOOD), on("2026-08-20", MIDDLING))
    assert [point.date for point in told.points] == ["2026-08-20", "2026-10-20", "2026-11-20"]
    assert [point.remark for point in told.points] == ["", "", "this visit"]
    assert [(line.label, line.value) for line in told.lines] == [("A competent family meeting", "80")]
    assert told.sentences == (
        "“A competent family meeting” asks for at least 80. So far, 2 of 3 scores meet that.",
        "Three scores are too few to say whether they rise or fall. From six on, this page says so.",
    )
    assert (told.lowest, told.highest) == ("0", "100")


def test_the_picture_is_told_in_words() -> None:
    """Its values, its line, and the meaning of each mark that is in it."""
    told = trend(on("2026-08-20", MIDDLING), on("2026-09-20", SPARSE))
    assert told.picture == (
        "Family meeting over 2 visits, from 20 August 2026 to 20 November 2026: 61.1 and 94.1 (this visit). "
        "A dashed line at 80.0 marks what “A competent family meeting” asks for."
    )
    assert told.caption.startswith("Filled: this visit. Rings: earlier ones. Crosses: no score. Dashed, at 80.0")


def test_another_version_is_marked_and_not_joined() -> None:
    """With its value where its definition is there, and without where it is not."""
    old = on("2026-08-20", MIDDLING)
    old = attrs.evolve(old, edition=attrs.evolve(old.edition, version="0.9", profile="online"))
    other = attrs.evolve(DEFINITION, plan=attrs.evolve(DEFINITION.plan, hash="sha256:00"))
    told = trend(Earlier(old, other), Earlier(attrs.evolve(old, id="x"), None), on("2026-10-20", GOOD))
    assert [(point.shown, point.remark, point.is_comparable) for point in told.points[:2]] == [
        ("61.1", "other version: 0.9 online", False),
        ("not computed here", "other version: 0.9 online", False),
    ]
    assert told.sentences[0].endswith("So far, 2 of 2 scores meet that.")
    assert told.sentences[-1].startswith("Two of these are marked and not joined to the rest")
    assert "Diamonds" in told.caption


def test_other_eyes_are_not_joined() -> None:
    """What somebody rated of themselves means something else than what an observer saw."""
    own = on("2026-08-20", GOOD, role="self")
    told = trend(own)
    assert [(point.remark, point.is_comparable) for point in told.points] == [
        ("own rating", False),
        ("this visit", True),
    ]
    assert told.sentences[-1].startswith("One of these is marked and not joined")
    mine = trend(own, on("2026-09-20", GOOD), this=on("2026-11-20", GOOD, role="self"), eyes="self")
    assert [point.is_comparable for point in mine.points] == [True, False, True]
    assert mine.points[1].remark == "rated by an observer"


def test_whether_scores_rise_is_said_from_six_on() -> None:
    """Five that rise are no claim; six of which the last five rise are one."""
    steps = ["0", "0", "1", "1", "2", "2"]
    names = ["going_well", "worries_plain", "childs_days", "family_first", "each_voice"]
    rising = [on(f"2026-0{place + 1}-10", {**GOOD, **dict.fromkeys(names[place:], "0")}) for place in range(5)]
    assert "too few" in trend(*rising[:4]).sentences[-1]
    assert trend(*rising).sentences[-1].startswith("The last six scores rise, each above the one before")
    falling = trend(
        *(on(f"2026-0{6 - place}-10", each.ratings) for place, each in enumerate(rising)),
        this=on("2026-11-20", HARD),
    )
    assert falling.sentences[-1].startswith("The last six scores fall")
    mixed = trend(*rising, this=on("2026-11-20", {**GOOD, **dict.fromkeys(names, steps[0])}))
    assert mixed.sentences[-1].startswith("The scores go up and down")


@pytest.mark.parametrize(
    ("values", "run"),
    [([1], 1), ([1, 2], 2), ([2, 1], -2), ([1, 3, 2, 4, 5], 3), ([5, 4, 4, 3], -3), ([1, 2, 2, 2, 3], 3), ([3, 3], 1)],
)
def test_a_run_at_the_end_passes_over_equal_values(values: list[int], run: int) -> None:
    """Above 0 for those that rise, below for those that fall."""
    assert run_at_end([Fraction(value) for value in values]) == run


def test_a_longer_series_needs_a_longer_run() -> None:
    """Five, six and seven, by how many values there are."""
    assert [run_needed(n) for n in (6, 8, 9, 20, 21, 500)] == [5, 5, 6, 6, 7, 7]
