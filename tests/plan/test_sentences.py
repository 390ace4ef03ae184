"""Sentences about scores, criteria and figures: what they say is what the engine does."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

from fidelity.model import rule as rules
from fidelity.model.answer import MISSING, Answer
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import All, BandTest, Condition, Criterion, ItemTest, ScoreTest
from fidelity.model.criterion import Any as AnyOf
from fidelity.model.figure import Figure, FigureRule, MeanOfItemPercentages, MeanOfScore, ShareMeeting
from fidelity.model.missing import MissingRule, Then
from fidelity.model.profile import Profile, with_profile
from fidelity.model.range import Range
from fidelity.model.score import Band, Members
from fidelity.model.status import Effect, Status
from fidelity.model.unit import Unit
from fidelity.plan.exact import score_one
from fidelity.plan.lowering import lower
from fidelity.plan.result import Reason
from fidelity.plan.sentences import (
    criterion_sentence,
    figure_sentence,
    limit_sentences,
    members_sentence,
    reach_sentence,
    reverse_sentences,
    rule_sentence,
)
from tests.oracle.build import EXCLUDED, NA, bands, checklist, count, items, scale, score
from tests.oracle.strategies import checklists

F = Fraction
PARTS = items(3, scale(0, 1, 2), NA)
ONE = Range(at_least=F(1))


def said(rule: rules.Rule, *of: str, **rest: Any) -> str:
    """The sentence of a score of three items."""
    made = checklist(PARTS, score(rule, *of, **{"effects": EXCLUDED, **rest}))
    return rule_sentence(made.scores[0], made)


LADDER = rules.Ladder(
    F(1),
    (
        rules.LadderStep(F(2), (rules.Need(("i1", "i2"), F(1, 2), at_least=F(1)),)),
        rules.LadderStep(F(3), (rules.Need(("i1",), at_least=F(2)), rules.Need(("i3",), none=True, at_least=F(2)))),
        rules.LadderStep(F(4), (rules.Need(("i1", "i2")), rules.Need(("i2", "i3"), none=True))),
    ),
)


@pytest.mark.parametrize(
    ("rule", "of", "rest", "sentence"),
    [
        (rules.Sum(), (), {}, "The sum of all 3 items."),
        (rules.Mean(), ("i1", "i2"), {}, "The mean of `i1` and `i2`."),
        (
            rules.Mean(),
            ("i1", "i2"),
            {"reverse": frozenset({"i2"})},
            "The mean of `i1` and `i2`; `i2` counted backwards.",
        ),
        (rules.Weighted(), (), {"weights": {"i1": F(2)}}, "The weighted mean of all 3 items; `i1` weighs 2."),
        (rules.Minimum(), ("i1", "i3"), {}, "The lowest of `i1` and `i3`."),
        (rules.PercentOfPossible(), (), {}, "The points of all 3 items as a percentage of the possible points."),
        (
            rules.PercentOfPossible(rules.CountedFrom.LOWEST),
            (),
            {},
            "How far the points of all 3 items reach from the lowest to the highest possible, as a percentage.",
        ),
        (
            rules.MeanOfPercentages(rules.CountedFrom.LOWEST),
            (),
            {},
            "The mean of how far each of all 3 items reaches from its lowest to its highest points, as a percentage.",
        ),
        (rules.Count(F(1)), (), {}, "How many of all 3 items have at least 1."),
        (rules.AllOrNothing(), (), {}, "1 if every one of all 3 items has the highest points, else 0."),
        (
            rules.ProportionAtOrAbove(F(1), rules.Form.PERCENT),
            ("i1", "i2"),
            {},
            "The percentage of `i1` and `i2` that have at least 1.",
        ),
        (
            rules.Opportunity(F(1)),
            ("i1", "i2"),
            {},
            "Of those of `i1` and `i2` that apply, the proportion that have at least 1.",
        ),
        (
            rules.Ratio(("i2", "i3")),
            ("i1",),
            {},
            "`i1` divided by the sum of `i2` and `i3`; nothing over nothing gives no score, something over nothing "
            "gives no score.",
        ),
        (
            rules.Ratio(("i3",), F(0), rules.Over.HIGHEST, F(100), F(50), F(2)),
            ("i1", "i2"),
            {},
            "The sum of `i1` and `i2` divided by `i3`, times 100; nothing over nothing is 0, something over nothing is "
            "50; no ratio counts for more than 50; no score where `i3` is below 2.",
        ),
        (rules.Rate("i3"), ("i1",), {}, "`i1` divided by `i3`."),
        (rules.Rate("i3", F(60)), ("i1", "i2"), {}, "The sum of `i1` and `i2` for every 60 of `i3`."),
        (rules.FirstApplicable(), ("i1", "i2"), {}, "The first of `i1` and `i2` that applies."),
        (
            rules.LookUp((rules.Rung(Range(below=F(1)), F(5)), rules.Rung(ONE, F(7)))),
            ("i1",),
            {},
            "`i1` turned into points: below 1 is 5; at least 1 is 7.",
        ),
        (
            LADDER,
            ("i1", "i2", "i3"),
            {},
            "A ladder that starts at 1 and stops where a step is not reached: 2 if at least 50 % of `i1` and `i2` have "
            "at least 1; 3 if `i1` has at least 2 and `i3` does not have at least 2; 4 if all of `i1` and `i2` have "
            "the highest points and none of `i2` and `i3` has the highest points.",
        ),
        (
            rules.Python("own.rule", F(0), F(2)),
            ("i1",),
            {},
            "What the plugin's rule `own.rule` makes of `i1`, from 0 to 2.",
        ),
    ],
)
def test_every_rule_has_its_sentence(
    rule: rules.Rule, of: tuple[str, ...], rest: dict[str, Any], sentence: str
) -> None:
    """Ids stand between backticks, and the sentence ends."""
    assert said(rule, *of, **rest) == sentence


def test_what_a_profile_leaves_out_is_not_named() -> None:
    """Neither counted nor named."""
    whole = checklist(
        PARTS, score(rules.Mean(), effects=EXCLUDED), score(rules.Sum(), "i1", "i2", effects=EXCLUDED, name="t")
    )
    short = with_profile(whole, Profile("short", "made", leaves_out=("i2",)))
    assert [rule_sentence(each, short) for each in short.scores] == ["The mean of all 2 items.", "The sum of `i1`."]


def test_many_members_stand_in_a_sentence_of_their_own() -> None:
    """Seven names within a sentence would hide its rule."""
    parts = items(7, scale(0, 1))
    made = checklist(parts, score(rules.Mean(), *(item.id for item in parts)), score(rules.Sum(), "i1", name="t"))
    plan = lower(made)
    assert rule_sentence(made.scores[0], made) == "The mean of the 7 below."
    assert members_sentence(made.scores[0], plan.scores["s"]).startswith("Items: `i1`, `i2`")
    assert members_sentence(made.scores[1], plan.scores["t"]) == ""


def test_members_of_a_dimension_are_named() -> None:
    """The rule says how many there are."""
    parts = tuple(attrs.evolve(item, dimension="dose") for item in PARTS[:2]) + PARTS[2:]
    inner = attrs.evolve(score(rules.Mean(), effects=EXCLUDED), of=Members(dimension="dose"))
    made = checklist(parts, inner)
    assert rule_sentence(inner, made) == "The mean of the 2 items on dose."
    assert members_sentence(inner, lower(made).scores["s"]) == "Items: `i1` and `i2`."


def test_limits_speak_of_what_can_occur() -> None:
    """A status that no member allows is not spoken of; one that the scale has a code for is."""
    steps = attrs.evolve(scale(0, 1), status_codes={"9": Status.INSUFFICIENT_DATA})
    inner = score(rules.Mean(), missing=MissingRule(1), effects=EXCLUDED, name="inner")
    outer = score(rules.Mean(), "inner", effects=EXCLUDED, name="outer")
    mixed = score(rules.Sum(), "inner", "i1", effects={NA: Effect.FORBIDDEN}, name="mixed")
    plan = lower(checklist(items(3, steps, NA), inner, outer, mixed))
    spoken = {each.id: limit_sentences(each, plan) for each in plan.checklist.scores}
    assert spoken["inner"] == (
        "At most 1 rating may be missing; the score is then taken over what is there.",
        "Not applicable is left out of the score.",
        "Insufficient data counts as missing.",
    )
    assert spoken["outer"] == (
        "No score may be missing.",
        "A score in it to which nothing applies is left out of the score.",
    )
    assert spoken["mixed"][0] == "No part may be missing."
    assert spoken["mixed"][-1] == "A score in it to which nothing applies means that there is no score."


def test_ranges_and_reversals_are_said() -> None:
    """From the plan's own ends."""
    made = checklist(
        (*items(2, scale(1, 3, 5)), attrs.evolve(items(3, count())[2])),
        score(rules.Sum(), "i1", "i2", reverse=frozenset({"i2"})),
        score(rules.Sum(), "i3", name="open"),
    )
    plan = lower(made)
    assert reverse_sentences(made.scores[0], plan.scores["s"]) == ("`i2` counts backwards: 6 minus its points.",)
    assert reach_sentence(plan.scores["s"]) == "It lies between 2 and 10."
    assert reach_sentence(plan.scores["open"]) == "It is at least 0, without an upper limit."
    low, neither = (attrs.evolve(plan.scores["s"], range=(None, end)) for end in (F(3), None))
    assert reach_sentence(low) == "It is at most 3, without a lower limit."
    assert reach_sentence(neither) == "Its range has no fixed ends."


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (ScoreTest("s", ONE), "Asks for `s` at least 1."),
        (BandTest("s", ("b1", "b0")), "Asks for `s` in band “High” or “b0”."),
        (ItemTest(Members(("i1",)), ONE), "Asks for `i1` at least 1."),
        (ItemTest(Members(("i1", "i2")), ONE), "Asks for each of `i1` and `i2` at least 1."),
        (ItemTest(Members(every=True), ONE), "Asks for each of the 3 items at least 1."),
        (
            All((ScoreTest("s", ONE), AnyOf((ItemTest(Members(("i1",)), ONE), ItemTest(Members(("i2",)), ONE))))),
            "Asks for `s` at least 1 and (`i1` at least 1 or `i2` at least 1).",
        ),
    ],
)
def test_every_condition_has_its_sentence(condition: Condition, sentence: str) -> None:
    """Bands are called by their names."""
    named = (attrs.evolve(bands(1)[1], label="High"), bands(1)[0])
    made = checklist(PARTS, score(rules.Mean(), effects=EXCLUDED, bands=named))
    assert criterion_sentence(Criterion("k", condition), made) == sentence


