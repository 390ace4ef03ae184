"""The whole page: of the family meeting as a person would expect it, and of every checklist whatever was rated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.model.unit import Unit
from fidelity.plan.definition import Definition
from fidelity.records.entry import Record
from fidelity.records.goals import Goal, StoredGoal, as_content
from fidelity.report.feedback.page import MOST_STRENGTHS, feedback_of
from fidelity.report.feedback.record import Feedback
from fidelity.report.feedback.standing import PracticePart, parts, standings
from fidelity.report.feedback.subject import Origin, Subject
from fidelity.report.feedback.words import VOICES
from fidelity.report.observation_scores import answers_of
from tests.report.feedback.sample import (
    FILES,
    GOOD,
    HARD,
    MIDDLING,
    SPARSE,
    definitions,
    drawn,
    family_meeting,
    observation,
    subject,
)


@cache
def everything() -> tuple[Definition, ...]:
    """Every checklist that comes with the project, and every profile's variant of one."""
    return tuple(definition for path in FILES for definition in definitions(path))


@attrs.frozen
class Case:
    """A visit that was made up, told by so little that a failure can be read.

    Attributes:
        place: Which checklist.
        seed: What the ratings are drawn from.
        share: What share of them is missing.
        n_before: How many visits came before it.
    """

    place: int
    seed: int
    share: float
    n_before: int

    def subject(self) -> Subject:
        """What its page is about."""
        definition, random = everything()[self.place], Random(self.seed)
        where = {"site": "S1", "team": "T1", "client": "C1"}
        days = [f"2026-0{month + 1}-15" for month in range(self.n_before)]
        before = [observation(definition, drawn(definition, random, self.share), {}, date=day, **where) for day in days]
        return subject(drawn(definition, random, self.share), definition, before, {}, **where)


CASES = st.builds(
    Case,
    st.deferred(lambda: st.integers(0, len(everything()) - 1)),
    st.integers(0, 2**32),
    st.sampled_from([0, 0.02, 0.3, 0.9, 1]),
    st.integers(0, 7),
)


def told(ratings: dict[str, str], **facts: str) -> Feedback:
    """The page of a family meeting."""
    return feedback_of(subject(ratings, None, (), {}, **facts))


def test_a_good_meeting_begins_with_what_went_well() -> None:
    """And says how much of it there was in its title."""
    page = told(GOOD)
    assert page.title == (
        "Six of eight parts at their best. Next: “The child's voice” and “One plan, in the family's words”"
    )
    assert page.strengths.heading == "What went well"
    assert len(page.strengths.items) == MOST_STRENGTHS
    assert [each.verdict for each in page.criteria] == ["met", "met"]


def test_a_middling_meeting_has_something_to_build_on() -> None:
    """Whole parts and single things, and at most two to work on."""
    page = told(MIDDLING)
    assert page.title.startswith("Something to build on. Next: “The child's voice”")
    assert {each.nearness for each in page.strengths.items} == {"whole", "single"}
    assert page.targets is not None
    assert page.targets.heading == "Two things to work on next"
    assert page.targets.rule.startswith("At most two, in this order: what must not happen, and did")


def test_a_hard_meeting_is_told_without_a_blow() -> None:
    """The title names no wrong and no score; what came closest is told, and called no more than that."""
    page = told(HARD)
    assert page.title == "Something to put right. Next: “The child's voice”"
    assert page.strengths.heading == "What came closest"
    assert page.strengths.intro.startswith("Nothing was rated at its best this time.")
    assert "not a verdict on you" in page.greeting


def test_a_meeting_far_from_everything_gets_no_invented_praise() -> None:
    """It says so in a sentence, and goes on to what would help."""
    page = told({**dict.fromkeys(GOOD, "0"), "decided_before": "yes", "blame": "yes"})
    assert (page.strengths.heading, page.strengths.items) == ("First of all", ())
    assert page.strengths.intro.startswith("Nothing that was rated came near what is described this time.")
    assert page.targets is not None
    assert len(page.targets.items) == 2


def test_a_perfect_meeting_gets_no_invented_target() -> None:
    """Keeping is told instead."""
    best = {**dict.fromkeys(GOOD, "2"), "decided_before": "no", "blame": "no"}
    page = told(best)
    assert page.title == "All of it at its best"
    assert page.targets is not None
    assert (page.targets.heading, page.targets.items, page.targets.rule) == ("Keeping it so", (), "")
    assert page.targets.intro.startswith("Everything that was rated was at its best.")
    assert page.strengths.more.startswith("Also at their best: ")
    del best["going_well"]
    page = told(best)
    assert page.title == "Nothing fell short in what was rated"
    assert page.targets is not None
    assert page.targets.intro.endswith("One item that should have been rated had no rating, so nothing is said of it.")


