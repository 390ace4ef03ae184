"""`fidelity certify`: compared, told, stored, and never twice for the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fidelity.raters.certificate import Certificate, certificates
from fidelity.records.observation import Edition, Observation, as_content
from fidelity.records.store import Store
from tests.cli.certifying import ASKING, DEMANDING, FAR, OF, OFF, demanding, tried
from tests.cli.conftest import Ran
from tests.cli.recorded import FULL, Recorded, edition, record_id

Fidelity = Callable[..., Ran]
DAYS = ("2026-03-02", "2026-03-09", "2026-03-16")


@pytest.fixture
def workspace(recorded: Recorded) -> Recorded:
    """The workspace, with the definition that asks something."""
    demanding(recorded.folder)
    return recorded


def kept(workspace: Recorded) -> tuple[Certificate, ...]:
    """The certificates of the workspace."""
    with Store.open(workspace.path, readonly=True) as store:
        return certificates(store)


def words(text: str) -> str:
    """A page on one line."""
    return " ".join(text.split())


def test_a_rater_is_certified(fidelity: Fidelity, workspace: Recorded) -> None:
    """Visits, items, the whole, the rule and what becomes of it are told; the certificate is kept."""
    tried(workspace, DAYS[:2], OFF, {})
    ran = fidelity("certify", "R2", "visit.yaml", "--by", "R9")
    assert ran.code == 0, ran.err
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "P03-2026-03-02 2026-03-02 4 3 75.0 %" in lines
    assert "P03-2026-03-09 2026-03-09 4 4 100.0 %" in lines
    assert "greets 2 1 2 lower 1" in lines
    assert "In all, 7 of 8 answers (87.5 %) are the same as the master's." in words(ran.out)
    assert "Met: R2 is certified from 2026-03-09 until 2027-03-09." in words(ran.out)
    assert max(map(len, ran.out.splitlines())) <= 80
    (certificate,) = kept(workspace)
    assert (certificate.rater, certificate.passed, certificate.share.numerator) == ("R2", True, 7)
    assert [basis.record for basis in certificate.basis] == [record_id(2), record_id(4)]
    assert workspace.record(certificate.id).made_by == "R9"
    assert certificate.id[:8] in ran.err


def test_the_same_is_never_stored_twice(fidelity: Fidelity, workspace: Recorded) -> None:
    """What was met rests on its visits, and what was not met is on record as it was."""
    tried(workspace, DAYS[:2], OFF, {})
    assert fidelity("certify", "R2", "visit.yaml").code == 0
    ran = fidelity("certify", "R2", "visit.yaml")
    assert (ran.code, len(kept(workspace))) == (1, 1)
    assert "2 visits are not counted" in words(ran.out)
    tried(workspace, DAYS[:2], FAR, FAR, rater="R3", first=11)
    assert fidelity("certify", "R3", "visit.yaml").code == 1
    ran = fidelity("certify", "R3", "visit.yaml")
    assert (ran.code, len(kept(workspace))) == (1, 2)
    assert "the same was found before" in ran.err


def test_what_is_not_met_is_kept_too(fidelity: Fidelity, workspace: Recorded) -> None:
    """With what is missing, and without an end."""
    tried(workspace, DAYS, {}, FAR, OFF)
    ran = fidelity("certify", "R2", "visit.yaml")
    assert ran.code == 1
    assert "Not met: 1 of 2 observations reach it in a row." in words(ran.out)
    assert "50.0 % *" in words(ran.out)
    assert "* below the share that is asked for" in ran.out
    (certificate,) = kept(workspace)
    assert (certificate.passed, certificate.until) == (False, None)


def test_what_is_not_finished_is_not_kept(fidelity: Fidelity, workspace: Recorded) -> None:
    """One good visit of two decides nothing."""
    tried(workspace, DAYS[:1], {})
    ran = fidelity("certify", "R2", "visit.yaml")
    assert (ran.code, kept(workspace)) == (1, ())
    assert "Not finished: 1 of 2 observations reach it in a row." in words(ran.out)
    assert "too few observations" in ran.err


def test_a_dry_run_keeps_nothing(fidelity: Fidelity, workspace: Recorded) -> None:
    """And needs nobody's name."""
    tried(workspace, DAYS[:2], {}, {})
    ran = fidelity("certify", "R2", "visit.yaml", "--dry-run")
    assert (ran.code, ran.err, kept(workspace)) == (0, "Nothing was stored.\n", ())


