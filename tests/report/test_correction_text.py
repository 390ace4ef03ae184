"""A correction on a page."""

from __future__ import annotations

from fidelity.records.observation import from_content
from fidelity.report.correction_text import correction_text
from fidelity.report.observation_scores import score_observation
from fidelity.report.record_changes import changes
from tests.report.stored import FACTS, PLAN, RATINGS, content


def corrected(**parts: object) -> str:
    """The page of a correction of the sample."""
    before, after = content(), content(**parts)
    scores = [score_observation(PLAN, from_content(each)) for each in (before, after)]
    return correction_text(changes(before, after), scores[0], scores[1])


def test_cells_and_the_scores_that_move() -> None:
    """4 of 6 points become 6 of 8."""
    assert (
        corrected(ratings={**RATINGS, "plans": "2"})
        == """\
       was             is
-----  --------------  --
plans  not_applicable  2

score      was          is
---------  -----------  -----------
total      66.67, High  75.00, High
competent  not met      met"""
    )


def test_scores_that_stay_are_said_to() -> None:
    """Whoever corrects a fact need not wonder."""
    assert corrected(facts={**FACTS, "mode": "live"}).endswith("\n\nAll scores and criteria stay as they are.")
