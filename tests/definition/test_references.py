"""What broken scores and criteria name."""

from __future__ import annotations

from tests.definition.documents import place_of, problems
from tests.definition.mistakes import SMALL


def test_a_broken_score_is_asked_what_it_names() -> None:
    """Members, denominators and lengths are looked up although the score cannot be built."""
    text = SMALL.replace(
        "- {id: heavy, rule: weighted, of: [asks, checks]", "- {id: heavy, rule: weigted, of: [asks, chek]"
    )
    assert [problem.code for problem in problems(text)] == ["unknown-word", "unknown-member"]
    text = SMALL.replace(
        "- {id: heavy, rule: weighted, of: [asks, checks], missing: none, weights: {asks: 2}}",
        "- {id: heavy, rule: rate, of: [asks], per: chek, every: often, missing: none}",
    )
    assert [problem.code for problem in problems(text)] == ["unknown-member", "bad-number"]


def test_a_broken_criterion_is_asked_what_it_names() -> None:
    """Scores and items are looked up in every condition, however deep."""
    old = "{id: competent, all: [{score: total, at_least: 1}], f"
    new = (
        "{id: competent, all: [{any: [{score: totl, at_least: 1}, {item: [asks, ask], at_least: 1}]}, {item: gone}], f"
    )
    found = problems(SMALL.replace(old, new))
    assert [problem.code for problem in found] == ["unknown-score", "unknown-item", "missing-key", "unknown-item"]
    assert len({place_of(problem).line for problem in found}) == 1


def test_all_items_are_no_name() -> None:
    """The word `all` is looked up nowhere."""
    text = SMALL.replace("all: [{score: total, at_least: 1}], from", "all: [{item: all, at_least: x}], from")
    assert [problem.code for problem in problems(text)] == ["bad-number"]
