"""Figures in a definition: read, written, and looked at although something else is wrong with them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.definition.reading import read_definition
from fidelity.definition.writing import written
from fidelity.model.figure import Figure, Goal, MeanOfItemPercentages, MeanOfScore, ShareMeeting
from fidelity.model.score import Members
from fidelity.model.unit import Unit
from tests.definition.documents import FULL, problems, read


def test_figures_are_read() -> None:
    """Each rule with what it is taken of, its goal, and how many observations it asks for."""
    reaching, average, by_item, by_two, by_all = read(FULL).checklist().figures
    assert reaching == Figure(
        "reaching",
        ShareMeeting("competent"),
        Unit.SITE,
        "Sessions that reach it",
        Goal(at_least=Fraction(80)),
        10,
        "Page 6",
    )
    assert (average.rule, average.goal, average.n_at_least) == (MeanOfScore("total"), Goal(at_most=Fraction(2, 3)), 1)
    assert by_item.rule == MeanOfItemPercentages(Members(dimension="adherence"))
    assert by_two.rule == MeanOfItemPercentages(Members(("smiles", "checks")))
    assert (by_all.rule, by_all.unit) == (MeanOfItemPercentages(Members(every=True)), Unit.CLIENT)


def test_figures_are_written() -> None:
    """What is written reads back, and says nothing that goes without saying."""
    intervention = read(FULL)
    text = written(intervention)
    assert read_definition(text.encode(), "x").checklist().figures == intervention.checklist().figures
    assert text.count("n_at_least") == 1


def test_figures_follow_a_profile() -> None:
    """What a profile puts in the place of an item, the figure is taken of."""
    by_two = read(FULL).checklist(profile_id="oregon").figures[3]
    assert by_two.rule == MeanOfItemPercentages(Members(("smiles", "rechecks")))


def test_a_percentage_with_a_sign_is_refused_where_it_means_another_number() -> None:
    """A share of 1 is told for what it is; a mean of a score may have such a goal."""
    (problem,) = problems(FULL.replace("goal: {at_least: 80}", 'goal: {at_least: "80 %"}'))
    assert (problem.code, problem.help) == ("bad-goal", "write `at_least: 80`")
    average = read(FULL.replace("goal: {at_most: 2/3}", "goal: {at_most: 60%}")).checklist().figures[1]
    assert average.goal == Goal(at_most=Fraction(3, 5))


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        (
            "of: competent,\n           goal: {at_least: 80}",
            "of: competnt, goal: {at_least: 0}",
            {"unknown-criterion", "bad-goal"},
        ),
        (
            "of: total, goal: {at_most: 2/3}",
            "of: totl, goal: {most: 2/3}",
            {"unknown-score", "unknown-key"},
        ),
        ("of: [smiles, checks]", "of: [smile, checks], goal: {at_least: 500}", {"unknown-item", "bad-goal"}),
    ],
)
def test_a_second_mistake_is_not_hidden(old: str, new: str, codes: set[str]) -> None:
    """A figure that cannot be built is still looked at for what it names."""
    assert FULL.count(old) == 1
    assert {each.code for each in problems(FULL.replace(old, new))} == codes


def test_a_figure_is_not_blamed_for_what_it_is_taken_of() -> None:
    """A criterion that is wrong in itself is one mistake."""
    found = problems(
        FULL.replace('source: "Page 5",\n           from: 2024-01-01', 'source: "Page 5", from: 2024-13-01')
    )
    assert {each.code for each in found} == {"bad-date"}


def test_a_figure_that_is_wrong_leaves_the_rest() -> None:
    """A profile is held against the checklist without it."""
    text = FULL.replace("of: [smiles, checks]", "of: [smiles, chcks]").replace(
        "leaves_out: [smiles]", "leaves_out: [smile]"
    )
    assert [each.code for each in problems(text)] == ["unknown-item", "unknown-item"]
