"""Hand-ins checked against their checklist, and what was filled in comes out whatever it was filled into."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Mapping
from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.handins.checking import Checked, Checker, check
from fidelity.handins.identity import derived_id
from fidelity.handins.json_sheet import json_sheet
from fidelity.handins.plain_text import plain
from fidelity.problems import Severity
from fidelity.records.observation import Edition, as_content
from tests.forms.samples import blank
from tests.handins.samples import (
    BLANK,
    FACTS,
    OBSERVATION,
    POLICY,
    RATINGS,
    TODAY,
    Installed,
    answers,
    checked,
    codes,
    content,
    filled_csv,
    filled_workbook,
)


def of(**changes: object) -> Checked:
    """A hand-in in JSON, changed and checked."""
    return check(json_sheet(content(**changes), "a.json"), Installed(), POLICY, TODAY)


def test_a_hand_in_that_is_in_order_is_an_observation() -> None:
    """As it was recorded; what the form showed and what made it are no part of it."""
    found = of()
    assert (found.observation, found.problems, found.remarks) == (OBSERVATION, (), ())
    assert found.definition is not None
    assert found.definition.plan.hash == BLANK.plan.hash


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """Each with its file, its place, and what it is about; and there is no observation."""
    wrong = {"greets": "9", "grets": "1", "plans": "NS"}
    found = of(facts={**FACTS, "date": "soon", "minutes": "?"}, ratings=wrong, notes={"plan": "x"})
    assert found.observation is None
    assert [(problem.code, problem.path) for problem in found.problems] == [
        ("bad-date", ("facts", "date")),
        ("bad-fact", ("facts", "minutes")),
        ("bad-cell", ("ratings", "greets")),
        ("unknown-item", ("ratings", "grets")),
        ("bad-cell", ("ratings", "plans")),
        ("unknown-item", ("notes", "plan")),
    ]
    assert {str(problem.place) for problem in found.problems} == {"a.json"}
    assert found.problems[2].message == "item `greets`: `9` is not a code of this item"
    assert found.problems[3].help == "did you mean `greets`?"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"version": "1.1"}, "edition-not-installed"),
        ({"intervention": "other"}, "edition-not-installed"),
        ({"checklist": "delivry"}, "edition-not-installed"),
        ({"plan_hash": f"sha256:{'0' * 64}"}, "edition-differs"),
        ({"profile": "short"}, "edition-differs"),
        ({"checklist": "team_day"}, "edition-differs"),
    ],
)
def test_a_form_of_another_definition_is_refused(changes: dict[str, str], code: str) -> None:
    """Nothing else is said of it, because it would be guesswork."""
    found = of(**changes, ratings={"nothing": "x"})
    assert (found.observation, codes(found.problems)) == (None, [code])


def test_a_form_without_edition_is_refused() -> None:
    """Where it is JSON, the shape has told why already."""
    assert codes(of(plan_hash="x").problems) == ["bad-value"]
    sheet = attrs.evolve(json_sheet(content(), "a.csv"), edition=None)
    assert codes(check(sheet, Installed()).problems) == ["no-edition"]


def test_another_wording_is_pointed_out_and_taken() -> None:
    """Nothing that is computed has changed."""
    found = of(text_hash=f"sha256:{'0' * 64}")
    assert found.observation is not None
    assert found.observation.edition.text_hash == f"sha256:{'0' * 64}"
    assert codes(found.remarks) == ["text-differs"]
    assert of(text_hash="").remarks == ()


def test_what_is_missing_is_pointed_out_and_taken() -> None:
    """Without those that a profile leaves out; what those say is kept, and not used."""
    found = of(ratings={"greets": "2", "plans": "missing"})
    assert found.observation is not None
    (remark,) = found.remarks
    assert (remark.code, remark.severity) == ("items-missing", Severity.INCOMPLETE)
    assert remark.message == "4 of 5 items without an answer: plans, talks, takes_part, knows"
    short = blank(profile="short")
    left_out = of(profile="short", plan_hash=short.plan.hash, ratings={"greets": "2", "talks": "5"})
    assert left_out.observation is not None
    assert [remark.message for remark in left_out.remarks] == [
        "3 of 4 items without an answer: plans, takes_part, knows",
        "these answers are kept and not used, because the profile leaves them out: talks",
    ]


def test_a_blank_form_is_refused_as_one() -> None:
    """And not for each fact that it does not say."""
    assert codes(of(facts={}, ratings={"greets": ""}, notes={}).problems) == ["nothing-filled-in"]
    assert codes(of(ratings={}).problems) == []
    assert codes(of(ratings={"greets": "9"}).problems) == ["bad-cell"]


def test_an_id_that_is_none_is_refused_and_none_is_made() -> None:
    """A sheet has none as a rule; whatever somebody typed there is not made one."""
    sheet = json_sheet(content(), "a.csv")
    assert codes(check(attrs.evolve(sheet, id="mine"), Installed()).problems) == ["bad-record-id"]
    made = check(attrs.evolve(sheet, id=""), Installed()).observation
    assert made is not None
    assert made.id == derived_id(BLANK.edition, FACTS)


def test_remarks_on_facts_and_notes_have_their_place() -> None:
    """And stop nobody."""
    found = of(facts={**FACTS, "date": "2027-01-01"}, notes={"greets": "call 0131 496 0000\x00"})
    assert found.observation is not None
    assert [(remark.code, remark.path) for remark in found.remarks] == [
        ("future-date", ("facts", "date")),
        ("control-character", ("notes", "greets")),
        ("looks-personal", ("notes", "greets")),
    ]


def test_a_checklist_is_looked_up_once_whatever_the_hashes_say() -> None:
    """Whoever makes up a thousand hashes does not have a definition read a thousand times."""
    installed = Installed()
    checker = Checker(installed, POLICY, TODAY)
    for number in range(3):
        checker.check(json_sheet(content(plan_hash=f"sha256:{number:064}", text_hash=f"sha256:{number:064}"), "a.json"))
    assert set(installed.asked) == {Edition("visit", "1.2", "delivery")}


def test_a_problem_of_reading_is_not_told_twice() -> None:
    """A date that holds a formula is not missing as well."""
    filled = filled_workbook(lambda key: ("=A1", "") if key == "fact:date" else answers()(key))
    assert codes(checked("a.xlsx", filled).problems) == ["formula-in-cell"]


def test_mistakes_without_number_are_told_in_part_and_in_no_time() -> None:
    """To look for what was meant by each of a hundred thousand names would take minutes."""
    names = [f"item_{number}" for number in range(100_000)]
    start = time.perf_counter()
    found = [
        of(ratings=dict.fromkeys(names, "1")),
        of(notes=dict.fromkeys(names, "x")),
        of(facts=dict.fromkeys(names, "x")),
        of(**dict.fromkeys(names, "x")),
        checked("a.csv", ("Key,Answer\n" + "\n".join(f"itm:{name},1" for name in names[:50_000])).encode()),
        checked("a.csv", ("Key,Answer\n" + "\n".join(f",{name}" for name in names[:50_000])).encode()),
    ]
    assert time.perf_counter() - start < 20
    assert all(each.observation is None and len(each.problems) <= 105 for each in found)


def drawn(rng: random.Random) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Facts, answers and notes as somebody might give them."""
    choices: Mapping[str, list[str]] = {
        "greets": ["0", "1", "2"],
        "plans": ["0", "1", "2", "not_applicable", "not_observed"],
        "talks": ["0", "7", "12.5", "0.125", "480"],
        "takes_part": ["0", "100", "33.3", "85"],
        "knows": ["4/4", "1/3 2/3 3/3", "100% 0%", "0.5 1"],
    }
    ratings = {name: rng.choice(texts) for name, texts in choices.items() if rng.random() < 0.8} or {"greets": "2"}
    facts = {
        "date": date.fromordinal(rng.randint(731000, 739944)).isoformat(),
        "practitioner": f"P{rng.randint(1, 9999)}",
        "rater": f"R{rng.randint(1, 99)}",
    }
    more = {"role": "coach", "mode": "video", "minutes": str(rng.randint(1, 9999)), "site": "N-7", "raters": "2"}
    facts |= {name: text for name, text in more.items() if rng.random() < 0.5}
    return facts, ratings, {}


