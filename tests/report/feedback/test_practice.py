"""Strengths and targets in words: what the definition says, what was seen, and what was noted."""

from __future__ import annotations

from fractions import Fraction

import attrs

from fidelity.model.answer import INVALID, MISSING, Answer
from fidelity.model.item import Item
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.status import Status
from fidelity.report.feedback.page import feedback_of
from fidelity.report.feedback.practice import also, recorded
from fidelity.report.feedback.practice_record import StrengthPart, TargetPart
from fidelity.report.feedback.subject import Subject
from tests.report.feedback.sample import GOOD, HARD, MIDDLING, NOTES, PLUGINS, definitions, subject
from tests.report.feedback.test_measure import COUNTED


def strengths(ratings: dict[str, str], plugin: str = "", place: int = 0) -> dict[str, StrengthPart]:
    """The strengths of a meeting, or of a checklist of a plugin."""
    return {each.id: each for each in feedback_of(_subject(ratings, plugin, place)).strengths.items}


def targets(ratings: dict[str, str], plugin: str = "", place: int = 0) -> dict[str, TargetPart]:
    """The targets of a meeting, or of a checklist of a plugin."""
    found = feedback_of(_subject(ratings, plugin, place)).targets
    assert found is not None
    return {each.id: each for each in found.items}


def _subject(ratings: dict[str, str], plugin: str, place: int) -> Subject:
    if not plugin:
        return subject(ratings, notes=NOTES)
    folder, _, name = plugin.partition("/")
    (path,) = (PLUGINS / f"fidelity-{folder}").glob(f"src/*/{name or 'intervention'}.yaml")
    return subject(ratings, definitions(path)[place])


def test_a_whole_part_is_told_by_the_practice_profile() -> None:
    """With how much of it there was, and the note beside its items."""
    picture = strengths(GOOD)["clear_picture"]
    assert picture.title == "A clear and fair picture"
    assert picture.expected.startswith("Strengths come first and mean something")
    assert picture.remark == "All three items."
    assert [(note.item, note.text) for note in picture.notes] == [("going_well", NOTES["going_well"])]
    assert strengths(GOOD)["prepared"].remark == "Both items."
    assert strengths(GOOD)["welcome"].remark == ""


def test_what_was_avoided_is_told_as_such() -> None:
    """Its title alone would read as if it had happened."""
    assert strengths(GOOD)["over_their_heads"].title.startswith("Kept clear of: Deciding over")


def test_a_single_item_is_told_by_its_best_anchor() -> None:
    """With the part that it belongs to."""
    safe = strengths(MIDDLING)["safe_to_meet"]
    assert (safe.kind, safe.nearness) == ("item", "single")
    assert safe.title == "Each person was asked alone whether meeting together is safe for them."
    assert safe.expected.startswith("Each was asked alone, and what they said can be seen")
    assert safe.remark == "Part of: Everyone comes prepared."


def test_the_nearest_part_says_how_near() -> None:
    """And is not called a strength by its items."""
    nearest = strengths(HARD)["prepared"]
    assert (nearest.nearness, nearest.remark) == ("nearest", "On average 50 % of the way to its best, over 2 items.")


def test_a_target_says_what_is_expected_what_was_seen_and_when() -> None:
    """The most important items with both anchors and the note; the others by name."""
    voice = targets(MIDDLING)["childs_voice"]
    assert voice.expected.startswith("The child's view is there while it can still change something")
    assert voice.when.startswith("Before anything is planned; about 10 minutes; at hand: what the child has said")
    first, second = voice.seen
    assert (first.id, first.recorded) == ("childs_words", "Not yet, 0")
    assert first.seen == "It is not there, and the child could have been asked."
    assert first.best == "As the child gave it, before anything was planned."
    assert first.notes[0].text == NOTES["childs_words"]
    assert second.id == "answer_to_child"
    assert voice.more == "Also short of its best: “What life is like for the child is described”."
    assert voice.why == "“The essentials are there” and “A competent family meeting” ask for it."
    assert targets(MIDDLING)["looking_back"].why == "Of the core parts, it is among those furthest from their best."


