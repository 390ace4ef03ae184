"""What is asked about agreement: of what, by what, by which statistics; every statistic is named here, once."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from fidelity.agreement.weights import Weighting
from fidelity.errors import UsageError
from fidelity.problems import Problem, nearest
from fidelity.tally.interval import checked

OF = ("items", "scores", "criteria", "components", "all", "pairs")
"""What agreement can be taken of; ``all`` is all items together, ``pairs`` each two raters."""


@attrs.frozen
class Statistic:
    """One measure of agreement.

    Attributes:
        words: Its name in full.
        meaning: What it says, in a sentence.
        of_numbers: Whether it is taken of values as numbers, such as scores; otherwise it is of categories.
        of_pairs: Whether it is taken of two raters who are told apart, and of nobody else.
        is_weighted: Whether it depends on how far different ratings count as agreement.
        needs_raters: Whether it needs to know who rated what, which tallies do not hold.
    """

    words: str
    meaning: str
    of_numbers: bool = False
    of_pairs: bool = False
    is_weighted: bool = False
    needs_raters: bool = False


STATISTICS: Mapping[str, Statistic] = {
    "exact": Statistic("exact agreement", "The share of pairs of ratings that are the same."),
    "within_one": Statistic(
        "agreement within one", "The share of pairs of ratings that are the same or neighbours on the scale."
    ),
    "ac1": Statistic("Gwet's AC1", "Agreement beyond chance, where chance is a guess on what is hard to rate."),
    "ac2": Statistic(
        "Gwet's AC2", "Gwet's AC1 with weights: ratings that are near each other agree in part.", is_weighted=True
    ),
    "alpha": Statistic(
        "Krippendorff's alpha", "1 less the disagreement that was observed over the one that chance would give."
    ),
    "fleiss_kappa": Statistic(
        "Fleiss' kappa",
        "Agreement beyond chance, where chance is drawing from all ratings; low where one category prevails.",
        is_weighted=True,
    ),
    "conger_kappa": Statistic(
        "Conger's kappa",
        "Agreement beyond chance, where chance is each rater drawing from their own ratings.",
        is_weighted=True,
        needs_raters=True,
    ),
    "brennan_prediger": Statistic(
        "Brennan and Prediger's coefficient",
        "Agreement beyond chance, where chance is every category being as likely as any other.",
        is_weighted=True,
    ),
    "cohen_kappa": Statistic(
        "Cohen's kappa",
        "Agreement of two raters beyond chance, where chance is each drawing from their own ratings.",
        of_pairs=True,
        is_weighted=True,
        needs_raters=True,
    ),
    "icc_a1": Statistic(
        "ICC(A,1)",
        "The share of the variance of one rating that lies between visits; a milder rater is an error.",
        of_numbers=True,
        needs_raters=True,
    ),
    "icc_ak": Statistic(
        "ICC(A,k)", "The same of the mean of all raters of a visit.", of_numbers=True, needs_raters=True
    ),
    "icc_c1": Statistic(
        "ICC(C,1)", "The same of one rating, where a milder rater does no harm.", of_numbers=True, needs_raters=True
    ),
    "icc_ck": Statistic(
        "ICC(C,k)",
        "The same of the mean of all raters of a visit, where a milder rater does no harm.",
        of_numbers=True,
        needs_raters=True,
    ),
    "icc_1": Statistic("ICC(1)", "The same of one rating, raters not told apart.", of_numbers=True, needs_raters=True),
    "icc_k": Statistic(
        "ICC(k)",
        "The same of the mean of all raters of a visit, raters not told apart.",
        of_numbers=True,
        needs_raters=True,
    ),
    "not_rated_by_one": Statistic(
        "rated by one, not by the other",
        "The share of pairs in which one rater gave a rating and the other said why there was none.",
    ),
}
"""Every statistic by its name."""
NUMBERS = tuple(name for name, each in STATISTICS.items() if each.of_numbers)
"""The statistics of numbers only; alpha is of numbers too."""


@attrs.frozen
class Asked:
    """What is asked.

    Attributes:
        of: Of what, among `OF`.
        by: The columns to group by; totals over the last ones are added.
        statistics: Which, among `STATISTICS`; none for those that suit what is asked.
        weights: How far different ratings agree, for statistics with weights.
        with_statuses: Whether *not applicable* and the like are categories beside the points, without order.
        level: How often an interval shall hold the true value.
        totals: Whether rows of totals are added.
    """

    of: tuple[str, ...] = ("items", "scores")
    by: tuple[str, ...] = ()
    statistics: tuple[str, ...] = ()
    weights: Weighting = Weighting.QUADRATIC
    with_statuses: bool = False
    level: float = 0.95
    totals: bool = True

    def __attrs_post_init__(self) -> None:
        """Refuse what is unknown."""
        problems = [
            Problem("unknown-statistic", f"there is no statistic `{name}`", nearest(name, STATISTICS))
            for name in self.statistics
            if name not in STATISTICS
        ]
        problems += [
            Problem("unknown-agreement", f"agreement is not taken of `{name}`", nearest(name, OF))
            for name in self.of
            if name not in OF
        ]
        if problems:
            raise UsageError(problems)
        checked(self.level)

    def margins(self) -> tuple[tuple[str, ...], ...]:
        """The groupings that make up the table, finest first."""
        most = len(self.by)
        return tuple(self.by[:n] for n in range(most, -1 if self.totals else most - 1, -1))

    def chosen(self, default: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
        """The statistics that are taken of something.

        Args:
            default: Those that suit it.
            known: Those that can be taken of it.
        """
        wanted = self.statistics or default
        return tuple(name for name in STATISTICS if name in wanted and name in known)
