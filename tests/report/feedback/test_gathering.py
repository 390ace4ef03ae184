"""What a page is made from, out of a store: the practitioner's own earlier visits, goals, and how raters stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from uuid import UUID

import attrs
import pytest

from fidelity.model.certification import AgreementKind, Certification
from fidelity.plan.definition import Definition
from fidelity.raters.certificate import Certificate
from fidelity.records.goals import Goal, set_goal
from fidelity.records.observation import Edition, as_content
from fidelity.records.observations import Stored, observations
from fidelity.records.store import Store
from fidelity.report.feedback.gathering import before, gathered, origin_of, subject_code
from fidelity.report.feedback.subject import Subject
from tests.records.stores import clock
from tests.report.feedback.sample import GOOD, MIDDLING, PLUGINS, definitions, family_meeting, observation

DEFINITION = family_meeting()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.create(tmp_path / "fidelity.sqlite", clock=clock()) as made:
        yield made


def keep(
    store: Store, day: str, ratings: Mapping[str, str] = GOOD, of: Definition = DEFINITION, kind: str = "observation",
    more: Mapping[str, object] | None = None, **facts: str,
) -> str:  # fmt: skip
    """Record a visit, and give the record's id."""
    seen = observation(of, ratings, {}, **{"date": day, **facts})
    name = str(UUID(int=len(observations(store)) + 1))
    store.append(name, kind, {**as_content(attrs.evolve(seen, id=name)), **(more or {})}, by=seen.rater or "R1")
    return name


def stored(store: Store, name: str) -> Stored:
    """A record of a store."""
    return next(each for each in observations(store) if each.record.id == name)


def found(store: Store, name: str, definition: Definition = DEFINITION) -> Subject:
    """What the page of a record is made from."""
    return gathered(store, stored(store, name), definition, lambda edition: definition)


def earlier(store: Store, name: str) -> list[str]:
    """The days of the visits that came before one."""
    return [each.observation.date for each in found(store, name).earlier]


def test_only_what_came_before_is_followed(store: Store) -> None:
    """Of two visits on one day, the one that was recorded first came first; one without a day is left out."""
    keep(store, "2026-10-01")
    first = keep(store, "2026-11-20", observation="morning")
    second = keep(store, "2026-11-20", observation="afternoon")
    keep(store, "2026-12-01")
    keep(store, "", observation="some day")
    assert earlier(store, first) == ["2026-10-01"]
    assert earlier(store, second) == ["2026-10-01", "2026-11-20"]


def test_others_are_never_followed(store: Store) -> None:
    """Not another practitioner, and not another checklist."""
    keep(store, "2026-10-01", practitioner="P04")
    (path,) = (PLUGINS / "fidelity-imr").glob("src/*/intervention.yaml")
    keep(store, "2026-10-02", {}, definitions(path)[0])
    assert earlier(store, keep(store, "2026-11-20")) == []


def test_nobody_is_followed_where_nobody_is_named(store: Store) -> None:
    """A visit without a practitioner's code is nobody's."""
    keep(store, "2026-10-01", practitioner="", observation="a")
    name = keep(store, "2026-11-20", practitioner="", observation="b")
    assert earlier(store, name) == []
    assert found(store, name).goals == ()


def test_a_visit_counts_once(store: Store) -> None:
    """What raters agreed on, else the first of them; a visit that awaits one is left out."""
    keep(store, "2026-09-01", rater="R1", raters="2")
    keep(store, "2026-09-01", MIDDLING, rater="R2")
    keep(store, "2026-10-01", rater="R1", raters="2")
    name = keep(store, "2026-11-20")
    assert earlier(store, name) == ["2026-09-01"]
    assert found(store, name).earlier[0].observation.rater == "R1"
    keep(store, "2026-09-01", MIDDLING, kind="consensus", rater="consensus")
    assert found(store, name).earlier[0].observation.rater == "consensus"


def test_a_team_is_followed_by_its_own_code(store: Store) -> None:
    """Whoever of it was met."""
    (path,) = (PLUGINS / "fidelity-imr").glob("src/*/intervention.yaml")
    team = definitions(path)[0]
    keep(store, "2026-09-01", {}, team, team="T1", practitioner="P01", observation="a")
    keep(store, "2026-10-01", {}, team, team="T2", practitioner="P03", observation="b")
    name = keep(store, "2026-11-20", {}, team, team="T1", observation="c")
    assert [each.observation.visit for each in found(store, name, team).earlier] == ["a"]
    assert subject_code(stored(store, name).observation, team.checklist) == "T1"


