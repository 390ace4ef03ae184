"""The plan as JavaScript gives what the exact engine gives, in every field, and is safe to stand in a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from importlib.resources import files
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from pandas import DataFrame

from fidelity.conformance.golden.case import read_cases
from fidelity.export.javascript import RUNTIME, not_in_javascript, scorer, script_json
from fidelity.intervention import Intervention
from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import All, Criterion, ScoreTest
from fidelity.model.criterion import Any as AnyOf
from fidelity.model.missing import MissingRule
from fidelity.model.range import Range
from fidelity.plan.lowering import lower
from fidelity.plan.plan import Plan
from fidelity.plugins.entry import Entry
from fidelity.plugins.loader import catalogue
from fidelity.plugins.offers import DefinitionFile
from fidelity.plugins.reading import intervention_of
from fidelity.problems import Severity
from fidelity.ratings.frame import from_frame
from fidelity.scoring import score as score_table
from tests.export.checklists import everything, varied
from tests.export.engine import Expected, State, differences
from tests.export.mutants import SCORING, UNCHANGED
from tests.export.states import States
from tests.node import Scorers, needs_node
from tests.oracle.build import checklist, items, scale, score
from tests.oracle.strategies import checklists, seeds

N_STATES = 300
"""How many observations of each checklist and profile there are at least."""
ENTRIES = {entry.name: entry for entry in catalogue().entries()}


def plans(intervention: Intervention) -> Iterator[Plan]:
    """Every checklist as published and as each profile has it."""
    assessed = intervention.assessable
    published = [(each.id, "") for each in assessed.checklists]
    changed = [(each.checklist, each.id) for each in assessed.profiles]
    yield from (lower(intervention.checklist(*names)) for names in (*published, *changed))


def golden(entry: Entry, plan: Plan) -> list[State]:
    """The golden cases of a checklist or profile."""
    assert isinstance(entry.offer, DefinitionFile)
    files = [read_cases(case.read_bytes(), str(case)) for case in entry.offer.cases()]
    named = (entry.id, entry.version, plan.checklist.id, plan.checklist.profile)
    return [
        (dict(case.ratings), case.date)
        for file in files
        if (file.intervention, file.version, file.checklist or plan.checklist.id, file.profile) == named
        for case in file.cases
    ]


def unlike(scorers: Scorers, plan: Plan, states: list[State], script: str = "") -> list[str]:
    """Where a script, by default that of the plan, says something else than the exact engine."""
    loaded = scorers.load(script or scorer(plan))
    said = loaded.call("score", [[*state] for state in states])
    loaded.drop()
    return differences(states, said, Expected(plan))


@needs_node
@pytest.mark.parametrize("name", ENTRIES)
def test_a_page_scores_as_the_engine_does(name: str, scorers: Scorers) -> None:
    """Golden cases and made-up observations of every installed plugin have the same results and verdicts in both."""
    for plan in plans(intervention_of(ENTRIES[name])):
        assert not not_in_javascript(plan)
        states = States(plan.checklist, near=golden(ENTRIES[name], plan)).many(N_STATES)
        assert not unlike(scorers, plan, states)[:1]


@needs_node
def test_everything_that_can_be_said_is_scored(scorers: Scorers) -> None:
    """Every rule, scale, status and kind of condition gives the same in both, and every score has values and gaps."""
    plan = lower(everything())
    assert not unlike(scorers, plan, States(plan.checklist).many(400))[:1]


@needs_node
@settings(max_examples=60)
@given(checklists(), seeds)
def test_made_up_checklists_are_scored(scorers: Scorers, made: Checklist, seed: int) -> None:
    """Whatever checklist can be made, a page and the engine agree on it."""
    plan = lower(varied(made, seed))
    assert not unlike(scorers, plan, States(plan.checklist, seed).many(12))[:1]


@pytest.fixture(scope="module")
def trial() -> tuple[Plan, list[State], list[Any]]:
    """What mutants are tried with: a plan, observations, and what is right."""
    plan = lower(everything())
    states = States(plan.checklist, seed=7).many(250)
    return plan, states, list(map(Expected(plan).of, states))


@needs_node
@pytest.mark.parametrize("name", ["none", *SCORING])
def test_mutants_are_found(name: str, scorers: Scorers, trial: tuple[Plan, list[State], list[Any]]) -> None:
    """A script that was changed in one place is caught by the observations that the tests make."""
    plan, states, right = trial
    old, new = SCORING.get(name, UNCHANGED)
    script = scorer(plan)
    assert script.count(old) == 1
    loaded = scorers.load(script.replace(old, new))
    said = loaded.call("score", [[*state] for state in states])
    loaded.drop()
    assert (said == right) is (name == "none")


@needs_node
def test_the_plan_is_read_only_by_what_it_says(scorers: Scorers) -> None:
    """Texts that mean something in HTML or JavaScript are texts, and an item may be called as an object's own parts."""
    made = everything()
    loaded = scorers.load(scorer(lower(made)))
    given, none = loaded.call("score", [[{"odd": "__proto__", "__proto__": "1", "nobody": "2"}, ""], [{}, ""]])
    assert given["scores"]["weighted"]["n_rated"] == 1
    assert none["scores"]["percent"]["n_rated"] == 0
    said = loaded.call("read", [["odd", "</script><!--"], ["constructor", ""], ["constructor", "2.0"]])
    loaded.drop()
    assert said == [{"ok": True, "text": text} for text in ("</script><!--", "", "2")]


