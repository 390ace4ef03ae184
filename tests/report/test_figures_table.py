"""Figures on a page."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from fidelity.model.figure import Goal
from fidelity.plan.lowering import lower
from fidelity.report.figures_table import figures_table, shown_figure
from fidelity.tally.figures import FigureGroup
from tests.report.figured import FIGURED, PLAN, by_site, whole
from tests.report.sample import PROVENANCE

WHOLE = """\
figure       for    value  goal              met?       used
-----------  ----  ------  ----------------  -------  ------
Good visits  site  66.7 %  at least 200/3 %  met      3 of 4
mean_mean    team    1.22  at most 1.001     not met  3 of 4
by_item      site  69.4 %                             3 of 4
"""
NOTES = """\
Good visits: 1 observation where the criterion cannot tell is not used; source:
  Manual, page 3.
mean_mean: 1 observation without a score is not used.
by_item: 1 observation without a rating that counts is not used; 4 ratings are
  missing.
"""


def test_the_whole_is_a_table_with_notes() -> None:
    """Name, unit, value, goal, whether it is met, and over how many; below it what the others lack."""
    page = figures_table(whole(), PLAN, PROVENANCE)
    assert page.startswith(f"{WHOLE}\n{NOTES}\nvisit@1, checklist delivery;")
    assert max(map(len, page.splitlines())) <= 80


def test_groups_stand_above_the_whole() -> None:
    """A site may be called *all*, and one that is not named has a dash; the whole stands in a table of its own."""
    page = figures_table(by_site(), PLAN, PROVENANCE)
    groups, heading, rest = page.partition("\n\nAll observations together, whatever their group:\n\n")
    assert (heading != "", rest) == (True, figures_table(whole(), PLAN, PROVENANCE))
    assert [line.split()[0] for line in groups.splitlines()[2:] if not line.startswith(" ")] == ["all", "–", "=1+1"]
    assert "all   Good visits  100.0 %  met          2 of 2" in groups
    assert "      mean_mean          –  cannot tell  0 of 1  nothing to use" in groups


def test_a_page_of_groups_ends() -> None:
    """After so many groups the table stops and says how many there are."""
    page = figures_table(by_site(), PLAN, PROVENANCE, most=1)
    assert "2 more groups: `--format csv` shows them all." in page
    assert "=1+1" not in page


def test_a_reason_is_told_with_what_is_asked_for() -> None:
    """Too few observations stand with how many there ought to be."""
    page = " ".join(figures_table(whole([(2, 2, 2)]), PLAN, PROVENANCE).split())
    assert "mean_mean team – at most 1.001 cannot tell 1 of 1" in page
    assert "mean_mean: no value (too few observations, at least 2 are asked for)." in page


def test_items_that_were_never_rated_are_told() -> None:
    """Of three items two have a percentage, and the mean is theirs."""
    page = " ".join(figures_table(whole([(2, 2, 3), (2, 2, 3)]), PLAN, PROVENANCE).split())
    assert "by_item: 1 item of 3 was never rated; 2 ratings are missing." in page


@pytest.mark.parametrize(
    ("value", "shown"),
    [("200/3", "66.7"), ("66.66", "66.66"), ("99.99", "99.99"), ("100", "100.0"), ("0.01", "0.01"), ("50.04", "50.0")],
)
def test_a_percentage_is_never_rounded_onto_its_goal_or_an_end(value: str, shown: str) -> None:
    """What misses the goal of 66.7 by little, or all by little, gets more digits."""
    figure = attrs.evolve(FIGURED.figures[0], goal=Goal(at_least=Fraction("66.7")))
    assert shown_figure(figure, Fraction(value), PLAN) == {"66.7": "66.67"}.get(shown, shown)


def test_a_mean_of_a_score_has_the_digits_of_the_score() -> None:
    """It is never rounded onto a cut of the score or onto the goal of the figure."""
    figure = FIGURED.figures[1]
    assert [shown_figure(figure, Fraction(each), PLAN) for each in ("1", "1.4999", "1.0009", "1.3333")] == [
        "1.00",
        "1.4999",
        "1.0009",
        "1.33",
    ]


def test_no_figure_is_no_table() -> None:
    """A checklist without figures has an empty page, which the command line refuses to print."""
    bare = attrs.evolve(FIGURED, figures=())
    found = attrs.evolve(whole(), whole=(), groups=(FigureGroup("a", ()),), column="site")
    assert "Good" not in figures_table(found, lower(bare), PROVENANCE)
