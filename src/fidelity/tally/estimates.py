"""Estimates: the one table in which every aggregated figure travels, with the meaning of each of its columns.

A row is one figure of one group. Before the columns named here stand those by which observations were grouped, as text:
first ``version``, ``profile`` and ``source``, then those that were asked for, in their order. A total has an empty text
in the columns over which it is taken.
"""

from __future__ import annotations

from enum import Enum

import attrs


class NoEstimate(Enum):
    """Why a figure has no value."""

    NOT_MEASURED = "not_measured"
    """The group was expected, and nothing was observed in it."""
    NOTHING_RATED = "nothing_rated"
    """There are observations, and none of them has what the figure is taken of."""
    TOO_FEW = "too_few"
    """There are fewer units than the figure needs, such as one for a standard deviation."""
    SUPPRESSED = "suppressed"
    """It rests on fewer than may be shown, or such a figure could be worked out from it; readers are not told which."""
    SUPPRESSED_WITH = "suppressed_with"
    """For the house only: it is large enough, and hidden because a suppressed figure could be worked out from it."""
    NOT_FROM_TALLIES = "not_from_tallies"
    """The tallies do not hold what it is made of."""


class NoInterval(Enum):
    """Why a value has no interval."""

    TOO_FEW = "too_few_to_say"
    """There are too few units, or clusters, for any interval that could be trusted."""
    NO_SPREAD = "no_spread"
    """All units are alike, and an interval without width would be false."""
    NOT_TOLD_APART = "not_told_apart"
    """The groups differ by no more than chance, so that none of them has a mean of its own."""
    NONE_DEFINED = "none_defined"
    """No interval is defined for the statistic, such as for a highest value."""
    NOT_FROM_TALLIES = "not_from_tallies"
    """The tallies do not hold what it is made of."""


@attrs.frozen
class Column:
    """What a column of the table means.

    Attributes:
        meaning: In one sentence, for the codebook.
        kind: ``text``, ``integer`` or ``number``.
        unit: What it is measured in; empty where that goes without saying.
    """

    meaning: str
    kind: str = "text"
    unit: str = ""


COLUMNS: dict[str, Column] = {
    "grouped_by": Column("The columns that the row is grouped by, with a comma between them; the others are totals."),
    "kind": Column("What is measured: a score, a band, a criterion, an item, a component, or observations as such."),
    "measure": Column("Its id."),
    "statistic": Column("What is taken of it, such as mean_of_sessions or share_of_practitioners_at_criterion."),
    "unit": Column("The unit of analysis: what is counted once."),
    "value": Column("The figure; empty where there is none.", "number"),
    "why_no_value": Column("Why there is none."),
    "low": Column("The lower end of the interval.", "number"),
    "high": Column("The upper end of the interval.", "number"),
    "level": Column("How often such an interval holds the true value, such as 0.95.", "number"),
    "method": Column("How the interval was made."),
    "df": Column("The degrees of freedom of the interval.", "number"),
    "why_no_interval": Column("Why there is none."),
    "n": Column("How many units the value is taken of.", "integer", "units"),
    "n_clusters": Column("In how many clusters these lie.", "integer", "clusters"),
    "cluster": Column("What the clusters are."),
    "n_observations": Column("How many observations the group holds, one record each.", "integer", "observations"),
    "n_unnamed": Column(
        "How many of them name no practitioner (or site) and are not in a figure of practitioners (or sites).",
        "integer",
        "observations",
    ),
    "n_not_rated": Column("How many of the others lack what the figure is taken of.", "integer", "observations"),
    "n_practitioners": Column("How many practitioners were observed.", "integer", "practitioners"),
    "n_sites": Column("How many sites were observed.", "integer", "sites"),
    "n_planned": Column("How many observations were planned; empty where no plan says so.", "integer", "observations"),
    "n_planned_made": Column(
        "How many of these were made; what was made of somebody beyond the plan stands for nobody else.",
        "integer",
        "observations",
    ),
    "coverage": Column("Which share of the planned observations was made, 0 to 1.", "number", "share"),
    "n_intended": Column("How many practitioners were to be observed.", "integer", "practitioners"),
    "n_intended_observed": Column("How many of these were observed at all.", "integer", "practitioners"),
}
"""The columns after those of the groups, in their order; a share is from 0 to 1, a score on its own scale."""

ALWAYS = ("version", "profile", "source")
"""What is never pooled unless somebody asks for it: editions that compute differently, and whose eyes they were."""
NOT_SAID = "not said"
"""What a group is called of which nothing is said, such as the observations without a site."""
SOURCES = ("observed", "self", "machine")
"""Whose eyes: observers (and what they agreed on), the practitioner's own, a program's."""