def test_a_meeting_that_was_hardly_rated_says_so_first() -> None:
    """In the title and in the greeting."""
    page = told(SPARSE)
    assert page.title.startswith("Only a part of this visit was rated. Next: ")
    assert page.greeting.endswith("4 of the 19 items that applied have a rating; of the others nothing can be said.")


def test_a_meeting_that_was_not_rated_has_nothing_but_reasons() -> None:
    """No strengths, no targets, no number; the words to fill in are still there."""
    page = told({})
    assert page.title == "Too little was rated in this visit to say how it went"
    assert (page.strengths.items, page.targets) == ((), None)
    assert all(each.value is None and each.reason for each in page.scores)
    assert {each.verdict for each in page.criteria} == {"cannot_tell"}
    assert page.agree.lines == ("What I will try", "What will help, and who sees to it", "We look at it again on")


def test_counts_alone_are_neither_praised_nor_blamed() -> None:
    """Where no criterion tells."""
    definition = next(each for each in everything() if each.checklist.id == "commenting")
    page = feedback_of(subject({"minutes": "5", "occasions_taken": "3"}, definition))
    assert page.strengths.intro.startswith("What was recorded are counts, which are neither good nor bad")


def test_a_measured_visit_that_reached_all_says_just_that() -> None:
    """It is not said that all was at its best: nobody asked for more."""
    definition = next(each for each in everything() if each.checklist.id == "commenting")
    ratings = {"minutes": "5", "comments_on_target": "6", "comments_off_target": "0", "occasions_taken": "6"}
    page = feedback_of(subject({**ratings, "occasions_missed": "9"}, definition))
    assert page.title == "Everything that is asked for was reached"
    assert page.strengths.intro == "What is asked for was reached here."
    assert page.targets is not None
    assert page.targets.intro.startswith("Everything that is asked for was reached.")


@pytest.mark.parametrize("unit", list(Unit))
def test_every_unit_is_spoken_to_in_its_own_way(unit: Unit) -> None:
    """A team is spoken to as a team; nobody is judged."""
    voice = VOICES[unit]
    assert "{eyes}" in voice.greeting
    assert voice.noun in ("visit", "review")
    alone = unit in (Unit.SESSION, Unit.PRACTITIONER, Unit.CLIENT)
    assert voice.try_next == ("What I will try" if alone else "What we will try")
    assert ("your coach" in voice.closing) is alone


def test_goals_that_are_open_come_back_and_new_ones_stand_at_the_end() -> None:
    """Settled ones stay away, as do those that were set later."""
    goal = Goal("P03", "family_meeting", "Ask first", date(2026, 10, 16), date(2026, 12, 4), "meeting", "childs_voice")

    def stored(name: str, **changes: Any) -> StoredGoal:
        changed = attrs.evolve(goal, **changes)
        return StoredGoal(Record(name, "goal", as_content(changed), ("t",), 1, "", "", "", "", False, False), changed)

    goals = (
        stored("open"),
        stored("met", state="met"),
        stored("here", visit="P03-2026-11-20", set_on=date(2026, 11, 20)),
        stored("unsaid", set_on=date(2026, 11, 20)),
    )
    page = feedback_of(attrs.evolve(subject(GOOD), goals=goals))
    assert [each.id for each in page.goals] == ["open"]
    assert page.goals[0].since == ("Since then, 20 November 2026: two of three items at their best.",)
    assert [each.id for each in page.agree.agreed] == ["here", "unsaid"]
    assert page.agree.agreed[0].since == ()


def test_a_consensus_speaks_for_its_raters() -> None:
    """As what they saw together."""
    page = feedback_of(attrs.evolve(subject(GOOD), origin=Origin("r", decided_by=("R1", "R2"))))
    assert page.greeting.startswith("This page is about one visit, as R1 and R2 together saw it.")


def test_a_criterion_that_no_longer_holds_is_not_told() -> None:
    """By the day of the visit."""
    assert told(GOOD, date="2025-12-31").criteria == ()
    assert told(GOOD, date="2025-12-31").trend is not None


@settings(max_examples=150, deadline=None)
@given(CASES)
def test_strengths_and_targets_never_overlap(case: Case) -> None:
    """No item is in both, and no part that is called one is called the other."""
    page = feedback_of(case.subject())
    aims = page.targets.items if page.targets else ()
    strong = {name for each in page.strengths.items for name in each.items if each.kind != "measure"}
    assert not strong & {seen.id for aim in aims for seen in aim.seen}
    assert not {(each.kind, each.id) for each in page.strengths.items} & {(each.kind, each.id) for each in aims}
    assert len(aims) <= 2


