"""Hand-ins, and what lies in a workspace."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest

from fidelity.errors import IntakeError
from fidelity.intake.asked import NOTHING, Asked
from fidelity.intake.gathered import Intake
from fidelity.intake.gathering import gather
from fidelity.records.entry import Record
from fidelity.records.observation import Edition, Observation, as_content
from fidelity.records.observations import Stored
from tests.handins.samples import BLANK, FACTS, Installed, answers, filled_csv, filled_workbook
from tests.intake.made import Known, both, codes, facts, refused, said, visit
from tests.intake.made import answers as rated

KNOWN = visit()


def edition(known: Known = KNOWN, version: str = "1.2") -> Edition:
    """An edition as a form writes it."""
    (found,) = (each for each in known.candidates() if each.version == version and not each.profile)
    return attrs.evolve(found, plan_hash=known.get(found).plan.hash)  # type: ignore[union-attr]


def observation(
    number: int = 1, visit_: str = "V1", rater: str = "R1", of: Edition | None = None, **more: str
) -> Observation:
    """An observation of a visit on one day."""
    said_ = {"observation": visit_, "date": "2026-04-03", "practitioner": "P03", "rater": rater, **more}
    given = {"greets": "2", "asks": "1", "listens": "1", "plans": "not_applicable"}
    return Observation(f"3f2b8c1e-5d4a-4f6b-9c7d-{number:012d}", of or edition(), said_, given)


def stored(made: Observation, kind: str = "observation", tips: int = 1) -> Stored:
    """An observation as a store has it."""
    content = as_content(made)
    at = "2026-04-03T10:00:00Z"
    return Stored(Record(made.id, kind, content, ("t",) * tips, 1, "R1", at, "R1", at, False, False), made)


def of_store(*held: Stored, of: Known = KNOWN, asked: Asked = NOTHING) -> Intake:
    """What is gathered from a store."""
    return gather([], of, asked, stored=held)


def write(path: Path, *made: Observation) -> Path:
    """Hand-ins, one a line."""
    path.write_text("\n".join(json.dumps(as_content(each)) for each in made), encoding="utf-8")
    return path


def test_hand_ins_are_read_and_checked(tmp_path: Path) -> None:
    """Each is a record with its id; what is wrong with one is told with its line, and others are not hidden."""
    path = write(tmp_path / "a.jsonl", observation(), observation(2, "V2", site="S01"))
    (found,) = gather([path], KNOWN).editions
    assert rated(found) == {("V1", "R1"): "211a", ("V2", "R1"): "211a"}
    assert facts(found, "V2", "record", "site", "file") == [observation(2).id, "S01", str(path)]
    path = write(tmp_path / "a.jsonl", observation(), observation(2, "V2", date="soon"))
    (problem,) = refused(path, of=KNOWN)
    assert (problem.code, str(problem.place)) == ("bad-date", f"{path}:2")


def test_facts_of_the_caller_hold_for_hand_ins_too(tmp_path: Path) -> None:
    """They fill what is not said, and contradict what is."""
    path = write(tmp_path / "a.jsonl", observation())
    (found,) = gather([path], KNOWN, Asked(facts={"site": "S01"})).editions
    assert facts(found, "V1", "site") == ["S01"]
    assert codes(refused(path, of=KNOWN, asked=Asked(facts={"rater": "R9"}))) == ["fact-contradicts"]


def test_sheets_that_were_filled_in_are_read(tmp_path: Path) -> None:
    """As text and as a workbook."""
    known = Known(Installed().one)
    (tmp_path / "a.csv").write_text(filled_csv(answers()), encoding="utf-8")
    (tmp_path / "b.xlsx").write_bytes(filled_workbook(answers({**FACTS, "rater": "R2"})))
    found = gather([tmp_path], known)
    assert found.n_records == 2
    assert {each.edition.checklist for each in found.editions} == {BLANK.edition.checklist}


def test_records_of_a_store_carry_what_is_known_of_them() -> None:
    """Id, time, and how the rater stood; a consensus has its role."""
    agreed = attrs.evolve(observation(2, rater="consensus"), id="agreed")
    (found,) = of_store(stored(observation()), stored(agreed, "consensus")).editions
    assert facts(found, "V1", "file", "record", "made_at", "rater_certified") == [
        "workspace", observation().id, "2026-04-03T10:00:00Z", "not_required"
    ]  # fmt: skip
    assert found.ratings.descriptors["role"].tolist() == ["", "consensus"]


def test_sealed_records_are_left_out_unless_asked_for() -> None:
    """A visit that two are to rate, and one has, is kept back and told."""
    held = (stored(observation(raters="2")), stored(observation(2, "V2")))
    found = of_store(*held)
    assert [*rated(found.editions[0])] == [("V2", "R1")]
    assert "--with-sealed" in said(found.notes, "sealed")
    assert of_store(*held, asked=Asked(with_sealed=True)).n_records == 2


def test_clashes_in_a_store_are_told() -> None:
    """The first side is taken."""
    assert "1 record in a clash" in said(of_store(stored(observation(), tips=2)).notes, "record-in-clash")


def test_what_a_store_holds_of_others_is_passed_over_and_what_is_not_installed_is_refused(tmp_path: Path) -> None:
    """Another intervention is no business of this; a version that is not there, or another plan, is a problem."""
    other = observation(2, of=attrs.evolve(edition(), intervention="imr"))
    assert of_store(stored(observation()), stored(other)).n_records == 1
    path = write(tmp_path / "a.jsonl", observation(), other)
    assert "1 hand-in of another edition" in said(gather([path], KNOWN).notes, "of-another-edition")
    for changed, code in (
        ({"version": "9.0"}, "edition-not-installed"),
        ({"plan_hash": "sha256:" + "0" * 64}, "edition-differs"),
    ):
        with pytest.raises(IntakeError) as caught:
            of_store(stored(observation(3, of=attrs.evolve(edition(), **changed))))
        assert codes(caught.value.problems) == [code]


def test_records_of_several_editions_go_apart() -> None:
    """Each record says its own version."""
    known = both()
    one, two = edition(known), edition(known, "2.0")
    found = of_store(stored(observation(of=one)), stored(observation(2, of=two)), of=known)
    assert [each.edition.version for each in found.editions] == ["1.2", "2.0"]