@needs_node
def test_what_is_handed_over_is_forgiven_or_refused(scorers: Scorers) -> None:
    """Nothing and numbers are read as their texts; an item or a day that is none is a mistake of the page."""
    loaded = scorers.load(scorer(lower(everything())))
    one, other = loaded.call("score", [[{"a": 2, "b": None}], [{"a": "2"}, ""]])
    assert one == other
    assert loaded.call("read", [["a", None], ["a"], ["a", 2]]) == [{"ok": True, "text": text} for text in ("", "", "2")]
    for function, call in (("read", ["nobody", "1"]), ("score", [{}, "20.11.2026"])):
        with pytest.raises(AssertionError, match=r"has no item nobody|is not year-month-day"):
            loaded.call(function, [call])
    loaded.drop()


def test_no_text_ends_the_script() -> None:
    """A script can stand within its element, whatever a definition says, in any encoding of the page."""
    script = scorer(lower(everything()))
    assert script.isascii()
    assert not re.search(r"</|<!--|-->|\]\]>", script)
    assert script_json({"<&>": "\u2028"}) == '{"\\u003c\\u0026\\u003e":"\\u2028"}'


def test_the_script_needs_nothing_beside_it() -> None:
    """The hand-written part names nothing of a page, a network, a clock, a locale or chance; it runs no text."""
    text = (files("fidelity.export") / RUNTIME).read_text(encoding="utf-8")
    words = r"eval|Function|Date|Intl|toLocale\w+|fetch|XMLHttp\w+|import|require|window|document|Math\.random|console"
    assert not re.findall(rf"\b(?:{words})\b", re.sub(r"//.*|/\*[\s\S]*?\*/", "", text))
    assert not re.findall(r"\?\?=|\|\|=|&&=|\.at\(|hasOwn\(|replaceAll|\d_\d|#\w+\s*[=(;]", text)


def test_a_script_is_the_same_each_time() -> None:
    """Equal plans have equal scripts, so that a page can be compared with the one that was handed out."""
    assert scorer(lower(everything())) == scorer(lower(everything()))


