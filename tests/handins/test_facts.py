"""Facts, checked."""

from __future__ import annotations

import pytest

from fidelity.handins.facts import Facts, checked_facts
from fidelity.handins.limits import FACT
from fidelity.records.observation import Edition
from tests.forms.samples import intervention
from tests.handins.samples import FACTS, POLICY, TODAY

EDITION = Edition("visit", "1.2", "delivery")
CHECKLIST = intervention().checklist("delivery")


def check(without: str = "nothing", **changes: str) -> Facts:
    """The facts of the sample, changed."""
    given = {name: text for name, text in {**FACTS, **changes}.items() if name != without}
    return checked_facts(given, EDITION, CHECKLIST, POLICY, TODAY)


def test_facts_that_are_in_order_stay() -> None:
    """With those that mean nothing to us beside them; blank ones are none."""
    found = check(setting="school", team="  ")
    assert found.texts == {**FACTS, "setting": "school"}
    assert (found.problems, found.remarks) == ((), ())


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("date", "2026-11-20T14:30", "2026-11-20"),
        ("minutes", "45.0", "45"),
        ("raters", "2", "2"),
        ("observation", " Visit 3 ", "Visit 3"),
        ("role", "supervisor", "supervisor"),
        ("role", "master", "master"),
        ("mode", "audio", "audio"),
    ],
)
def test_a_fact_is_kept_in_one_way(name: str, typed: str, kept: str) -> None:
    """A time of day is dropped, a number is whole."""
    found = check(**{name: typed})
    assert (found.texts[name], found.problems) == (kept, ())


def test_a_visit_without_name_is_called_after_whom_it_was_with() -> None:
    """And its day, and the client where there is one."""
    assert check(without="observation").texts["observation"] == "P03-2026-11-20"
    assert check(observation=" ", client="F7").texts["observation"] == "P03-2026-11-20-F7"


@pytest.mark.parametrize("name", ["date", "practitioner", "rater"])
def test_what_every_record_needs_is_missed(name: str) -> None:
    """With what it is."""
    ((problem, about),) = check(without=name).problems
    assert (problem.code, about) == ("missing-fact", name)
    assert name in problem.message
    assert problem.help


def test_what_is_needed_depends_on_what_the_checklist_speaks_about() -> None:
    """A team, a site, a client."""
    team = intervention().checklist("team_day")
    found = checked_facts({"date": "2026-11-20", "rater": "R1"}, EDITION, team, POLICY, TODAY)
    assert [name for _, name in found.problems] == ["team"]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("date", "20/11/2026", "bad-date"),
        ("date", "2026-02-30", "bad-date"),
        ("date", "2026-?-20", "bad-date"),
        ("minutes", "0", "bad-fact"),
        ("minutes", "an hour", "bad-fact"),
        ("minutes", "12.5", "bad-fact"),
        ("minutes", "²", "bad-fact"),
        ("raters", "100", "bad-fact"),
        ("role", "Coach", "bad-fact"),
        ("mode", "telepathy", "bad-fact"),
        ("practitioner", "jane smith", "not-a-code"),
        ("rater", "r1", "not-a-code"),
        ("rater", "consensus", "bad-fact"),
        ("observation", "two\nlines", "bad-fact"),
        ("site", "N\x007", "bad-fact"),
        ("site", "\u202eevil", "bad-fact"),
        ("site", "x" * (FACT + 1), "too-long"),
        ("Date", "2026-11-20", "unknown-fact"),
        ("bad\nname", "x", "unknown-fact"),
        ("x" * 61, "x", "unknown-fact"),
        ("", "x", "unknown-fact"),
    ],
)
def test_what_cannot_be_is_refused(name: str, text: str, code: str) -> None:
    """Each by its name, and once."""
    assert [(problem.code, about) for problem, about in check(**{name: text}).problems] == [(code, name)]


def test_a_misspelt_fact_is_pointed_out_where_the_real_one_is_missing() -> None:
    """In the help of what is missed, if it is needed; in a remark, if it is not."""
    found = check(without="practitioner", practitoner="P03")
    assert [(problem.code, problem.help) for problem, _ in found.problems] == [("missing-fact", "is it `practitoner`?")]
    ((remark, name),) = check(without="minutes", minuts="45").remarks
    assert (remark.code, name, remark.help) == ("unknown-fact", "minuts", "is it `minutes`?")


def test_everything_is_told_at_once() -> None:
    """Whatever is wrong with one fact does not hide what is wrong with another."""
    found = check(date="soon", minutes="x", rater="?", without="practitioner")
    assert sorted(name for _, name in found.problems) == ["date", "minutes", "practitioner", "rater"]


def test_a_day_to_come_is_pointed_out() -> None:
    """Mostly it is a slip of the finger; today is no day to come."""
    assert [remark.code for remark, _ in check(date="2027-11-20").remarks] == ["future-date"]
    assert check(date=TODAY.isoformat()).remarks == ()


def test_a_fact_that_names_somebody_is_pointed_out() -> None:
    """The codes are looked at by the policy of the workspace."""
    ((remark, name),) = check(observation="Mrs Smith, 0131 496 0000").remarks
    assert (remark.code, name) == ("looks-personal", "observation")


def test_facts_without_number_are_refused() -> None:
    """And still all that is wrong with them is told."""
    found = check(**{f"fact_{number}": "x" for number in range(60)})
    assert [problem.code for problem, _ in found.problems] == ["too-many"]
