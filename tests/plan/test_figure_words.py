"""Figures in sentences."""

from __future__ import annotations

from fidelity.plan.figure_words import figure_words
from tests.definition.documents import FULL, read


def test_each_figure_is_a_sentence() -> None:
    """For whom, of what, over which observations, with what goal and how many at least."""
    checklist = read(FULL).checklist()
    assert [figure_words(figure, checklist) for figure in checklist.figures] == [
        "for each site, the percentage of the judged sessions that meet competent; the goal is at least 80 %; none "
        "where fewer than 10 sessions can be used",
        "for each team, the mean of total over the sessions that have a value; the goal is at most 2/3",
        "for each practitioner, each of the 2 items on adherence as a percentage of the possible points, over the "
        "sessions in which it counts, and the mean of these percentages",
        "for the intervention as a whole, each of smiles and checks as a percentage of the possible points, over the "
        "sessions in which it counts, and the mean of these percentages",
        "for each client, each of the 3 items as a percentage of the possible points, over the sessions in which it "
        "counts, and the mean of these percentages; the goal is at least 12.5 %",
    ]


def test_what_a_profile_leaves_out_is_not_named() -> None:
    """An item that is off by design has no part in a figure."""
    checklist = read(FULL).checklist(profile_id="oregon")
    assert figure_words(checklist.figures[3], checklist) == (
        "for the intervention as a whole, rechecks as a percentage of the possible points, over the sessions in which "
        "it counts"
    )