def test_the_day_can_be_said(fidelity: Fidelity, workspace: Recorded) -> None:
    """Later visits are not looked at, and the certificate holds from that day."""
    tried(workspace, DAYS, {}, {}, FAR)
    assert fidelity("certify", "R2", "visit.yaml", "--on", "2026-03-10").code == 0
    (certificate,) = kept(workspace)
    assert (str(certificate.on), str(certificate.until)) == ("2026-03-10", "2027-03-10")


def test_what_lies_too_far_back_is_nothing(fidelity: Fidelity, recorded: Recorded) -> None:
    """Also where a later day is said than any on which something was rated."""
    text = DEMANDING.replace("valid_for: 1 year", "within: 6 months, valid_for: 1 year")
    (recorded.folder / "visit.yaml").write_text(text, encoding="utf-8")
    tried(recorded, DAYS[:2], {}, {})
    ran = fidelity("certify", "R2", "visit.yaml", "--on", "2026-12-31")
    assert ran.code == 1
    assert "P03-2026-03-09, because it lies further back than 6 months" in words(ran.out)
    assert "not counted" not in ran.out
    assert fidelity("certify", "R2", "visit.yaml", "--on", "2026-09-02").code == 0


def test_whoever_certifies_themselves_is_told(fidelity: Fidelity, workspace: Recorded) -> None:
    """It is not refused, and everybody can see it."""
    tried(workspace, DAYS[:2], {}, {})
    ran = fidelity("certify", "R2", "visit.yaml", "--by", "R2")
    assert (ran.code, "signs a certificate of their own" in ran.err) == (0, True)


def test_visits_can_be_named_and_that_is_kept(fidelity: Fidelity, workspace: Recorded) -> None:
    """Whoever picks the good ones leaves a trace."""
    tried(workspace, DAYS, {}, FAR, {})
    picked = ("--visits", "P03-2026-03-02", "--visits", "P03-2026-03-16")
    ran = fidelity("certify", "R2", "visit.yaml", *picked)
    assert ran.code == 0
    assert "The visits were named with the command" in words(ran.out)
    assert kept(workspace)[0].is_chosen
    ran = fidelity("certify", "R2", "visit.yaml", "--visits", "P03-2026-03-03")
    assert ran.code == 2
    assert "unknown-visit" in ran.err


def test_a_rule_can_be_said_where_there_is_none(fidelity: Fidelity, recorded: Recorded) -> None:
    """It is kept that it was said; a checklist that has a rule takes no other."""
    plain = edition()
    for number, rater, role in ((1, "M1", "master"), (2, "R2", "coach")):
        recorded.put(number, "P03-2026-03-02", rater, FULL, of=plain, role=role)
    ran = fidelity("certify", "R2", "visit.yaml")
    assert ran.code == 2
    assert "no-rule" in ran.err
    said = ("--agreement", "within_one", "--at-least", "4/5", "--valid-for", "2 years")
    ran = fidelity("certify", "R2", "visit.yaml", *said)
    assert ran.code == 0
    assert "Asked for, said with the command: within one point" in words(ran.out)
    (certificate,) = kept(recorded)
    assert (certificate.is_own_rule, str(certificate.until)) == (False, "2028-03-02")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--at-least", "90%"), "rule-is-given"),
        (("--observations", "1"), "rule-is-given"),
        (("--valid-for", "for ever"), "bad-period"),
        (("--on", "2.3.2026"), "bad-date"),
    ],
)
def test_what_cannot_be_asked_is_told(
    options: tuple[str, ...], code: str, fidelity: Fidelity, workspace: Recorded
) -> None:
    """With the option that is meant."""
    tried(workspace, DAYS[:1], {})
    ran = fidelity("certify", "R2", "visit.yaml", *options)
    assert ran.code == 2
    assert code in ran.err
    assert options[0] in ran.err


