"""What can move between two versions: pairs by hand, published pairs, and pairs that Hypothesis makes up."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

from fidelity.definition.reading import read_definition
from fidelity.difference.choice import Choice, choices_of
from fidelity.difference.comparison import compare
from fidelity.difference.record import ChecklistDifference, ScoreDifference
from fidelity.difference.sides import Observation, Sides
from fidelity.difference.verdict import Aspect, Base, Proof, Verdict
from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import Criterion, ScoreTest
from fidelity.model.missing import MissingRule, Then
from fidelity.model.number import exact
from fidelity.model.profile import Profile, with_profile
from fidelity.model.range import Range
from fidelity.model.scale import Point, Scale
from fidelity.model.score import Band
from fidelity.model.status import Effect, Status
from fidelity.plan.exact import PythonRule, score_one
from fidelity.plan.lowering import lower
from fidelity.plan.result import Result
from fidelity.plan.seen import Member, Seen
from tests.difference.pairs import pairs
from tests.house.source import ROOT
from tests.oracle.build import EXCLUDED, NA, bands, checklist, count, items, scale, score
from tests.oracle.strategies import seeds

F = Fraction
STEPS = scale(0, 1, 2)
FOUR = items(4, STEPS, NA)
ONE_MISSING = MissingRule(1)


def one(old: Checklist, new: Checklist, called: dict[str, PythonRule] | None = None) -> ScoreDifference:
    """What is found of the only score."""
    (found,) = compare(lower(old), lower(new), called or {}).scores
    return found


def total(*cuts: int | str, **changes: Any) -> Checklist:
    """Four items of 0 to 2, and their points as a percentage; what is given is changed."""
    given = {"missing": ONE_MISSING, "effects": EXCLUDED, "bands": bands(*cuts) if cuts else (), **changes}
    return checklist(FOUR, score(given.pop("rule", rules.PercentOfPossible()), **given))


def test_the_same_plan_cannot_move() -> None:
    """Nothing is tried where there is nothing to be found."""
    found = one(total(), total())
    assert (found.verdict, found.proof, found.n_tried, found.why) == (Verdict.CANNOT_MOVE, Proof.SAME_PLAN, 0, ())


def test_another_rule_moves() -> None:
    """A sum of four twos is 8, and their mean is 2: the plainest ratings show it."""
    found = one(total(rule=rules.Sum(), missing=MissingRule()), total(rule=rules.Mean(), missing=MissingRule()))
    (example, *_) = found.examples
    assert (found.verdict, example.aspect) == (Verdict.MOVES, Aspect.VALUE)
    assert (example.sample.base, example.sample.changed) == (Base.HIGHEST, ())
    assert (example.old.value, example.new.value) == (F(8), F(2))
    assert found.why == ("the mean of its members (before: the sum of its members)",)


def test_a_weight_moves() -> None:
    """With one item lower, 7 of 8 is 87.5 %, and 8 of 10 is 80 % where that item weighs twice."""
    found = one(total(), total(weights={"i1": Fraction(2)}))
    (example, *_) = found.examples
    assert example.sample.ratings["i1"] != example.sample.ratings["i2"]
    assert len(example.sample.changed) == 1
    assert found.why == ("`i1`: weight 2 (before: 1)",)


def test_weights_of_the_same_proportion_cannot_move() -> None:
    """Where a rule is normalised, twice 1 and 2 is 2 and 4."""
    one_and_two = {"i1": Fraction(1), "i2": Fraction(2), "i3": Fraction(1), "i4": Fraction(1)}
    twice = {name: 2 * weight for name, weight in one_and_two.items()}
    assert one(total(weights=one_and_two), total(weights=twice)).proof is Proof.SAME_PLAN


def test_another_limit_moves_whether_there_is_a_score() -> None:
    """Two missing ratings give no score before, and one afterwards."""
    found = one(total(), total(missing=MissingRule(2)))
    (example, *_) = found.examples
    assert (example.aspect, example.old.value, example.new.value) == (Aspect.PRESENCE, None, F(100))
    assert list(example.sample.ratings.values()).count("") == 2
    assert found.tried_all
    assert Aspect.VALUE not in {each.aspect for each in found.examples}
    assert found.why[0].startswith("at most 2 ratings may be missing")


def test_another_cut_moves_the_band_only() -> None:
    """75 % is high at a cut of 70 and low at one of 80, and its value is the same."""
    found = one(total(70), total(80))
    (example,) = found.examples
    assert (example.aspect, example.old_band, example.new_band) == (Aspect.BAND, "b1", "b0")
    assert example.old.value == example.new.value
    assert 70 <= (example.old.value or 0) < 80
    assert found.tried_all
    assert "band `b1`: at least 80 (before: at least 70)" in found.why


def test_a_cut_between_values_that_cannot_occur_cannot_move() -> None:
    """How many of four items reach a threshold is a whole number: a cut of 2.5 and one of 3 say the same."""
    rule = rules.Count(Fraction(1))
    same = {"rule": rule, "missing": MissingRule()}
    found = one(total("2.5", **same), total(3, **same))
    assert (found.verdict, found.proof) == (Verdict.CANNOT_MOVE, Proof.EVERY_STATE)
    assert found.why


def test_weights_that_change_nothing_cannot_move() -> None:
    """All or nothing does not weigh its members, so that a weight is a difference without an effect."""
    rule = rules.AllOrNothing(Fraction(1))
    same = {"rule": rule, "missing": MissingRule()}
    found = one(total(**same), total(weights={"i1": Fraction(3)}, **same))
    assert (found.verdict, found.proof) == (Verdict.CANNOT_MOVE, Proof.EVERY_STATE)
    assert found.why == ("`i1`: weight 3 (before: 1)",)


def test_labels_and_order_cannot_move() -> None:
    """Other words and another order of items are told apart, and move nothing."""
    before = total(60)
    after = attrs.evolve(
        before,
        items=tuple(attrs.evolve(item, text="other") for item in reversed(before.items)),
        scores=tuple(
            attrs.evolve(each, title="Other", bands=tuple(attrs.evolve(band, label="x") for band in each.bands[::-1]))
            for each in before.scores
        ),
    )
    found = compare(lower(before), lower(after))
    assert found.verdicts == (Verdict.CANNOT_MOVE,)
    assert found.old_hash == found.new_hash
    assert found.wording == (
        "text of items `i1`, `i2`, `i3` and `i4`",
        "title and labels of bands of score `s`",
    )
    assert not found.moves
    assert not found.may_move


def test_another_effect_of_a_status_moves() -> None:
    """Three of three is 100 %, and with the fourth at its lowest it is 75 %."""
    found = one(total(), total(effects={NA: Effect.LOWEST}))
    (example, *_) = found.examples
    assert (example.old.value, example.new.value) == (F(100), F(75))
    assert found.why == ("not applicable counts as the lowest points (before: is left out of the score)",)


def test_other_points_move() -> None:
    """A code that is worth more moves what it is in."""
    dearer = attrs.evolve(STEPS, points=(*STEPS.points[:1], Point("1", Fraction("1.5")), *STEPS.points[2:]))
    found = one(total(), attrs.evolve(total(), items=items(4, dearer, NA)))
    assert found.verdict is Verdict.MOVES
    assert found.why == ("`i1`, `i2`, `i3` and `i4`: code `1` is worth 1.5 (before: is worth 1)",)


def test_a_new_code_moves_nothing_that_could_be_recorded() -> None:
    """The ratings that both versions take give the same; what only one takes is told."""
    finer = attrs.evolve(STEPS, points=(*STEPS.points, Point("1.5", Fraction("1.5"))))
    found = compare(lower(total()), lower(attrs.evolve(total(), items=items(4, finer, NA))))
    assert found.verdicts == (Verdict.CANNOT_MOVE,)
    assert {item.accepted for item in found.items} == {("1.5",)}
    assert not found.moves
    back = compare(lower(attrs.evolve(total(), items=items(4, finer, NA))), lower(total()))
    assert {item.refused for item in back.items} == {("1.5",)}
    assert back.moves


def test_a_renamed_item_is_gone_and_new() -> None:
    """Nothing says that both are the same."""
    renamed = (*FOUR[:3], attrs.evolve(FOUR[3], id="other"))
    found = compare(lower(total()), lower(attrs.evolve(total(), items=renamed)))
    assert (found.items_added, found.items_removed) == (("other",), ("i4",))
    assert found.scores[0].why == ("it is made of `other` too", "it is no longer made of `i4`")


def test_a_score_moves_with_the_score_that_it_is_made_of() -> None:
    """The one above says which of its members is not the same."""

    def made(rule: rules.Rule) -> Checklist:
        inner = score(rule, "i1", "i2", effects=EXCLUDED, name="inner")
        return checklist(FOUR, inner, score(rules.Mean(), "inner", "i3", effects=EXCLUDED, name="outer"))

    found = {each.id: each for each in compare(lower(made(rules.Sum())), lower(made(rules.Mean()))).scores}
    assert found["outer"].why == ("`inner`: not the same",)
    assert found["outer"].verdict is Verdict.MOVES


def test_scores_in_one_version_only_are_told() -> None:
    """One that is gone moves, and one that is new does not."""
    with_more = attrs.evolve(total(), scores=(*total().scores, score(rules.Minimum(), effects=EXCLUDED, name="least")))
    added = compare(lower(total()), lower(with_more))
    removed = compare(lower(with_more), lower(total()))
    assert (added.scores[1].verdict, added.moves) == (Verdict.ADDED, False)
    assert (removed.scores[1].verdict, removed.moves) == (Verdict.REMOVED, True)


def test_a_profile_that_leaves_an_item_out_moves() -> None:
    """Its item is left out of the score, and that is said."""
    found = one(total(), with_profile(total(), Profile("short", "made", leaves_out=("i4",))))
    assert "`i4`: left out" in found.why
    assert found.verdict is Verdict.MOVES


def test_raw_numbers_without_an_end_are_tried_at_ten() -> None:
    """Every number cannot be tried, so that a difference that no example shows may be one."""
    numbers = items(2, count())
    halves = Range(below=Fraction("1234.5")), Range(at_least=Fraction("1234.5"))
    before = checklist(numbers, score(rules.Sum(), bands=tuple(Band(f"b{n}", r) for n, r in enumerate(halves))))
    after = checklist(numbers, score(rules.Sum(), bands=bands(1235)))
    found = one(before, after)
    assert (found.verdict, found.proof) == (Verdict.MAY_MOVE, Proof.NONE)
    assert found.n_tried > 100
    doubled = one(before, checklist(numbers, score(rules.Sum(), weights={"i1": Fraction(2)}, bands=bands(1235))))
    assert set(doubled.examples[0].sample.ratings.values()) == {"10"}
    assert not doubled.examples[0].sample.has_ends


def test_a_rule_in_python_is_compared_by_name_and_order() -> None:
    """The same rule of the same members in the same order is the same; in another order it may be another."""

    def first(seen: Sequence[tuple[Member, Seen]]) -> Fraction | None:
        return seen[0][1].points

    rule = rules.Python("first", Fraction(0), Fraction(2))
    before = checklist(FOUR, score(rule, "i1", "i2", effects=EXCLUDED))
    after = checklist(FOUR, score(rule, "i2", "i1", effects=EXCLUDED))
    called: dict[str, PythonRule] = {"first": first}
    assert one(before, before, called).proof is Proof.SAME_PLAN
    assert one(before, after, called).verdict is Verdict.MOVES
    alone = checklist(FOUR, score(rule, "i1", effects=EXCLUDED))
    both = checklist(FOUR, score(rule, "i1", effects={NA: Effect.MISSING}))
    assert one(alone, both, called).verdict is Verdict.MOVES


def test_a_criterion_moves_with_its_cut() -> None:
    """Verdicts are compared like values, and what is asked for is told."""

    def made(cut: int) -> Checklist:
        return attrs.evolve(total(), criteria=(Criterion("good", ScoreTest("s", Range(at_least=Fraction(cut)))),))

    found = compare(lower(made(70)), lower(made(80)))
    (criterion,) = found.criteria
    assert (criterion.verdict, criterion.why) == (
        Verdict.MOVES,
        ("it asks for `s` at least 80 (before: `s` at least 70)",),
    )
    assert criterion.example is not None
    assert (criterion.example.old, criterion.example.new) == (2, 0)
    between = compare(lower(made(76)), lower(made(80))).criteria[0]
    assert (between.verdict, between.proof) == (Verdict.CANNOT_MOVE, Proof.EVERY_STATE)


def published(name: str) -> Checklist:
    """A checklist of one of our own plugins."""
    path = ROOT / "plugins" / name
    return read_definition(Path(path).read_bytes(), name).assessable.checklists[0]


def test_the_two_versions_of_miti() -> None:
    """Version 4 counts questions as one, so that reflections for each question move, and has bands of its own."""
    # The share of complex reflections is computed in the same way in both: only its bands are new.
    folder = "fidelity-miti/src/fidelity_miti"
    found = compare(lower(published(f"{folder}/miti_3_1.yaml")), lower(published(f"{folder}/miti_4_2_1.yaml")))
    verdicts = {each.id: each.verdict for each in found.scores}
    assert verdicts == {
        "spirit": Verdict.REMOVED,
        "reflections_to_questions": Verdict.MOVES,
        "percent_open": Verdict.REMOVED,
        "percent_complex": Verdict.MOVES,
        "percent_mi_adherent": Verdict.REMOVED,
        "technical": Verdict.ADDED,
        "relational": Verdict.ADDED,
        "mi_adherent": Verdict.ADDED,
        "mi_non_adherent": Verdict.ADDED,
    }
    aspects = {each.id: {example.aspect for example in each.examples} for each in found.scores}
    assert aspects["percent_complex"] == {Aspect.BAND}
    assert Aspect.VALUE in aspects["reflections_to_questions"]
    assert "closed_questions" in found.items_removed


def test_the_two_versions_of_tfi() -> None:
    """Version 3 goes to 4 points, so that what was full is half, and its cut-off is lower."""
    folder = "fidelity-tfi/src/fidelity_tfi"
    found = compare(lower(published(f"{folder}/tfi_2_1.yaml")), lower(published(f"{folder}/tfi_3_0.yaml")))
    (tier,) = (each for each in found.scores if each.id == "tier_1")
    example = tier.examples[0]
    assert (example.sample.changed, example.old.value, example.new.value) == ((), F(100), F(125, 2))
    assert {each.accepted for each in found.items} == {("3", "4")}
    (criterion,) = found.criteria
    assert criterion.example is not None
    assert (criterion.example.old, criterion.example.new) == (2, 0)


def drawn(sides: Sides, seed: int, n: int) -> list[Observation]:
    """Ratings that both versions take, at random."""
    random = Random(seed)
    names = dict.fromkeys(item.id for side in sides.checklists for item in side.items)
    may = {name: sides.choices(name) for name in names}
    rows: list[Observation] = []
    for _ in range(n):
        share = random.choice((1.0, 0.9, 0.7, 0.3))
        rows.append(
            {
                name: random.choice(choices.rated if choices.rated and random.random() < share else choices.all)
                for name, choices in may.items()
            }
        )
    return rows


def told(sides: Sides, side: int, observation: Observation) -> dict[str, tuple[Result, str]]:
    """Every score of one observation with its band, by the exact engine."""
    results = score_one(sides.plans[side], sides.answers(side, observation))
    return {name: (attrs.evolve(result, band=None), sides.band(side, name, result)) for name, result in results.items()}


@given(pairs(), seeds)
@settings(max_examples=60)
def test_what_cannot_move_never_differs(pair: tuple[Checklist, Checklist], seed: int) -> None:
    """Whatever both versions take gives the same, to the last count and bound; and every example is one."""
    old, new = map(lower, pair)
    found = compare(old, new)
    sides = Sides((old, new), {})
    fixed = [each.id for each in found.scores if each.verdict is Verdict.CANNOT_MOVE]
    for observation in drawn(sides, seed, 40):
        before, after = told(sides, 0, observation), told(sides, 1, observation)
        assert {name: before[name] for name in fixed} == {name: after[name] for name in fixed}
    for each in found.scores:
        _check_examples(sides, each)


def recorded(sides: Sides, name: str, text: str) -> Choice:
    """What a text means in both versions, also where it is a raw number that one score only made worth trying."""
    telling = frozenset({exact(text)} if re.fullmatch(r"-?[0-9.]+(/[0-9]+)?", text) else ())
    every = (*sides.choices(name).all, *choices_of(name, sides.checklists, telling).all)
    return next(each for each in every if each.text == text)


def _check_examples(sides: Sides, found: ScoreDifference) -> None:
    """A score that moves has examples, which hold when scored anew from what is recorded, and reasons."""
    assert bool(found.examples) == (found.verdict is Verdict.MOVES)
    assert bool(found.why) == (found.verdict is not Verdict.CANNOT_MOVE or found.proof is Proof.EVERY_STATE)
    for example in found.examples:
        ends = []
        for side in (0, 1):
            chosen = {name: recorded(sides, name, text) for name, text in example.sample.ratings.items()}
            ends.append(score_one(sides.plans[side], sides.answers(side, chosen))[found.id])
        assert [example.old, example.new] == ends
        assert example.old != example.new or example.old_band != example.new_band


@pytest.mark.parametrize("change", [lambda of: of, lambda of: attrs.evolve(of, title="Other")])
def test_reasons_are_given_where_something_moves_only(change: Callable[[Checklist], Checklist]) -> None:
    """What is the same needs no reason."""
    found: ChecklistDifference = compare(lower(total()), lower(change(total())))
    assert found.scores[0].why == ()


def test_a_missing_rule_of_another_kind_moves() -> None:
    """What is missing counts as the lowest, or is left out."""
    found = one(total(), total(missing=MissingRule(1, then=Then.LOWEST)))
    (example, *_) = found.examples
    assert (example.old.value, example.new.value) == (F(100), F(75))
    assert "it then counts as the lowest" in found.why[0]


def test_a_code_that_means_another_status_moves_what_that_does() -> None:
    """What is recorded stays, and what it stands for does not."""

    def made(status: Status) -> Checklist:
        nine = Scale("points", STEPS.points, status_codes={"9": status})
        effects = {Status.NOT_OBSERVED: Effect.EXCLUDED, Status.INSUFFICIENT_DATA: Effect.MISSING}
        return checklist(items(2, nine), score(rules.Mean(), effects=effects))

    found = one(made(Status.NOT_OBSERVED), made(Status.INSUFFICIENT_DATA))
    assert found.why == ("`i1` and `i2`: code `9` means insufficient data (before: means not observed)",)
    assert "9" in found.examples[0].sample.ratings.values()
