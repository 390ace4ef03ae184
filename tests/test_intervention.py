"""An intervention, and the four interfaces that may be given to it."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from fidelity.errors import InvalidRecord, UsageError
from fidelity.interfaces.assessable import Assessing
from fidelity.interfaces.doable import Doing, PracticeStep
from fidelity.interfaces.learnable import Learning, LearningStep
from fidelity.interfaces.question import Answer
from fidelity.interfaces.teachable import Teaching, TrainingUnit
from fidelity.intervention import Intervention
from fidelity.model.companion import Companion
from fidelity.model.component import Component
from fidelity.model.criterion import Criterion, ScoreTest
from fidelity.model.profile import Profile, Replacement
from fidelity.model.range import Range
from fidelity.usability.matrix import Verdict, matrix
from tests.report.sample import CHECKLIST, ITEMS

CARE = Component("care", "Caring")
STRICT = Criterion("good", ScoreTest("mean", Range(at_least=Fraction(2))))
EVENING = attrs.evolve(CHECKLIST, id="evening")
PROFILES = (
    Profile("strict", "delivery", replacements=(Replacement("good", STRICT),)),
    Profile("late", "evening", replacements=(Replacement("good", STRICT),)),
)


def visit(**parts: object) -> Intervention:
    """An intervention with some parts."""
    return Intervention("visit", "1.10", "Visit", components=(CARE,), **parts)  # type: ignore[arg-type]


def codes(**parts: object) -> list[str]:
    """What is wrong with an intervention that has some parts."""
    with pytest.raises(InvalidRecord) as raised:
        visit(**parts)
    return [problem.code for problem in raised.value.problems]


def test_it_is_called_by_id_and_version() -> None:
    """A version is text, and nothing of it is lost."""
    assert visit().name == "visit@1.10"
    assert visit().component == {"care": CARE}


def test_what_is_named_must_be_there() -> None:
    """Every interface that names a component or criterion that is not there is refused, with the nearest name."""
    item = attrs.evolve(ITEMS[0], component="car")
    assert codes(teachable=Teaching((TrainingUnit("day", ("car",)),))) == ["unknown-component"]
    assert codes(doable=Doing((PracticeStep("car"),))) == ["unknown-component"]
    assert codes(learnable=Learning((LearningStep("first", "good", components=("car",)),))) == [
        "unknown-component",
        "unknown-criterion",
    ]
    with pytest.raises(InvalidRecord) as raised:
        visit(assessable=Assessing((attrs.evolve(CHECKLIST, items=(item, *ITEMS[1:])),)))
    (problem,) = raised.value.problems
    assert problem.help == "did you mean `care`?"
    assert problem.path == ("assessable", "checklists", 0, "items", 0, "component")


def test_ids_are_given_once() -> None:
    """Two components, checklists or profiles of one id are refused, and so is an id that is none."""
    with pytest.raises(InvalidRecord, match="defined twice"):
        Intervention("visit", "1", "Visit", components=(CARE, CARE))
    assert codes(assessable=Assessing((CHECKLIST, CHECKLIST))) == ["id-twice"]
    with pytest.raises(InvalidRecord, match="cannot be an id"):
        Intervention("Visit", "1", "Visit")


def test_the_only_checklist_need_not_be_named() -> None:
    """One is chosen unasked; of several one has to be named; of none there is none."""
    assert visit(assessable=Assessing((CHECKLIST,))).checklist() == CHECKLIST
    two = visit(assessable=Assessing((CHECKLIST, EVENING)))
    assert two.checklist("evening") == EVENING
    with pytest.raises(UsageError, match="several checklists"):
        two.checklist()
    with pytest.raises(UsageError, match="no checklist `evning`") as raised:
        two.checklist("evning")
    assert raised.value.problems[0].help == "did you mean `evening`?"
    with pytest.raises(UsageError, match="has no checklist"):
        visit().checklist()


def test_a_profile_changes_its_checklist() -> None:
    """A profile leads to its own checklist, and to no other; the published one stays as it is."""
    intervention = visit(assessable=Assessing((CHECKLIST, EVENING), PROFILES))
    changed = intervention.checklist("", "strict")
    assert (changed.id, changed.profile) == ("delivery", "strict")
    assert STRICT in changed.criteria
    assert intervention.checklist("delivery") == CHECKLIST
    with pytest.raises(UsageError, match="changes checklist `evening`"):
        intervention.checklist("delivery", "late")
    with pytest.raises(UsageError, match="no profile `stric`") as raised:
        intervention.checklist("", "stric")
    assert raised.value.problems[0].help == "did you mean `strict`?"


def test_a_profile_of_no_checklist_is_refused() -> None:
    """What a profile changes must be there."""
    assert "unknown-checklist" in codes(assessable=Assessing((CHECKLIST,), PROFILES))


def test_a_companion_is_another_intervention() -> None:
    """It is kept beside the checklists; the intervention itself is refused."""
    other = Companion("visiting", "Who sends whom")
    assert visit(assessable=Assessing((CHECKLIST,), (), (other,))).assessable.companions == (other,)
    assert codes(assessable=Assessing(companions=(Companion("visit", "Why"),))) == ["own-companion"]
    assert visit().assessable.companions == ()


def test_an_exemption_has_its_reason() -> None:
    """The reason is kept by the name of the check; one that says nothing is refused."""
    assert visit(exemptions={"golden-cuts": "It has none."}).exemptions == {"golden-cuts": "It has none."}
    assert codes(exemptions={"golden-cuts": "…"}) == ["exemption-without-reason"]
    assert hash(visit(exemptions={"golden-cuts": "It has none."})) == hash(visit())


class Everything:
    """An interface that a plugin wrote itself: it is taught by being done."""

    units: tuple[TrainingUnit, ...] = ()

    def answers(self, component: Component) -> tuple[Answer, ...]:
        """One question of its own, answered."""
        return (Answer(f"{component.id} is taught by doing it", True, "on site"),)


def test_an_interface_may_be_written_in_code() -> None:
    """Whatever answers like an interface is one: the matrix asks it and nothing else."""
    claims = matrix(visit(teachable=Everything()))
    assert claims.verdict("teachable") is Verdict.CLAIMED
    assert claims.cell("care", "teachable").answers[0].found == "on site"
    assert claims.verdict("learnable") is Verdict.NOT_CLAIMED