def test_days_are_said() -> None:
    """From and until."""
    made = checklist(PARTS, score(rules.Mean(), effects=EXCLUDED))
    criterion = Criterion("k", ScoreTest("s", ONE), valid_from=date(2024, 1, 1), valid_until=date(2025, 1, 1))
    assert criterion_sentence(criterion, made) == (
        "Asks for `s` at least 1, from 2024-01-01, until the day before 2025-01-01."
    )


@pytest.mark.parametrize(
    ("rule", "of"),
    [
        (ShareMeeting("k"), "`k`"),
        (MeanOfScore("s"), "`s`"),
        (MeanOfItemPercentages(Members(("i1", "i2"))), "`i1` and `i2`"),
    ],
)
def test_every_figure_has_its_sentence(rule: FigureRule, of: str) -> None:
    """Ids stand between backticks there too."""
    made = checklist(PARTS, score(rules.Mean(), effects=EXCLUDED))
    spoken = figure_sentence(Figure("f", rule, Unit.SITE), made)
    assert spoken.startswith("For each site, ")
    assert of in spoken


@given(checklists())
@settings(max_examples=40)
def test_what_is_said_to_be_permitted_is(made: Checklist) -> None:
    """A status that is said to forbid a score does, and no other does; no missing rating goes where none may."""
    plan = lower(made)
    for each in made.scores:
        if any(member.is_score for member in plan.scores[each.id].members):
            # A status may leave nothing for a score in it, which has a sentence of its own.
            continue
        members = [member for member in plan.scores[each.id].members if not member.off]
        spoken = limit_sentences(each, plan)
        for member in members:
            for status, effect in member.effects:
                words = status.value.replace("_", " ")
                forbids = f"{words[:1].upper()}{words[1:]} means that there is no score." in spoken
                assert forbids == (effect is Effect.FORBIDDEN)
                result = score_one(plan, {member.id: Answer(status)})[each.id]
                assert (result.reason is Reason.STATUS_NOT_PERMITTED) == forbids
        if spoken[0] == "No rating may be missing." and members:
            result = score_one(plan, {members[0].id: MISSING})[each.id]
            assert result.value is None


def test_a_missing_rating_that_counts_as_the_lowest_is_said_so() -> None:
    """And a share of them, and how many must be there."""
    made = checklist(
        PARTS,
        score(rules.Sum(), missing=MissingRule(1, then=Then.LOWEST), effects=EXCLUDED),
        score(
            rules.Mean(),
            missing=MissingRule(None, F(1, 4), 2),
            effects=EXCLUDED,
            name="t",
            bands=(Band("b", ONE), Band("c", Range(below=F(1)))),
        ),
        score(rules.Minimum(), missing=MissingRule(unless_decided=True), effects=EXCLUDED, name="u"),
    )
    first = [limit_sentences(each, lower(made))[0] for each in made.scores]
    assert first == [
        "At most 1 rating may be missing; it then counts as the lowest.",
        "At most 25 % of the ratings that apply may be missing; the score is then taken over what is there; at least 2 "
        "must be there.",
        "No rating may be missing, unless the value is the same whatever they are.",
    ]