@pytest.mark.parametrize(("share", "code"), [("much", "bad-number"), ("80", "bad-certification")])
def test_a_share_is_one(share: str, code: str, fidelity: Fidelity, recorded: Recorded) -> None:
    """80 is no share: nobody can reach it."""
    recorded.put(1, "P03-2026-03-02", "R2")
    ran = fidelity("certify", "R2", "visit.yaml", "--agreement", "exact", "--at-least", share)
    assert ran.code == 2
    assert code in ran.err


def test_nothing_to_compare_is_no_number(fidelity: Fidelity, workspace: Recorded) -> None:
    """Neither in words nor for programs; why is told."""
    workspace.put(1, "P03-2026-03-02", "R2", FULL, of=OF, role="coach", raters="2")
    workspace.put(2, "P03-2026-03-02", "M1", FULL, of=OF, role="master")
    ran = fidelity("certify", "R2", "visit.yaml")
    assert ran.code == 1
    assert "There is nothing to compare" in ran.out
    assert "P03-2026-03-02, because it waits for another rater" in words(ran.out)
    assert "%" not in ran.out
    ran = fidelity("certify", "R2", "visit.yaml", "--format", "json")
    said = json.loads(ran.out)
    assert (ran.code, said["outcome"]) == (1, "nothing_to_compare")
    assert said["not_compared"] == {"P03-2026-03-02": "it waits for another rater"}


def test_an_unknown_rater_is_told(fidelity: Fidelity, workspace: Recorded) -> None:
    """With the nearest."""
    tried(workspace, DAYS[:1], {})
    ran = fidelity("certify", "R22", "visit.yaml")
    assert ran.code == 2
    assert "did you mean `R2`?" in ran.err


def test_what_raters_agreed_on_is_no_rater(fidelity: Fidelity, workspace: Recorded) -> None:
    """Nobody is offered `consensus` where a rater's code is asked for."""
    tried(workspace, DAYS[:1], {})
    workspace.put(9, rater="consensus", of=OF)
    ran = fidelity("certify", "Q99", "visit.yaml")
    assert ran.code == 2
    assert "`R2`" in ran.err
    assert "consensus" not in ran.err


def test_programs_get_the_certificate(fidelity: Fidelity, workspace: Recorded) -> None:
    """As it is stored, with the names of the visits beside it."""
    tried(workspace, DAYS[:2], OFF, {})
    said = json.loads(fidelity("certify", "R2", "visit.yaml", "--format", "json").out)
    assert (said["outcome"], said["missing"], said["weak_items"]) == ("met", [], [])
    assert said["certificate"] == workspace.record(said["certificate"]["id"]).content
    assert said["visits"][record_id(2)] == "P03-2026-03-02"


def master_json(folder: Path, visit: str, of: Edition) -> Path:
    """A file with a master's rating of a visit."""
    facts = {"observation": visit, "date": "2020-01-01", "practitioner": "P99", "rater": "M7", "role": "master"}
    observation = Observation("11111111-0000-4000-8000-000000000001", of, facts, FULL)
    path = folder / "master.json"
    path.write_text(json.dumps(as_content(observation)), encoding="utf-8")
    return path


def test_masters_may_come_in_a_file(fidelity: Fidelity, workspace: Recorded) -> None:
    """It is read and used, and is not taken into the store; its day does not matter."""
    workspace.put(2, "P03-2026-03-02", "R2", {**FULL, **OFF}, of=OF, role="coach")
    path = master_json(workspace.folder, "P03-2026-03-02", OF)
    ran = fidelity("certify", "R2", "visit.yaml", "--master", path)
    assert ran.code == 1
    assert "1 of 2 observations reach it" in words(ran.out)
    with Store.open(workspace.path, readonly=True) as store:
        assert [record.id for record in store.records()] == [record_id(2)]


def test_a_file_that_is_no_hand_in_is_refused(fidelity: Fidelity, workspace: Recorded) -> None:
    """As it would be when it is collected."""
    workspace.put(2, "P03-2026-03-02", "R2", FULL, of=OF)
    path = workspace.folder / "master.json"
    path.write_text("{}", encoding="utf-8")
    ran = fidelity("certify", "R2", "visit.yaml", "--master", path)
    assert ran.code == 1
    assert "master.json" in ran.err
    assert kept(workspace) == ()


def test_the_sample_asks_what_these_tests_count_on() -> None:
    """Its line is there once."""
    assert DEMANDING.count(ASKING) == 1