TYPED = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30).map(lambda text: plain(text)[0])
"""What somebody types: on one line, for spreadsheets write ends of lines each in their own way."""


@settings(max_examples=60, deadline=None)
@given(
    st.randoms(use_true_random=False),
    st.dictionaries(st.sampled_from([*RATINGS]), TYPED, max_size=3),
    st.integers(0, 2),
)
def test_what_is_filled_in_comes_out_whatever_it_is_filled_into(
    rng: random.Random, typed: dict[str, str], delimiter: int
) -> None:
    """The same answers in JSON, in a workbook, and in text of any kind are the same observation, to the letter."""
    facts, ratings, _ = drawn(rng)
    notes = {name: text for name, text in typed.items() if text and not text.startswith("'")}
    at = answers(facts, ratings, notes)
    found = [
        checked("a.csv", filled_csv(at, ",;\t"[delimiter], newline=rng.choice(["\r\n", "\n"])).encode()),
        checked("a.xlsx", filled_workbook(at)),
        of(id="", facts=facts, ratings=ratings, notes=notes, shown={}),
    ]
    expected = found[0].observation
    assert expected is not None, found[0].problems
    assert (expected.ratings, expected.notes) == (ratings, notes)
    assert {**facts, "observation": f"{facts['practitioner']}-{facts['date']}"} == expected.facts
    in_json = attrs.evolve(json_sheet(content(facts=facts, ratings=ratings, notes=notes), "a.json"), id="")
    found[2] = check(in_json, Installed(), POLICY, TODAY)
    assert [each.observation for each in found] == [expected] * 3


def test_an_observation_goes_out_and_comes_back() -> None:
    """As the store keeps it: whoever exports a record can hand it in again."""
    text = json.dumps(as_content(OBSERVATION))
    assert checked("a.json", text.encode()).observation == OBSERVATION