@needs_node
def test_a_page_scores_as_a_collected_table_does(scorers: Scorers) -> None:
    """The columns engine, which scores what comes back, says the same on every day."""
    plan = lower(everything())
    maker, drawn = States(plan.checklist), Random(5)
    states = [(maker.mostly_rated(drawn), maker.day(drawn)) for _ in range(60)]
    frame = DataFrame([{"observation": f"v{row}", "date": day, **texts} for row, (texts, day) in enumerate(states)])
    scored = score_table(plan, from_frame(frame, plan.checklist))
    loaded, expected = scorers.load(scorer(plan)), Expected(plan)
    for row, said in enumerate(loaded.call("score", [[*state] for state in states])):
        assert said["criteria"] == scored.verdicts(row)
        assert said["scores"] == {name: expected.written(name, each) for name, each in scored.results(row).items()}
    loaded.drop()


@needs_node
def test_a_script_leaves_one_name_behind(scorers: Scorers) -> None:
    """A page may hold other scripts, and the same one again."""
    script = scorer(lower(everything()))
    names = "Object.keys(globalThis).concat(typeof fidelityScorerOf)"
    loaded = scorers.load(f"{script}{script}globalThis.fidelityScorer = {{ items: {names} }};")
    loaded.drop()
    assert loaded.items == ["fidelityScorer", "undefined"]


def with_python() -> Checklist:
    """A score of a plugin's own rule, one that is made of it, one that is made of that, and one that is not."""
    parts = items(2, scale(0, 1, 2))
    own = score(rules.Python("own", Fraction(0), Fraction(9)), name="own")
    outer = score(rules.Mean(), "own", "i1", name="outer")
    outermost = score(rules.Sum(), "outer", name="outermost")
    free = score(rules.Sum(), name="free", missing=MissingRule())
    made = checklist(parts, own, outer, outermost, free)
    high, low = (ScoreTest(name, Range(at_least=Fraction(1))) for name in ("own", "free"))
    return attrs.evolve(made, criteria=(Criterion("both", All((high, low))), Criterion("either", AnyOf((high, low)))))


def test_scores_that_only_python_can_compute_are_named() -> None:
    """A plugin's own rule cannot be written as JavaScript, nor what is made of it; each is named with the reason."""
    found = not_in_javascript(lower(with_python()))
    assert [(each.code, each.path, each.severity) for each in found] == [
        ("only-in-python", ("scores", place), Severity.INCOMPLETE) for place in range(3)
    ]
    assert [each.message for each in found] == [
        "score `own` is made by the plugin's rule `own`, which is written in Python",
        "score `outer` is made of `own`, which only Python can compute",
        "score `outermost` is made of `outer`, which only Python can compute",
    ]
    assert not not_in_javascript(lower(everything()))


@needs_node
def test_scores_that_only_python_can_compute_are_left_to_it(scorers: Scorers) -> None:
    """They have no value and say why; the others are scored, and criteria say what holds whatever they will be."""
    plan = lower(with_python())
    loaded = scorers.load(scorer(plan))
    good, bad, none = loaded.call("score", [[{"i1": code, "i2": code}, ""] for code in ("2", "0", "")])
    loaded.drop()
    for name in ("own", "outer", "outermost"):
        later = good["scores"][name]
        assert (later["value"], later["shown"], later["reason"]) == (None, "", "scored_when_collected")
        assert {later["n_rated"], later["lowest"], later["shown_lowest"], later["band"]} == {None, ""}
    assert (good["scores"]["free"]["value"], bad["scores"]["free"]["value"]) == ("4", "0")
    verdicts = [each["criteria"] for each in (good, bad, none)]
    assert [each["both"] for each in verdicts] == ["cannot_tell", "not_met", "cannot_tell"]
    assert [each["either"] for each in verdicts] == ["met", "cannot_tell", "cannot_tell"]


@needs_node
def test_items_are_in_the_order_of_the_form(scorers: Scorers) -> None:
    """A page can ask which items there are."""
    made = everything()
    loaded = scorers.load(scorer(lower(made)))
    loaded.drop()
    assert loaded.items == [item.id for item in made.items]
