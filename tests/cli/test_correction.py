"""What a correction is read as, and what is told of one that means nothing."""

from __future__ import annotations

from datetime import date

import pytest

from fidelity.cli.correction import Correction, corrected, correction_of
from fidelity.definition.reading import read_definition
from fidelity.errors import UsageError
from fidelity.records.observation import Observation
from fidelity.records.policy import Policy
from tests.cli.recorded import edition
from tests.cli.sample import DEFINITION

CHECKLIST = read_definition(DEFINITION.encode(), "visit.yaml").checklist()
TODAY = date(2026, 11, 23)
OBSERVATION = Observation(
    "a",
    edition(),
    {"observation": "P03-2026-11-20", "date": "2026-11-20", "practitioner": "P03", "rater": "R1", "ward": "4"},
    {"greets": "2", "asks": "1"},
    {"greets": "Warmly"},
)


def again(asked: Correction, policy: Policy | None = None) -> Observation:
    """The sample once corrected."""
    found, _ = corrected(OBSERVATION, asked, CHECKLIST, policy or Policy(), TODAY)
    return found


def told(asked: Correction, policy: Policy | None = None) -> list[tuple[str, str]]:
    """The codes and messages of what is wrong with a correction of the sample."""
    with pytest.raises(UsageError) as raised:
        again(asked, policy)
    return [(problem.code, problem.message) for problem in raised.value.problems]


def test_words_become_a_correction() -> None:
    """The first `=` parts what from what to; a text may hold more of them, and may be empty."""
    asked = correction_of(["greets=1", "asks="], ["greets=a = b"], [" date = 2026-11-21 "])
    assert asked == Correction({"greets": "1", "asks": ""}, {"greets": "a = b"}, {"date": "2026-11-21"})


def test_words_that_say_nothing_are_told_together() -> None:
    """Each with its option, and what was given twice."""
    with pytest.raises(UsageError) as raised:
        correction_of(["greets", "=1", "asks=1", "asks=2"], [], ["date"])
    assert [(problem.code, problem.message) for problem in raised.value.problems] == [
        ("bad-assignment", "`--set greets` says not what to"),
        ("bad-assignment", "`--set =1` says not what to"),
        ("given-twice", "`--set` gives `asks` twice"),
        ("bad-assignment", "`--fact date` says not what to"),
    ]


def test_cells_are_kept_as_forms_write_them() -> None:
    """A number that equals a code is the code, nothing takes away, and what is not named stays."""
    found = again(Correction({"greets": "1.0", "plans": "not_applicable", "asks": ""}, {"greets": ""}))
    assert found.ratings == {"greets": "1", "plans": "not_applicable"}
    assert found.notes == {}
    assert found.facts == OBSERVATION.facts
    assert again(Correction({"greets": "missing"})).ratings == {"asks": "1"}


def test_facts_are_corrected_and_taken_away() -> None:
    """A day is kept as year-month-day; a fact of the record's own can go; a visit without a name gets its own."""
    found = again(Correction(facts={"date": "2026-11-21T10:30", "ward": "", "minutes": "60", "observation": ""}))
    assert found.facts == {
        "date": "2026-11-21",
        "practitioner": "P03",
        "rater": "R1",
        "minutes": "60",
        "observation": "P03-2026-11-21",
    }


def test_all_that_means_nothing_is_told_together() -> None:
    """Items and codes with the nearest, notes at what is no item, facts that cannot be."""
    asked = Correction(
        {"greet": "2", "asks": "7", "plans": "not_observed"},
        {"listns": "Well"},
        {"date": "20/11/2026", "minutes": "long", "rater": "", "role": "coch"},
    )
    assert [code for code, _ in told(asked)] == [
        "unknown-item",
        "bad-cell",
        "status-not-allowed",
        "unknown-item",
        "bad-date",
        "bad-fact",
        "bad-fact",
        "missing-fact",
    ]
    assert told(asked)[1] == ("bad-cell", "item `asks`: `7` is not a code of this item")


def test_a_fact_that_nobody_knows_is_taken_for_misspelt() -> None:
    """What the record has already may be corrected, and a new name is refused with the nearest."""
    assert again(Correction(facts={"ward": "5"})).facts["ward"] == "5"
    with pytest.raises(UsageError) as raised:
        again(Correction(facts={"practitoner": "P04"}))
    assert raised.value.problems[0].help == "did you mean `practitioner`?"


def test_codes_look_as_the_workspace_has_agreed() -> None:
    """A name is refused where a code is due."""
    policy = Policy.of({"practitioner": "P[0-9]{2}"})
    assert again(Correction(facts={"practitioner": "P04"}), policy).facts["practitioner"] == "P04"
    assert [code for code, _ in told(Correction(facts={"practitioner": "Anna"}), policy)] == ["not-a-code"]


def test_what_was_wrong_before_is_not_what_this_is_about() -> None:
    """A record whose codes were agreed on later can still be corrected."""
    policy = Policy.of({"practitioner": "X[0-9]{4}"})
    assert again(Correction({"greets": "1"}), policy).ratings["greets"] == "1"


def test_a_correction_that_changes_nothing_is_refused() -> None:
    """Every revision says something."""
    assert told(Correction({"greets": "2.0"}, {"greets": "Warmly"}, {"rater": "R1"}))[0][0] == "nothing-changes"
    assert told(Correction())[0][0] == "nothing-changes"


def test_what_is_odd_is_said_of_what_was_typed() -> None:
    """A day to come and a note with a phone number stop nobody, and should be looked at."""
    asked = Correction(notes={"asks": "Call 0141 496 0000"}, facts={"date": "2027-01-01"})
    _, odd = corrected(OBSERVATION, asked, CHECKLIST, Policy(), TODAY)
    assert [(each.code, each.message.split(":")[0]) for each in odd] == [
        ("looks-personal", "note at `asks`"),
        ("future-date", "fact `date`"),
    ]
