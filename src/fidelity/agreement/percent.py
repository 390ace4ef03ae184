"""Percent agreement, exact and within one: what share of pairs of ratings say the same, or nearly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from itertools import combinations

import attrs

from fidelity.agreement.closeness import Closeness, closeness, is_graded
from fidelity.model.answer import MISSING, Answer
from fidelity.model.item import Item


class NoAgreement(Enum):
    """Why there is no percentage."""

    NO_PAIRS = "no_pairs"
    """No item was answered by two raters."""
    NOTHING_GRADED = "nothing_graded"
    """No item that two raters answered has a scale on which *within one* says anything."""


NO_AGREEMENT_WORDS: dict[NoAgreement, str] = {
    NoAgreement.NO_PAIRS: "no item was answered by two raters",
    NoAgreement.NOTHING_GRADED: "no scale here has three points or more",
}
"""Each reason in words."""


@attrs.frozen
class Agreement:
    """How many pairs of answers agree: counts that add, with the percentages taken last.

    Attributes:
        n_pairs: How many pairs of answers were compared.
        n_exact: How many of them are the same.
        n_graded: How many of the pairs are of items for which *within one* says anything.
        n_within_one: How many of those are the same or neighbours.
        n_left_out: How many pairs could not be compared, because one of the two, or both, said nothing.
    """

    n_pairs: int = 0
    n_exact: int = 0
    n_graded: int = 0
    n_within_one: int = 0
    n_left_out: int = 0

    def __add__(self, other: Agreement) -> Agreement:
        """Both together."""
        pairs = zip(attrs.astuple(self), attrs.astuple(other), strict=True)
        return Agreement(*(mine + theirs for mine, theirs in pairs))

    @property
    def exact(self) -> Fraction | None:
        """What share of the pairs is the same, 0 to 1; None where there is no pair."""
        return Fraction(self.n_exact, self.n_pairs) if self.n_pairs else None

    @property
    def within_one(self) -> Fraction | None:
        """What share of the graded pairs is the same or neighbours, 0 to 1; None where there is none."""
        return Fraction(self.n_within_one, self.n_graded) if self.n_graded else None

    @property
    def why_no_exact(self) -> NoAgreement | None:
        """Why there is no exact agreement; None where there is."""
        return None if self.n_pairs else NoAgreement.NO_PAIRS

    @property
    def why_no_within_one(self) -> NoAgreement | None:
        """Why there is no agreement within one; None where there is."""
        return None if self.n_graded else NoAgreement.NOTHING_GRADED if self.n_pairs else NoAgreement.NO_PAIRS


NOTHING = Agreement()
"""The agreement of nobody about nothing, to which others are added."""


def of_item(answers: Sequence[Answer], item: Item) -> Agreement:
    """Percent agreement of two or more raters about one item in one observation.

    *Meaning.* Exact agreement is the share of pairs of answers that are the same. Agreement within one is the share of
    pairs that are the same or neighbours on the item's scale.

    *When to use.* To see where two raters read an anchor differently, and where a programme asks for it (80 % within
    one point, say). It does not take off what chance alone would give, so it flatters where nearly all ratings are the
    same code, and where a scale has few points; it says nothing then about telling good practice from poor.

    *What counts.* Each pair of raters makes one pair of answers.

    - Two ratings are compared with each other.
    - Two equal statuses agree: that an item did not apply is a judgement too, and it decides what enters the score.
    - A rating against a status, and one status against another, disagree, within one too.
    - Where one of the two or both said nothing, the pair is left out, and counted as left out.
    - *Within one* is by neighbouring points of the scale, and for counts by 1. Items for which that says nothing (two
      points, minutes, percentages, results of persons) are left out of it, and stay in exact agreement.

    Args:
        answers: One answer of each rater, in any order; shape (raters,).
        item: The item.

    Returns:
        The counts. With two raters, ``n_pairs + n_left_out`` is 1; with k raters it is k (k − 1) / 2.

    Notes:
        ``exact = n_exact / n_pairs`` and ``within_one = n_within_one / n_graded``. With more than two raters this is
        the mean over all pairs of answers, as in Fleiss' observed agreement where nothing is missing. ``irr::agree``
        counts an item only where *all* raters agree, which is less with three raters and the same with two.

    References:
        Kazdin, A. E. (1982). Single-case research designs, chapter 3 (point-by-point agreement ratio).
        Stemler, S. E. (2004). A comparison of consensus, consistency, and measurement approaches to estimating
        interrater reliability. Practical Assessment, Research, and Evaluation, 9(4) (adjacent agreement, and why it
        says little on short scales).

    Examples:
        In R, for ratings without missing ones and points that are one apart::

            irr::agree(cbind(r1, r2))                  # exact
            irr::agree(cbind(r1, r2), tolerance = 1)   # within one
    """
    return sum((_of_pair(closeness(one, other, item), item) for one, other in combinations(answers, 2)), NOTHING)


def _of_pair(found: Closeness, item: Item) -> Agreement:
    if found is Closeness.OPEN:
        return Agreement(n_left_out=1)
    same, graded = found is Closeness.SAME, is_graded(item)
    return Agreement(1, int(same), int(graded), int(graded and (same or found is Closeness.BY_ONE)))


def over_items(raters: Sequence[Mapping[str, Answer]], items: Iterable[Item]) -> Agreement:
    """Percent agreement of two or more raters over several items: the sum of what `of_item` counts.

    Every pair of answers weighs the same, so an item that three raters answered weighs three times one that two did.

    Args:
        raters: The answers of each rater, by item; an item that is absent is missing.
        items: The items, without those that nobody was asked.
    """
    return sum((of_item([answers.get(item.id, MISSING) for answers in raters], item) for item in items), NOTHING)
