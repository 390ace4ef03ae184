"""What is asked of raters: what contradicts itself is refused, and what is asked is said in words."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from fidelity.errors import InvalidRecord
from fidelity.model.certification import AgreementKind, Certification
from fidelity.model.period import Period

EXACT = Certification(AgreementKind.EXACT, Fraction(4, 5))
THREE = attrs.evolve(EXACT, observations=3)


@pytest.mark.parametrize(
    ("of", "changes", "key"),
    [
        (EXACT, {"at_least": Fraction(0)}, "at_least"),
        (EXACT, {"at_least": Fraction(80)}, "at_least"),
        (EXACT, {"at_least": Fraction(-1, 2)}, "at_least"),
        (EXACT, {"each_item_at_least": Fraction(0)}, "each_item_at_least"),
        (EXACT, {"each_item_at_least": Fraction(101, 100)}, "each_item_at_least"),
        (EXACT, {"observations": 0}, "observations"),
        (EXACT, {"in_a_row": True}, "in_a_row"),
        (EXACT, {"together": True}, "together"),
        (EXACT, {"within": Period(6, "month")}, "within"),
        (THREE, {"in_a_row": True, "together": True}, "together"),
    ],
)
def test_what_says_nothing_is_refused(of: Certification, changes: dict[str, object], key: str) -> None:
    """Shares beyond their ends, no observations, and words about several where there is one."""
    with pytest.raises(InvalidRecord) as caught:
        attrs.evolve(of, **changes)  # type: ignore[arg-type]
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [("bad-certification", (key,))]


def test_the_ends_themselves_are_fine() -> None:
    """All ratings of all items may be asked to agree."""
    asked = attrs.evolve(EXACT, at_least=Fraction(1), each_item_at_least=Fraction(1))
    assert asked.at_least == asked.each_item_at_least == asked.observations == 1


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (EXACT, "the same as the master in at least 80 % of the ratings of an observation"),
        (
            attrs.evolve(THREE, agreement=AgreementKind.WITHIN_ONE),
            "within one point of the master in at least 80 % of the ratings of each of 3 observations",
        ),
        (
            attrs.evolve(THREE, in_a_row=True, within=Period(6, "month"), valid_for=Period(1, "year")),
            "the same as the master in at least 80 % of the ratings of each of 3 observations in a row, "
            "all within 6 months; it holds for 1 year",
        ),
        (
            attrs.evolve(THREE, together=True, each_item_at_least=Fraction(3, 5)),
            "the same as the master in at least 80 % of the ratings of 3 observations together, "
            "and in at least 60 % of those of each item",
        ),
    ],
)
def test_it_says_itself(asked: Certification, words: str) -> None:
    """In words it is what the definition says."""
    assert str(asked) == words
