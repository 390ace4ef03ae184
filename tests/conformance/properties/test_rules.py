"""Rules in Python: whether they are at hand, and survive whatever may be rated."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from fidelity.conformance.kit import CHECKS
from fidelity.plan.seen import Member, Seen
from tests.conformance.asked import added, problems, subject_of

RULE = added("{id: rhythm, rule: python, name: story_time.rhythm, lowest: 1, highest: 5, of: [asks], missing: none}")


def test_a_rule_that_is_not_at_hand_is_owed_once() -> None:
    """A file is checked without running code: one line for each checklist and profile says what was not tried."""
    subject = subject_of(RULE)
    found = problems("rules", subject)
    assert [(each.code, each.severity.value) for each in found] == [("rules-untried", "incomplete")] * 2
    assert "fidelity check story_time@1.0" in found[0].help
    assert subject.variants == ()


def test_a_rule_that_stops_is_told_and_tried_no_more() -> None:
    """The other checks go on with what can be scored."""

    def stops(seen: Sequence[tuple[Member, Seen]]) -> Fraction:
        return Fraction(1, sum(1 for _, each in seen if each.points != 3))

    subject = subject_of(RULE, rules={"story_time.rhythm": stops})
    found = problems("rules", subject)
    assert {each.code for each in found} == {"rule-stopped"}
    assert "ZeroDivisionError" in found[0].message
    assert subject.variants == ()
    assert [check.name for check in CHECKS if check.name == "extremes" and [*check.look(subject)]] == []


def test_what_is_no_exact_number_is_told() -> None:
    """A float is refused, whatever it is near."""
    subject = subject_of(RULE, rules={"story_time.rhythm": lambda seen: 2.5})  # type: ignore[dict-item, return-value]
    assert {each.code for each in problems("rules", subject)} == {"rule-not-exact"}
