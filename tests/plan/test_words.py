"""What may be missing, in words: no more is asked than the engine asks."""

from __future__ import annotations

from fidelity.model.missing import MissingRule
from fidelity.model.rule import FirstApplicable, Mean
from fidelity.plan.words import missing_words
from tests.oracle.build import EXCLUDED, MISSING, NA, checklist, items, result, scale, score

FIRST = score(FirstApplicable(), "i1", "i2", effects=EXCLUDED)


def test_what_comes_after_the_first_that_applies_may_be_missing() -> None:
    """The rule has a value with the second blank, so the words do not ask for it."""
    assert result(checklist(items(2, scale(0, 1, 2), NA), FIRST), 1, MISSING).value == 1
    assert missing_words(FIRST) == "no rating may be missing up to the first that applies"


def test_other_rules_ask_for_every_rating() -> None:
    """So do their words, unless what is missing cannot matter."""
    assert missing_words(score(Mean())) == "no rating may be missing"
    decided = score(Mean(), missing=MissingRule(unless_decided=True))
    assert missing_words(decided) == "no rating may be missing, unless the value is the same whatever they are"
