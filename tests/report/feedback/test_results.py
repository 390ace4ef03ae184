"""Scores and criteria in words: the value with its counts, or why there is none and what would give one."""

from __future__ import annotations

import pytest

from fidelity.model.answer import Answer
from fidelity.model.criterion import BandTest, leaves
from fidelity.model.status import Status
from fidelity.plan.definition import Definition
from fidelity.plan.judgement import judge_one
from fidelity.report.feedback.result_record import ScorePart
from fidelity.report.feedback.results import Results, asked, asks, asks_for, items_of, main_score
from fidelity.report.observation_scores import answers_of
from tests.report.feedback.sample import GOOD, PLUGINS, SPARSE, definitions, family_meeting


def plugin(name: str, place: int = 0) -> Definition:
    """A checklist of a plugin."""
    (path,) = (PLUGINS / f"fidelity-{name}").glob("src/*/intervention.yaml")
    return definitions(path)[place]


def results(definition: Definition, ratings: dict[str, str]) -> Results:
    """What ratings came to."""
    plan = definition.plan
    answers = answers_of(ratings, definition.checklist)
    found = definition.results(answers)
    truths = {each.id: truth for each, truth in zip(plan.criteria, judge_one(plan, answers, found), strict=True)}
    return Results(definition, plan.criteria, answers, found, truths)


def scores(definition: Definition, ratings: dict[str, str]) -> dict[str, ScorePart]:
    """The scores in words, by id."""
    return {each.id: each for each in results(definition, ratings).scores()}


def test_a_score_is_told_with_its_counts_and_band() -> None:
    """Rounded for people, exactly for programs."""
    total = scores(family_meeting(), GOOD)["total"]
    assert (total.title, total.value, total.shown, total.band) == (
        "Family meeting",
        "1600/17",
        "94.1",
        "A family meeting",
    )
    assert (total.range, total.counts) == ("from 0 to 100", "17 of 20 ratings, 3 not applicable")
    assert (total.reason, total.sentences, total.is_main) == (None, (), True)


def test_a_tolerated_hole_says_how_far_it_reaches() -> None:
    """The value stands, and beside it what it could be."""
    ratings = {name: code for name, code in GOOD.items() if name not in ("going_well", "childs_days")}
    total = scores(family_meeting(), ratings)["total"]
    assert total.counts == "15 of 20 ratings, 2 missing, 3 not applicable"
    # 28 points are there; of 34 that could be had, what is missing brings none or 4.
    assert total.sentences == ("With what is missing it would lie between 82.4 and 94.1.",)


def test_no_score_says_why_and_what_would_give_one() -> None:
    """The main score at length, and the others in one sentence."""
    told = scores(family_meeting(), SPARSE)
    assert told["total"].value is None
    assert told["total"].shown == "no score"
    assert told["total"].sentences == (
        "There is no score, because too much of it is not rated: at most 2 ratings may be missing.",
        "It takes 13 more ratings to have one.",
        "Whatever is missing, it would lie between 18.4 and 97.4.",
    )
    assert told["quality"].sentences == ("There is no score, because too much of it is not rated.",)


def test_what_is_named_as_lacking_would_give_the_score() -> None:
    """Up to three items are named; rating them does it."""
    definition = family_meeting()
    ratings = {name: code for name, code in GOOD.items() if name not in ("family_first", "each_voice", "family_words")}
    (why, needed, *_) = scores(definition, ratings)["total"].sentences
    assert why.startswith("There is no score")
    assert needed == "A rating of “On each topic the family is asked before the services” would give one."
    assert scores(definition, {**ratings, "family_first": "0"})["total"].value is not None


def test_a_status_that_a_score_does_not_take_is_what_it_lacks() -> None:
    """Not what else is missing and tolerated."""
    definition = plugin("boq")
    item = definition.checklist.items[0]
    every = {each.id: each.scale.points[-1].code for each in definition.checklist.items}
    del every[item.id]
    told = scores(definition, every)["percent"]
    assert told.value is None
    assert f"“{item.text.rstrip('.')}” would give one" in " ".join(told.sentences)


def test_where_nothing_was_rated_no_number_is_told() -> None:
    """No value, no bounds in words, and a reason; of every checklist."""
    for name in ("boq", "imr", "dacts", "abc", "set", "goi", "fnp"):
        for told in scores(plugin(name), {}).values():
            assert told.value is None
            assert told.reason
            assert told.sentences
            assert not any("between" in sentence for sentence in told.sentences)


def test_helping_scores_are_left_out() -> None:
    """Of thirty scores of a checklist, those that stand for themselves."""
    told = scores(plugin("set"), {})
    assert "total" in told
    assert "expectations_taught" in told, "a criterion tests it"
    assert not {name for name in told if name.endswith(("_share", "_points"))}


@pytest.mark.parametrize(
    ("name", "main"), [("family-meeting", "total"), ("imr", "fidelity_mean"), ("boq", "percent"), ("goi", "index_mean")]
)
def test_the_main_score_is_the_widest_that_is_tested(name: str, main: str) -> None:
    """And the last of the widest where no criterion tests one."""
    definition = plugin(name)
    assert main_score(definition.checklist, definition.checklist.criteria) == main


def test_items_are_found_through_scores_within_scores() -> None:
    """In the order of the checklist."""
    definition = plugin("set")
    assert set(items_of("total", definition.checklist)) <= set(definition.checklist.item)
    assert len(items_of("total", definition.checklist)) == 28


def test_a_criterion_is_told_by_names_and_without_days() -> None:
    """No id and no date in it."""
    checklist = family_meeting().checklist
    said = [asks(each, checklist) for each in checklist.criteria]
    assert said == [
        "Asks for “Weakest critical item” of at least 1.",
        "Asks for “Family meeting” of at least 80 and “Weakest critical item” of at least 1.",
    ]


def test_the_highest_bands_are_told_as_a_number() -> None:
    """And criteria that ask for the same thing are told together."""
    plan = plugin("imr").plan
    tests = [(each, test) for each in plan.criteria for _, test in leaves(each.condition)]
    moderate, high = (test for _, test in tests)
    assert isinstance(moderate, BandTest)
    assert isinstance(high, BandTest)
    assert [asked(plan, moderate), asked(plan, high)] == ["at least 3.00", "at least 4.00"]
    assert asked(plan, BandTest("fidelity_mean", ("low",))).startswith("“")
    both = asks_for(plan, [(plan.criteria[0], high), (plan.criteria[1], high)])
    assert list(both) == ["“At least moderate fidelity” and “High fidelity” ask for at least 4.00."]


def test_verdicts_are_told_without_blame() -> None:
    """Met, not met this time, or that it cannot be told."""
    definition = family_meeting()
    said = {
        each.id: each.says
        for ratings in ({}, GOOD, {**GOOD, "childs_words": "0"})
        for each in results(definition, ratings).verdicts()
        if each.id == "essentials"
    }
    assert said == {"essentials": "Not met this time"}
    (none, *_) = results(definition, {}).verdicts()
    assert (none.verdict, none.says) == ("cannot_tell", "Cannot tell: something that it needs is not there")
    assert none.source == "Our judgement, 2026"


def test_statuses_do_not_count_as_ratings() -> None:
    """What does not apply is no rating that is there."""
    definition = family_meeting()
    ratings = {item.id: "NA" for item in definition.checklist.items if Status.NOT_APPLICABLE in item.allows}
    assert isinstance(answers_of(ratings, definition.checklist)["last_plan"], Answer)
    assert scores(definition, ratings)["total"].counts.startswith("0 of 20 ratings there, 15 missing, 5 not")