def test_a_client_is_followed_with_their_practitioner(store: Store) -> None:
    """The same family with another practitioner is another course."""
    path = next(PLUGINS.glob("fidelity-fnp/src/*/intervention.yaml"))
    visits = definitions(path)[0]
    keep(store, "2026-09-01", {}, visits, client="C1", observation="a")
    keep(store, "2026-09-02", {}, visits, client="C2", observation="b")
    keep(store, "2026-09-03", {}, visits, client="C1", practitioner="P09", observation="c")
    name = keep(store, "2026-11-20", {}, visits, client="C1", observation="d")
    every = observations(store)
    assert [each.observation.visit for each in before(stored(store, name), every, visits.checklist)] == ["a"]


def test_what_is_not_installed_is_followed_without_a_definition(store: Store) -> None:
    """It is told to be of another version."""
    keep(store, "2026-10-01")
    name = keep(store, "2026-11-20")
    of = gathered(store, stored(store, name), DEFINITION, lambda edition: None, with_notes=False)
    assert [each.definition for each in of.earlier] == [None]
    assert of.with_notes is False


def test_goals_are_the_practitioners_own(store: Store) -> None:
    """About this intervention."""
    for code, intervention in (("P03", "family_meeting"), ("P04", "family_meeting"), ("P03", "imr")):
        set_goal(store, Goal(code, intervention, "Ask", date(2026, 10, 1), date(2026, 12, 1)), by="R1")
    goals = found(store, keep(store, "2026-11-20")).goals
    assert [(each.goal.practitioner, each.goal.intervention) for each in goals] == [("P03", "family_meeting")]


def test_a_record_says_who_entered_and_who_changed_it(store: Store) -> None:
    """A sign-off is a change of its standing, and no revision of what it says."""
    name = keep(store, "2026-11-20")
    of = found(store, name).origin
    assert (of.record, of.entered_by, of.changed_by) == (name, "R1", "")
    store.sign_off(name, by="R2")
    signed = found(store, name).origin
    assert (signed.changed_by, signed.revision) == ("R2", of.revision)


def certificate(rater: str, until: date) -> Certificate:
    """A certificate of a rater of the family meeting, for a year."""
    intervention, plan = DEFINITION.intervention, DEFINITION.plan
    edition = Edition(intervention.id, intervention.version, plan.checklist.id, "", plan.hash, intervention.text_hash)
    rule = Certification(AgreementKind.EXACT, Fraction(4, 5))
    return Certificate(f"c-{rater}", rater, edition, date(2026, 1, 1), until, True, rule, True, False, (), ())


def test_how_raters_stood_is_told_where_it_matters(store: Store) -> None:
    """In date with its end, expired, or not certified; nothing where nobody asks and there is none."""
    record = stored(store, keep(store, "2026-11-20"))
    every, history = observations(store), store.history(record.record.id)
    nobody_asks = attrs.evolve(DEFINITION.checklist, certification=None)
    assert origin_of(record, history, every, [], nobody_asks).standing == ""
    asking = attrs.evolve(DEFINITION.checklist, certification=certificate("R1", date(2026, 12, 31)).rule)
    held = [certificate("R1", date(2026, 12, 31))]
    assert origin_of(record, history, every, held, asking).standing == "R1: in date, until 31 December 2026"
    expired = [certificate("R1", date(2026, 6, 30))]
    assert origin_of(record, history, every, expired, asking).standing == "R1: expired"
    assert origin_of(record, history, every, [], asking).standing == "R1: not certified"


def test_a_consensus_tells_of_all_its_raters(store: Store) -> None:
    """Who decided, and how each of them stood."""
    one = keep(store, "2026-11-20", rater="R1", raters="2")
    two = keep(store, "2026-11-20", rater="R2")
    sources = [{"record": one, "revision": "x", "rater": "R1"}, {"record": two, "revision": "y", "rater": "R2"}]
    agreed = {"sources": sources, "decided_by": ["R1", "R2"]}
    name = keep(store, "2026-11-20", kind="consensus", more=agreed, rater="consensus")
    every = observations(store)
    asking = attrs.evolve(DEFINITION.checklist, certification=certificate("R1", date(2026, 12, 31)).rule)
    of = origin_of(stored(store, name), store.history(name), every, [certificate("R1", date(2026, 12, 31))], asking)
    assert of.decided_by == ("R1", "R2")
    assert of.standing == "R1: in date, until 31 December 2026; R2: not certified"
