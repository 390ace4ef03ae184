"""Whom a page is about, whose eyes saw it, and what it was made of."""

from __future__ import annotations

import attrs

from fidelity.report.feedback.origin import eyes, facts, made_of, provenance
from fidelity.report.feedback.subject import Origin
from tests.report.feedback.sample import GOOD, PLUGINS, definitions, subject


def told(**changes: str) -> dict[str, str]:
    """The facts at the top of a page."""
    return {fact.label: fact.text for fact in facts(subject(GOOD, None, (), {}, **changes))}


def test_what_was_recorded_is_told_in_words() -> None:
    """And what was not is left out."""
    assert told() == {"For": "P03", "Day": "20 November 2026", "Rated by": "R1, coach, live"}
    assert told(mode="video", minutes="75", client="C7", role="")["Rated by"] == "R1, on video"
    assert told(minutes="75")["Observed"] == "75 minutes"
    assert told(minutes="1")["Observed"] == "1"
    assert "Day" not in told(date="", observation="a")


def test_a_team_is_no_person() -> None:
    """Whoever entered a practitioner beside a team or a site is not named on its page."""
    (path,) = (PLUGINS / "fidelity-imr").glob("src/*/intervention.yaml")
    team = subject({}, definitions(path)[0], (), {}, team="T1", site="S1")
    assert [(fact.label, fact.text) for fact in facts(team)][:2] == [("Team", "T1"), ("Site", "S1")]
    (path,) = (PLUGINS / "fidelity-boq").glob("src/*/intervention.yaml")
    site = subject({}, definitions(path)[0], (), {}, team="T1", site="S1")
    assert [fact.label for fact in facts(site)] == ["Site", "Day", "Rated by"]


def test_whose_eyes_saw_it() -> None:
    """One rater's, several who agreed, or the practitioner's own."""
    one = subject(GOOD)
    assert eyes(one) == "one rater"
    assert eyes(subject(GOOD, None, (), {}, role="self")) == "you yourself"
    both = attrs.evolve(one, origin=Origin("r", decided_by=("R1", "R2")))
    assert eyes(both) == "R1 and R2 together"
    assert {fact.label: fact.text for fact in facts(both)}["Rated by"] == "R1 and R2, who agreed on it, live"


def test_the_page_says_what_it_was_made_of() -> None:
    """Record, revision, both hashes, who and when, and the raters' certificates."""
    seen = subject(GOOD)
    seen = attrs.evolve(
        seen,
        origin=attrs.evolve(seen.origin, changed_by="R2", changed_at=seen.origin.entered_at, standing="R1: in date"),
    )
    said = {fact.label: fact.text for fact in provenance(seen)}
    edition = seen.observation.edition
    assert said["Checklist"] == "Family meeting, one meeting (family_meeting@1.0, meeting)"
    assert said["Rated by"] == "R1, coach, live, 20 November 2026"
    assert said["Certificate"] == "R1: in date"
    assert (said["Record"], said["Revision"]) == (seen.observation.id, "a1b2c3d4")
    assert said["Entered"] == "by R1, 2026-11-20 17:05 UTC"
    assert said["Last changed"] == "by R2, 2026-11-20 17:05 UTC"
    assert [f"sha256:{said[label]}" for label in ("Plan, SHA-256", "Text, SHA-256")] == [
        edition.plan_hash,
        edition.text_hash,
    ]
    assert "Text shown" not in {fact.label for fact in provenance(seen) if fact.text}
    assert made_of(seen).plan_hash == edition.plan_hash


def test_words_that_changed_since_are_told() -> None:
    """The numbers are the same; what is read is another text."""
    seen = subject(GOOD)
    older = attrs.evolve(seen.observation.edition, text_hash=f"sha256:{'0' * 64}", profile="online")
    seen = attrs.evolve(seen, observation=attrs.evolve(seen.observation, edition=older))
    said = {fact.label: fact.text for fact in provenance(seen)}
    assert said["Text, SHA-256"] == "0" * 64
    assert said["Text shown"].endswith("the wording has changed since, and nothing that scores has")
    assert said["Checklist"].endswith("(family_meeting@1.0, meeting, profile online)")
