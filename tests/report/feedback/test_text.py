"""The page as plain text: what the page of HTML says, in the same order, in 80 columns."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, settings

from fidelity.definition.reading import read_definition
from fidelity.plan.definition import Definition
from fidelity.plan.lowering import lower
from fidelity.report.feedback.html import feedback_html
from fidelity.report.feedback.page import feedback_of
from fidelity.report.feedback.text import feedback_text
from tests.report.feedback.sample import GOOD, MIDDLING, NOTES, SPARSE, family_meeting, observation, subject
from tests.report.feedback.test_html import EARLIER, read
from tests.report.feedback.test_page import CASES, Case
from tests.report.whole import WHOLE


def words_of(text: str) -> str:
    """A text without its lines."""
    return " ".join(text.split())


def test_the_text_has_the_headings_of_the_page_in_their_order() -> None:
    """Each underlined."""
    feedback = feedback_of(subject(MIDDLING, family_meeting(), EARLIER, NOTES))
    lines = feedback_text(feedback).splitlines()
    under = [line for line, rule in pairwise(lines) if rule and rule == "-" * len(line)]
    headings = [text for level, text in read(feedback_html(feedback)).headings if level == 2]
    assert under == headings


def test_the_text_says_what_the_page_says() -> None:
    """Every sentence of the feedback stands in it."""
    feedback = feedback_of(subject(MIDDLING, family_meeting(), EARLIER, NOTES))
    text = words_of(feedback_text(feedback))
    assert feedback.targets is not None
    said = [feedback.title, feedback.kicker, feedback.greeting, feedback.strengths.intro, feedback.targets.rule]
    for strength in feedback.strengths.items:
        said += [strength.title, strength.expected, strength.remark, *(note.text for note in strength.notes)]
    for aim in feedback.targets.items:
        said += [aim.title, aim.expected, aim.when, aim.more, aim.why]
        said += [part for seen in aim.seen for part in (seen.text, seen.recorded, seen.seen, seen.best)]
    assert feedback.trend is not None
    said += [*feedback.trend.sentences, *feedback.agree.lines, *(fact.text for fact in feedback.provenance)]
    assert not [each for each in said if words_of(each) not in text]
    assert "Noted: The teacher said what M. “probably wants”." in text


def test_an_item_without_a_part_is_not_said_twice() -> None:
    """Its text is the title of the target already."""
    intervention = read_definition(WHOLE.encode(), "visit.yaml")
    definition = Definition(intervention, lower(intervention.checklist("delivery")))
    text = feedback_text(feedback_of(subject({"length": "5"}, definition)))
    assert text.count("How long it takes\n") == 1
    assert "1. How long it takes\n\n     What was seen: 5 minutes\n" in text


def test_a_column_without_anything_in_it_is_left_out() -> None:
    """Where no score has a band."""
    assert "Band" in feedback_text(feedback_of(subject(GOOD)))
    assert "Band" not in feedback_text(feedback_of(subject(SPARSE)))


def test_a_control_character_cannot_move_the_cursor() -> None:
    """Not from a note, a code or a title."""
    feedback = feedback_of(subject(MIDDLING, notes={"childs_words": "red \x1b[31m\u202e"}, rater="R\x1b1"))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202e]", feedback_text(feedback))


@settings(max_examples=60, deadline=None)
@given(CASES)
def test_no_line_is_wider_than_the_page(case: Case) -> None:
    """On a page of 80 characters, and on a narrow one as far as a table can."""
    feedback = feedback_of(case.subject())
    assert max(map(len, feedback_text(feedback).splitlines())) <= 80
    assert max(map(len, feedback_text(feedback, 60).splitlines())) <= 60
    assert not re.search(r"\n\n\n\n", feedback_text(feedback))


def test_a_long_code_is_broken_rather_than_the_page() -> None:
    """A code of a hundred letters still fits."""
    seen = observation(family_meeting(), GOOD, {}, date="2026-10-10")
    text = feedback_text(
        feedback_of(subject(GOOD, family_meeting(), [seen], {}, rater="R" * 100, practitioner="P" * 100))
    )
    assert max(map(len, text.splitlines())) <= 80