def test_what_must_not_happen_is_told_as_something_to_avoid() -> None:
    """With why it comes first."""
    bad = targets(HARD)["over_their_heads"]
    assert bad.title.startswith("To avoid: Deciding over the family's heads")
    assert (bad.reason, bad.why) == ("happened", "It is one of the things that must not happen, so it comes first.")


def test_a_measure_is_told_with_what_criteria_ask() -> None:
    """What was reached among the strengths, and what was not among the targets."""
    often = strengths(COUNTED, "abc")["comments_per_minute"]
    assert often.kind == "measure"
    assert often.remark == (
        "It was 1.60. “At least one comment for each minute” and “Often enough and on target” ask for at least 1."
    )
    aim = targets(COUNTED, "abc")["percent_on_target"]
    (seen,) = aim.seen
    assert (seen.recorded, seen.best.count("ask")) == ("75.0", 1)
    assert aim.expected


def test_a_count_of_what_must_not_happen_needs_no_anchor() -> None:
    """It was counted, and at its best it is not there."""
    coding = {"persuade": "2", "confront": "0", "partnership": "5"}
    bad = targets(coding, "miti/miti_4_2_1")["pressing"]
    (seen,) = bad.seen
    assert (seen.id, seen.recorded, seen.best) == ("persuade", "Counted: 2", "It does not happen.")
    assert bad.expected == "", "the definition says nothing of it"


def test_a_fault_that_was_not_seen_is_told_as_not_so() -> None:
    """Its text is the fault."""
    ratings = {"space_1_hazard": "no", "space_3_seats": "no"}
    found = strengths(ratings, "ladder-template")["space_1_hazard"]
    assert found.title == "Not so: Something in the room could hurt a child."


def test_notes_are_left_out_on_request() -> None:
    """Everywhere on the page."""
    told = feedback_of(subject(MIDDLING, notes=NOTES))
    assert any(each.notes for each in told.ratings)
    silent = str(feedback_of(attrs.evolve(subject(MIDDLING, notes=NOTES), with_notes=False)))
    assert not [text for text in NOTES.values() if text in silent]


def test_an_answer_is_named_as_its_scale_names_it() -> None:
    """Label and code, a number with its unit, a share of persons, or why there is none."""
    steps = Scale("steps", (Point("0", Fraction(0)), Point("1", Fraction(1), "Done"), Point("yes", Fraction(2), "Yes")))
    item = Item("a", "A", steps)
    rated = Status.RATED
    assert recorded(item, Answer(rated, "0", Fraction(0))) == "0"
    assert recorded(item, Answer(rated, "1", Fraction(1))) == "Done, 1"
    assert recorded(item, Answer(rated, "yes", Fraction(2))) == "Yes"
    minutes = Item("m", "M", Scale("m", kind=Kind.NUMBER, unit="minutes"))
    assert recorded(minutes, Answer(rated, value=Fraction("7.5"))) == "7.5 minutes"
    assert recorded(Item("p", "P", Scale("p", kind=Kind.PERCENT)), Answer(rated, value=Fraction(70))) == "70 %"
    assert recorded(Item("n", "N", Scale("n", kind=Kind.COUNT)), Answer(rated, value=Fraction(3))) == "Counted: 3"
    persons = Answer(rated, persons=(Fraction(1), Fraction(1, 2), Fraction(1)))
    assert recorded(Item("q", "Q", Scale("q", kind=Kind.PERSONS)), persons) == "3 persons, 83 % of what was asked"
    assert recorded(item, MISSING) == "Not rated"
    assert recorded(item, INVALID) == "Could not be read"
    assert recorded(item, Answer(Status.NO_OPPORTUNITY)) == "No opportunity"


def test_strengths_without_room_are_named() -> None:
    """In one sentence, or in none."""
    rest = list(strengths(GOOD).values())[:2]
    assert also(rest) == "Also at their best: “Everyone comes prepared” and “A welcome that fits this family”."
    assert also([]) == ""
