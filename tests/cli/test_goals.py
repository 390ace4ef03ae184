"""`fidelity goals`."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from fidelity.records.goals import goals
from fidelity.records.store import Store
from tests.cli.conftest import Ran
from tests.cli.recorded import Recorded

Fidelity = Callable[..., Ran]
SAID = ("--text", "Ask openly", "--look-again", "2036-12-04")


def stored(recorded: Recorded) -> list[tuple[str, str, str]]:
    """What each goal is about, its text and its state."""
    with Store.open(recorded.path, readonly=True) as store:
        return [(each.goal.component or each.goal.item, each.goal.text, each.goal.state) for each in goals(store)]


def first(recorded: Recorded) -> str:
    """The id of the first goal."""
    with Store.open(recorded.path, readonly=True) as store:
        return goals(store)[0].record.id


def test_a_goal_is_set(fidelity: Fidelity, recorded: Recorded) -> None:
    """For a component, from today, by whoever works here."""
    ran = fidelity("goals", "add", "P03", "visit", "--component", "care", *SAID)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith("is set; it is looked at again on 2036-12-04.\n")
    assert stored(recorded) == [("care", "Ask openly", "open")]
    with Store.open(recorded.path, readonly=True) as store:
        (held,) = goals(store)
    assert (held.goal.set_on, held.goal.checklist, held.record.made_by) == (date.today(), "delivery", "R1")


def test_a_goal_may_be_about_an_item_and_of_another_day(fidelity: Fidelity, recorded: Recorded) -> None:
    """With the visit at which it was agreed."""
    where = ("--item", "asks", "--on", "2026-11-20", "--visit", "P03-2026-11-20", "--by", "R2")
    assert fidelity("goals", "add", "P03", "visit", *where, *SAID).code == 0
    with Store.open(recorded.path, readonly=True) as store:
        (held,) = goals(store)
    assert (held.goal.item, held.goal.set_on.isoformat(), held.goal.visit) == ("asks", "2026-11-20", "P03-2026-11-20")
    assert held.record.made_by == "R2"


def test_what_is_not_there_is_answered_with_the_nearest(fidelity: Fidelity, recorded: Recorded) -> None:
    """A component, an item, a checklist; and nothing is recorded."""
    for words, known in ((("--component", "caer"), "care"), (("--item", "ask"), "asks")):
        ran = fidelity("goals", "add", "P03", "visit", *words, *SAID)
        assert (ran.code, f"did you mean `{known}`" in ran.err) == (2, True)
    assert fidelity("goals", "add", "P03", "visit", "--checklist", "no", *SAID).code == 2
    assert stored(recorded) == []


def test_names_are_refused_and_texts_that_look_like_one_are_told(fidelity: Fidelity, recorded: Recorded) -> None:
    """A practitioner has a code; what is to be tried is kept as it was said."""
    assert "not-a-code" in fidelity("goals", "add", "Jo Example", "visit", *SAID).err
    ran = fidelity("goals", "add", "P03", "visit", "--text", "Ring 0131 496 0000 first", "--look-again", "2036-12-04")
    assert ran.code == 0
    assert "note: the text looks as if it held a phone number" in ran.err


def test_a_goal_needs_words_and_a_later_day(fidelity: Fidelity, recorded: Recorded) -> None:
    """Nothing is recorded otherwise."""
    early = ("--text", "Ask", "--look-again", "2020-01-01")
    assert "bad-practice-goal" in fidelity("goals", "add", "P03", "visit", *early).err
    assert "bad-practice-goal" in fidelity("goals", "add", "P03", "visit", *SAID, "--text", " ").err
    assert "bad-date" in fidelity("goals", "add", "P03", "visit", "--text", "Ask", "--look-again", "4/12/2036").err
    assert "bad-practice-goal" in fidelity("goals", "add", "P03", "visit", "--text", "Ask", "--look-again", "").err
    assert stored(recorded) == []


def test_goals_are_listed(fidelity: Fidelity, recorded: Recorded) -> None:
    """Open ones on a page, as JSON and as CSV; of one practitioner or of all."""
    assert fidelity("goals", "list").err == "There are no open goals.\n"
    fidelity("goals", "add", "P03", "visit", "--component", "care", *SAID)
    fidelity("goals", "add", "P04", "visit", *SAID)
    page = fidelity("goals", "list").out
    assert page.splitlines()[0].split() == ["id", "whose", "about", "goal", "look", "again", "state"]
    assert len(page.splitlines()) == 4
    listed = json.loads(fidelity("goals", "list", "P04", "--format", "json").out)
    assert [row["practitioner"] for row in listed] == ["P04"]
    csv = fidelity("goals", "list", "--format", "csv").out.splitlines()
    assert csv[0] == "id,practitioner,intervention,checklist,component,item,text,set_on,look_again_on,state,visit"
    assert len(csv) == 3


def test_a_goal_is_settled_with_a_reason(fidelity: Fidelity, recorded: Recorded) -> None:
    """It leaves the list of open ones, and stays in that of all."""
    fidelity("goals", "add", "P03", "visit", *SAID)
    name = first(recorded)
    assert fidelity("goals", "settle", name[:8], "met").code == 2
    ran = fidelity("goals", "settle", name[:8], "met", "--why", "seen at two visits")
    assert (ran.code, ran.err) == (0, "Settled: met.\n")
    assert fidelity("goals", "list").err == "There are no open goals.\n"
    assert "met" in fidelity("goals", "list", "--all").out
    assert "goal-settled" in fidelity("goals", "settle", name, "dropped", "--why", "x").err


def test_a_goal_is_carried_to_another_day(fidelity: Fidelity, recorded: Recorded) -> None:
    """Which has to be said."""
    fidelity("goals", "add", "P03", "visit", *SAID)
    name = first(recorded)
    assert "goal-day" in fidelity("goals", "settle", name, "carried", "--why", "ill").err
    ran = fidelity("goals", "settle", name, "carried", "--why", "ill", "--look-again", "2037-01-15")
    assert (ran.code, ran.err) == (0, "Carried on; it is looked at again on 2037-01-15.\n")
    assert sorted(state for _, _, state in stored(recorded)) == ["carried", "open"]