@settings(max_examples=150, deadline=None)
@given(CASES)
def test_the_rule_that_the_page_states_is_kept(case: Case) -> None:
    """What must not happen comes first; what is called furthest is furthest; core parts come before others."""
    of = case.subject()
    page, definition = feedback_of(of), of.definition
    answers = answers_of(of.observation.ratings, definition.checklist)
    held = {
        part.key: part
        for part in parts(standings(definition.plan, definition.intervention, answers), definition.intervention)
    }
    aims = page.targets.items if page.targets else ()
    keys = [(aim.kind, aim.id) for aim in aims]
    happened = [key for key, part in held.items() if part.gap and part.is_prohibited]
    assert [key for key, aim in zip(keys, aims, strict=True) if aim.reason == "happened"] == happened[:2]
    reasons = [aim.reason for aim in aims]
    assert reasons == sorted(reasons, key=["happened", "asked", "furthest"].index)
    rest = [part for key, part in held.items() if key not in keys and part.gap and not part.is_prohibited]
    for key, aim in zip(keys, aims, strict=True):
        if aim.reason == "furthest":
            assert all(_comes_after(part, held[key]) for part in rest)
    assert bool(aims) or not any(part.gap for part in held.values()) or _only_measured(of)


def _comes_after(other: PracticePart, chosen: PracticePart) -> bool:
    """Whether a part may be left out for the sake of a chosen one; one of raw numbers is judged by its criterion."""
    raw = any(each.item.scale.is_measure and not each.item.steps for each in other.standings)
    return raw or (chosen.is_core, chosen.gap or 0) >= (other.is_core, other.gap or 0)


def _only_measured(of: Subject) -> bool:
    """Whether everything is judged by what is made of it."""
    return all(item.scale.is_measure for item in of.definition.checklist.items)


@settings(max_examples=150, deadline=None)
@given(CASES)
def test_nothing_is_empty_and_no_number_is_made_up(case: Case) -> None:
    """Every heading has something below it; a score without a value has its reason, and one with a value has none."""
    of = case.subject()
    page = feedback_of(of)
    assert all(text.strip() for text in (page.title, page.kicker, page.greeting, page.strengths.intro))
    assert page.targets is None or page.targets.intro.strip()
    for text in _sentences(attrs.asdict(page)):
        assert "{" not in text.replace("{{", ""), text
        assert not re.search(r"\bNone\b(?! of the)", text), text
        assert text == text.strip() or "\n" in text, text
    for score in page.scores:
        assert (score.value is None) == (score.reason is not None)
        assert (score.shown == "no score") == (score.value is None)
        assert bool(score.sentences) or score.value is not None
    if not of.observation.ratings:
        assert not page.strengths.items
        assert page.targets is None
        assert all(score.value is None for score in page.scores)
    for each in page.strengths.items:
        assert each.title
        assert each.expected or each.remark or each.kind != "measure"


def _sentences(of: object) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(of, str):
        yield of
    elif isinstance(of, dict):
        for value in of.values():
            yield from _sentences(value)
    elif isinstance(of, list | tuple):
        for value in of:
            yield from _sentences(value)


def test_the_family_meeting_is_among_everything() -> None:
    """And so are more than thirty other checklists."""
    ids = {definition.checklist.id for definition in everything()}
    assert family_meeting().checklist.id in ids
    assert len(everything()) > 30


def test_what_cannot_be_told_is_not_called_reached() -> None:
    """Two of three measures reached what is asked for; the third had no place in this family's programme."""
    definition = next(each for each in everything() if each.checklist.id == "client_visits")
    items = [item.id for item in definition.checklist.items]
    page = feedback_of(
        subject(dict(zip(items, ("10", "10", "not_applicable", "not_applicable", "10", "10"), strict=True)), definition)
    )
    assert {each.verdict for each in page.criteria} == {"met", "cannot_tell"}
    assert page.title == "What is asked for was reached, as far as it can be told"
    assert page.targets is not None
    assert page.targets.intro.startswith("As far as it can be told, what is asked for was reached.")


def test_items_have_the_numbers_of_the_form() -> None:
    """Also where a profile leaves some out, and once each where their texts begin with a number too."""
    definition = next(each for each in everything() if each.checklist.id == "benchmarks")
    page = feedback_of(subject({}, definition))
    assert (page.ratings[12].number, page.ratings[12].text[:2]) == (13, "A ")
