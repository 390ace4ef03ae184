"""The scoring rules: names with parameters; what each computes is said once, in `fidelity.plan.rules`."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

import attrs

from fidelity.model.ladder import Ladder as Ladder
from fidelity.model.ladder import LadderStep as LadderStep
from fidelity.model.ladder import Need as Need
from fidelity.model.range import Range


class Form(Enum):
    """How a share is expressed."""

    PROPORTION = "proportion"
    """Between 0 and 1."""
    PERCENT = "percent"
    """Between 0 and 100."""


class CountedFrom(Enum):
    """What no points at all means in a percentage of the possible points."""

    ZERO = "zero"
    """0 % is no points: points divided by possible points."""
    LOWEST = "lowest"
    """0 % is the lowest points that can be had: a percentage of the range."""


@attrs.frozen
class Sum:
    """The sum of the points, in points."""


@attrs.frozen
class Mean:
    """The mean of the points, in points."""


@attrs.frozen
class Weighted:
    """The weighted mean of the points, in points; the weights are normalised over what is used."""


@attrs.frozen
class PercentOfPossible:
    """Points as a percentage of the points that could be had, pooled over the members.

    Attributes:
        counted_from: What 0 % means.
    """

    counted_from: CountedFrom = CountedFrom.ZERO


@attrs.frozen
class MeanOfPercentages:
    """The mean of each member's own percentage, so that each part weighs the same.

    Attributes:
        counted_from: What 0 % means for one member.
    """

    counted_from: CountedFrom = CountedFrom.ZERO


@attrs.frozen
class ProportionAtOrAbove:
    """The share of the used members that reach a threshold.

    Attributes:
        at_least: The threshold in points; None for each member's highest.
        form: How the share is expressed.
    """

    at_least: Fraction | None = None
    form: Form = Form.PROPORTION


@attrs.frozen
class Opportunity:
    """The share of the opportunities that were taken: a tolerated missing rating is one that was not.

    Attributes:
        at_least: The threshold in points; None for each member's highest.
        form: How the share is expressed.
    """

    at_least: Fraction | None = None
    form: Form = Form.PROPORTION


@attrs.frozen
class Count:
    """How many members reach a threshold.

    Attributes:
        at_least: The threshold in points; None for each member's highest.
    """

    at_least: Fraction | None = None


class Over(Enum):
    """An answer to a division by nothing that is not a number."""

    NONE = "none"
    """No score, with the reason."""
    HIGHEST = "highest"
    """The highest value that is declared; no ratio then counts for more."""


@attrs.frozen
class Ratio:
    """The sum of some members divided by the sum of others.

    Attributes:
        to: The members of the denominator, by id.
        zero_over_zero: What nothing divided by nothing is.
        over_zero: What something divided by nothing is.
        times: What the ratio is multiplied with: 100 for a percentage.
        highest: The ceiling of the ratio, for ``over_zero: highest``.
        to_at_least: The least that the denominator must come to; None where any will do.
    """

    to: tuple[str, ...]
    zero_over_zero: Fraction | Over = Over.NONE
    over_zero: Fraction | Over = Over.NONE
    times: Fraction = Fraction(1)
    highest: Fraction | None = None
    to_at_least: Fraction | None = None


@attrs.frozen
class Rate:
    """Occurrences by time: the sum of the members divided by the length of the observation.

    Attributes:
        per: The item that holds the length.
        every: The length that the rate refers to, in the unit of that item.
        per_at_least: The shortest length for which the rate means anything; None for no such length.
    """

    per: str
    every: Fraction = Fraction(1)
    per_at_least: Fraction | None = None


@attrs.frozen
class Minimum:
    """The lowest points of any used member."""


@attrs.frozen
class AllOrNothing:
    """1 when every used member reaches the threshold, else 0.

    Attributes:
        at_least: The threshold in points; None for each member's highest.
    """

    at_least: Fraction | None = None


@attrs.frozen
class FirstApplicable:
    """The first member that applies, in the order in which they are named: how a denominator falls back."""


@attrs.frozen
class Rung:
    """What numbers in one range become.

    Attributes:
        range: The numbers.
        value: What they become.
    """

    range: Range
    value: Fraction


@attrs.frozen
class LookUp:
    """A number turned into another by ranges, rising or falling.

    Attributes:
        ranges: What becomes what.
    """

    ranges: tuple[Rung, ...]


@attrs.frozen
class ShareOfPersons:
    """The share of persons who reach a threshold of their own.

    Attributes:
        at_least: What each person must reach, as a share from 0 to 1.
        form: How the share of persons is expressed.
    """

    at_least: Fraction
    form: Form = Form.PERCENT


@attrs.frozen
class Python:
    """A rule that a plugin computes, for what no declaration can say.

    Attributes:
        name: The name under which a plugin offers it.
        lowest: The lowest value that it can give.
        highest: The highest value that it can give.
    """

    name: str
    lowest: Fraction
    highest: Fraction


Rule = (
    Sum
    | Mean
    | Weighted
    | PercentOfPossible
    | MeanOfPercentages
    | ProportionAtOrAbove
    | Opportunity
    | Count
    | Ratio
    | Rate
    | Minimum
    | AllOrNothing
    | FirstApplicable
    | LookUp
    | Ladder
    | ShareOfPersons
    | Python
)

NAMES: dict[str, type[Rule]] = {
    "sum": Sum,
    "mean": Mean,
    "weighted": Weighted,
    "percent_of_possible": PercentOfPossible,
    "mean_of_percentages": MeanOfPercentages,
    "proportion_at_or_above": ProportionAtOrAbove,
    "opportunity": Opportunity,
    "count": Count,
    "ratio": Ratio,
    "rate": Rate,
    "minimum": Minimum,
    "all_or_nothing": AllOrNothing,
    "first_applicable": FirstApplicable,
    "look_up": LookUp,
    "ladder": Ladder,
    "share_of_persons": ShareOfPersons,
    "python": Python,
}
"""Each rule by the name that a definition gives it."""


def name_of(rule: Rule) -> str:
    """The name that a definition gives a rule."""
    return next(name for name, kind in NAMES.items() if isinstance(rule, kind))
