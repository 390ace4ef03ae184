"""The page of a comparison, whole."""

from __future__ import annotations

from collections.abc import Callable

from fidelity.plan.plan import Plan
from fidelity.raters.compare import compare
from fidelity.records.store import Store
from fidelity.report.compare_text import ComparisonPage, comparison_text, score_rows
from fidelity.report.observation_scores import ObservationScores, score_observation
from tests.cli.sample import DEFINITION
from tests.raters.double import PLAN, VISIT, correct, hand_in, plan, sides, steps, store

__all__ = ["store"]


def page(of: Store, outdated: tuple[str, ...] | None = None) -> ComparisonPage:
    """The page of a store that holds one visit."""
    comparison = compare(sides(of))
    scores = tuple(score_observation(side.plan, side.blind) for side in comparison.sides)
    return ComparisonPage(VISIT, f"Home visit, {PLAN.checklist.name}", comparison, scores, True, outdated)


def test_everything_that_can_be_on_a_page(store: Store, golden: Callable[[str, str], None]) -> None:
    """Two raters, a third who came late, the practitioner's own view, notes, a later correction, a consensus."""
    first = hand_in(
        store, "R1", steps("2", "1", "2", "not_applicable"), raters="2", role="coach", notes={"asks": "Why? " * 20}
    )
    hand_in(store, "R2", steps("2", "2", "0", ""), role="supervisor")
    hand_in(store, "R3", steps("2", "0", "0", "0"), role="coach")
    hand_in(store, "P03", steps("2", "2", "2", "2"), role="self")
    correct(store, first, listens="1")
    made = page(store, ("R1",))
    golden("comparison.txt", comparison_text(made) + "\n")
    golden("comparison_all.txt", comparison_text(made, 72, everything=True) + "\n")


def test_no_line_is_wider_than_the_page(store: Store) -> None:
    """On a narrow page words are broken rather than lines."""
    hand_in(store, "R1", steps("2", "1", "2", "not_applicable"), raters="2")
    hand_in(store, "R2", steps("2", "2", "0", "1"))
    assert max(map(len, comparison_text(page(store), 60).splitlines())) <= 60


def test_scores_are_not_compared_where_nobody_can_be(store: Store) -> None:
    """With nothing answered by both there is no percentage, and the page says so."""
    hand_in(store, "R1", steps("2", "1", "", ""), raters="2")
    hand_in(store, "R2", steps("", "", "2", "1"))
    text = " ".join(comparison_text(page(store)).split())
    assert "Agreement: none, because no item was answered by two raters." in text
    assert "4 of 4 items to talk about." in text
    assert " same" not in text
    assert "100 %" not in text


def test_what_has_no_percentage_says_why(store: Store) -> None:
    """Agreement within one says nothing on two points; of a score that nobody's pairs are in, there is none at all."""
    two = plan(DEFINITION.replace("      - {code: 1, label: Attempted, anchor: It is tried}\n", ""))
    hand_in(store, "R1", steps("2", "", "2", "0"), raters="2", plan_hash=two.hash)
    hand_in(store, "R2", steps("2", "2", "", "2"), plan_hash=two.hash)
    text = comparison_text(ComparisonPage(VISIT, "", compare(sides(store, two)), page_scores(store, two), True))
    assert "all items  50 % (1 of 2)  –                      2" in text
    assert "caring     –              –                      2" in text
    assert "– no item was answered by two raters" in text
    assert "– no scale here has three points or more" in text


def test_a_second_record_of_one_rater_is_told_apart(store: Store) -> None:
    """Both are R1's; the later one has a number, in the head, at the items and above the scores."""
    hand_in(store, "R1", steps("2", "1", "2", "1"), raters="2", role="school_team")
    hand_in(store, "R2", steps("2", "2", "0", "1"))
    hand_in(store, "R1", steps("0", "0", "0", "0"), name="again")
    text = comparison_text(page(store))
    lines = [line.strip() for line in text.splitlines()]
    assert lines[1:3] == ["Rater R1 (school team)", "Rater R2"]
    assert lines[3].startswith("Rater R1.2: handed in another record of this visit before")
    assert sum(line.startswith("R1.2: 0") for line in lines) == 2
    assert any(line.split() == ["score", "or", "criterion", "R1", "R2", "R1.2"] for line in lines)


def test_scores_and_criteria_have_the_names_that_people_know(store: Store) -> None:
    """Their titles, as on the form and in feedback; two of the same name stay two."""
    titled = DEFINITION.replace("id: total\n", "id: total\n          title: All in all\n").replace(
        "{id: cares, ", "{id: cares, title: All in all, "
    )
    hand_in(store, "R1", steps("2", "1", "2", "1"), raters="2", plan_hash=plan(titled).hash)
    hand_in(store, "R2", steps("2", "2", "0", "1"), plan_hash=plan(titled).hash)
    rows = score_rows(page_scores(store, plan(titled)))
    assert [name for name, _ in rows] == ["All in all", "caring", "competent", "All in all"]
    assert [texts for name, texts in rows if name == "All in all"] == [
        ["75.00, High", "62.50, High"],
        ["met", "not met"],
    ]


def page_scores(of: Store, by: Plan) -> tuple[ObservationScores, ...]:
    """What the ratings of a store come to by a plan."""
    return tuple(score_observation(by, side.blind) for side in sides(of, by))
