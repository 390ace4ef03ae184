"""An intervention as text, and back."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fidelity.definition.reading import read_definition
from fidelity.definition.writing import written
from fidelity.interfaces.assessable import Assessing
from fidelity.interfaces.learnable import Learning, LearningStep
from fidelity.intervention import Intervention
from fidelity.model.certification import AgreementKind, Certification
from fidelity.model.checklist import Checklist, Sampling
from fidelity.model.companion import Companion
from fidelity.model.component import Component
from fidelity.model.criterion import All, Any, Criterion, ItemTest
from fidelity.model.item import Item
from fidelity.model.period import Period
from fidelity.model.range import Range
from fidelity.model.scale import Point, Scale
from fidelity.model.score import Members
from tests.definition.documents import FULL, HEAD, ROOT, read
from tests.oracle.strategies import checklists

DEFINITIONS = sorted((ROOT / "plugins").glob("*/src/*/*.yaml"))


def _again(intervention: Intervention) -> Intervention:
    return read_definition(written(intervention).encode(), "written.yaml")


def _bare(intervention: Intervention) -> Intervention:
    return attrs.evolve(intervention, text_hash="")


@pytest.mark.parametrize("text", [HEAD, FULL], ids=["head", "full"])
def test_what_is_written_reads_back(text: str) -> None:
    """A definition with every key, and one with none, are the same after writing."""
    intervention = read(text)
    assert _bare(_again(intervention)) == _bare(intervention)
    assert written(_again(intervention)) == written(intervention)


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.name)
def test_shipped_definitions_read_back(path: Path) -> None:
    """Every definition that our own plugins ship is the same after writing."""
    intervention = read_definition(path.read_bytes(), path.name)
    assert _bare(_again(intervention)) == _bare(intervention)


def test_the_first_line_is_for_editors() -> None:
    """It names the schema, so that an editor completes and explains."""
    assert written(read(HEAD)).startswith("# yaml-language-server: $schema=intervention.schema.json\nschema: 1\n")
    assert "$schema=../x.json\n" in written(read(HEAD), "../x.json")


def _published(checklist: Checklist) -> Checklist:
    """The checklist as a file says it: without what only a profile can make of it, and every criterion with a word."""
    criteria = (
        each if isinstance(each.condition, All | Any) else attrs.evolve(each, condition=All((each.condition,)))
        for each in checklist.criteria
    )
    return attrs.evolve(checklist, off=frozenset(), profile="", criteria=tuple(criteria))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(checklists())
def test_every_checklist_reads_back(checklist: Checklist) -> None:
    """Whatever a valid checklist holds, the language can say it."""
    published = _published(checklist)
    named = sorted({item.component for item in published.items} - {""})
    components = tuple(Component(name, name) for name in named)
    intervention = Intervention("made_up", "1.0", "Made up", components=components, assessable=Assessing((published,)))
    assert _bare(_again(intervention)) == intervention


NAMES = st.sampled_from(["visiting", "caring"])
SAID = st.sampled_from(["2 years", "1.0", "yes", "a: b", "#1", "— 3 —"])
PERIODS = st.builds(Period, st.integers(1, 99), st.sampled_from(["day", "week", "month", "quarter", "year"]))
STEPS = st.builds(
    LearningStep, NAMES, st.just("met"), within=PERIODS | st.none(), every=PERIODS | st.none(), during=PERIODS
)
SHARES = st.fractions(min_value=0, max_value=1).filter(bool)


@st.composite
def certifications(draw: st.DrawFn) -> Certification:
    """What may be asked of raters."""
    n = draw(st.integers(1, 9))
    kind = draw(st.sampled_from(["each", "in_a_row", "together"])) if n > 1 else "each"
    return Certification(
        draw(st.sampled_from(AgreementKind)),
        draw(SHARES),
        observations=n,
        in_a_row=kind == "in_a_row",
        together=kind == "together",
        each_item_at_least=draw(SHARES | st.none()),
        within=draw(PERIODS | st.none()) if n > 1 else None,
        valid_for=draw(PERIODS | st.none()),
        source=draw(SAID | st.just("")),
    )


PLANS = st.builds(Sampling, st.integers(1, 9), PERIODS, SHARES | st.just(Fraction(0)))
COMPANIONS = st.builds(Companion, NAMES, SAID, SAID | st.just(""), NAMES | st.just(""), NAMES | st.just(""))
CHECKLIST = Checklist(
    "delivery",
    (Item("asks", "Asks", Scale("two", (Point("1", Fraction(1)), Point("0", Fraction(0))))),),
    criteria=(Criterion("met", All((ItemTest(Members(("asks",)), Range(at_least=Fraction(1))),))),),
)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(STEPS, max_size=3),
    st.lists(COMPANIONS, max_size=3, unique_by=lambda each: (each.intervention, each.checklist, each.profile)),
    st.dictionaries(st.sampled_from(["golden-cuts", "counts", "no", "2"]), SAID),
)
def test_what_stands_beside_a_checklist_reads_back(
    steps: list[LearningStep], companions: list[Companion], exemptions: dict[str, str]
) -> None:
    """The way to a certificate, companions and exemptions can be said, whatever their words look like."""
    intervention = Intervention(
        "made_up",
        "1.0",
        "Made up",
        learnable=Learning(tuple(steps)),
        assessable=Assessing((CHECKLIST,), (), tuple(companions)),
        exemptions=exemptions,
    )
    assert _bare(_again(intervention)) == intervention


@settings(max_examples=50, deadline=None)
@given(certifications() | st.none(), PLANS | st.builds(Sampling, double_rated=SHARES) | st.none())
def test_what_is_asked_of_raters_reads_back(asked: Certification | None, plan: Sampling | None) -> None:
    """Every rule of certification and every plan for observing can be said."""
    checklist = attrs.evolve(CHECKLIST, certification=asked, sampling=plan)
    intervention = Intervention("made_up", "1.0", "Made up", assessable=Assessing((checklist,)))
    assert _bare(_again(intervention)) == intervention
