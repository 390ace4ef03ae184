"""The one table of items: what its columns and statistics mean, why figures are absent, and what may mislead."""

from __future__ import annotations

from collections.abc import Mapping

from fidelity.agreement.item_analysis import ALPHA, OMEGA
from fidelity.agreement.reliability import NoBounds, NoReliability
from fidelity.model.status import Status
from fidelity.tally.estimates import Column

COLUMNS: Mapping[str, Column] = {
    "grouped_by": Column("The columns that the row is grouped by, with a comma between them; the others are totals."),
    "within": Column("The score whose items are looked at together; empty for what an item is by itself."),
    "item": Column("The item; empty for all items of the score together."),
    "statistic": Column("What is taken."),
    "value": Column("The figure; empty where there is none.", "number"),
    "why_no_value": Column("Why there is none."),
    "low": Column("The lower end of the interval.", "number"),
    "high": Column("The upper end of the interval.", "number"),
    "level": Column("How often such an interval holds the true value, such as 0.95.", "number"),
    "method": Column("How value and interval were made."),
    "why_no_interval": Column("Why there is none."),
    "n": Column("Of how many visits the figure is taken.", "integer", "visits"),
    "n_visits": Column("How many visits there are, one record each.", "integer", "visits"),
    "n_practitioners": Column("How many practitioners these visits are of.", "integer", "practitioners"),
    "cautions": Column("What may mislead about the figure, with a comma between."),
}
"""The columns after those of the groups, in their order."""
ALWAYS = ("version", "profile", "source")
"""The first columns of the groups: what computes differently, or saw with other eyes, is never pooled."""
MOST_AT_END = 0.15
"""From above this share of ratings on the lowest or the highest points on, an item is flagged.

Terwee and others (2007). Journal of Clinical Epidemiology, 60, 34-42.
"""
LEAST_WITH_REST = 0.2
"""Below this correlation with the rest an item is flagged (Kline 1986; Streiner & Norman 2008, who say 0.20)."""
SHARES: Mapping[Status, str] = {
    status: f"share_{status.value}" for status in tuple(Status) if status is not Status.OFF_BY_DESIGN
}
"""The statistics that say what became of an item in all visits."""
STATISTICS: Mapping[str, str] = {
    **{
        name: f"The share of visits in which the item was {status.value.replace('_', ' ')}."
        for status, name in SHARES.items()
    },
    "mean": "The mean of the points.",
    "sd": "Their standard deviation.",
    "difficulty": "The mean as a share of the points from the lowest to the highest possible; a low share is hard.",
    "floor": "The share of ratings with the lowest possible points.",
    "ceiling": "The share of ratings with the highest possible points.",
    "item_rest": "The correlation of what the item adds to the score with what the others add.",
    "alpha_without": "Cronbach's alpha of the score without the item.",
    "alpha": "Cronbach's alpha: how well the sum of these items stands for that of any others like them.",
    "omega": "McDonald's omega: the share of the sum's variance that one thing common to all items brings.",
}
"""What each statistic means."""
SHARE_STATISTICS = frozenset({*SHARES.values(), "difficulty", "floor", "ceiling"})
"""Those that are shares, 0 to 1."""
NO_RANGE = "no_range"
WHY_NO_VALUE: Mapping[str, str] = {
    NO_RANGE: "The item has no lowest or no highest points.",
    **{
        why.name.lower(): words
        for why, words in {
            NoReliability.NOTHING_RATED: "The item was rated in no visit.",
            NoReliability.ONE_SUBJECT: "It takes two visits or more.",
            NoReliability.TOO_FEW_ITEMS: "It takes more items.",
            NoReliability.TOO_FEW_SUBJECTS: "There are too few visits in which all items of the score were rated.",
            NoReliability.CONSTANT_ITEM: "An item is the same in all visits.",
            NoReliability.NO_VARIANCE: "The sum of the items is the same in all visits.",
            NoReliability.ALL_ALIKE: "All ratings are the same.",
            NoReliability.REDUNDANT_ITEM: "An item follows exactly from others.",
            NoReliability.NOT_CONVERGED: "The search for the common factor did not settle.",
        }.items()
    },
}
"""Why there is no value, in words."""
WHY_NO_INTERVAL: Mapping[str, str] = {
    "no_spread": "The error is exactly zero, and an interval without width would be false.",
    "none_defined": "No interval is defined for it here.",
    "out_of_reach": "The visits are too few or too odd for the formula.",
}
"""Why there is no interval, in words."""
BOUNDS: Mapping[int, str] = {
    NoBounds.NO_SPREAD: "no_spread",
    NoBounds.NONE_DEFINED: "none_defined",
    NoBounds.OUT_OF_REACH: "out_of_reach",
    NoBounds.NO_FREEDOM: "out_of_reach",
}
AT_END, RUNS_ITS_OWN_WAY, BETTER_WITHOUT, DEPENDENT = (
    "most_at_an_end",
    "low_with_rest",
    "better_without",
    "not_independent",
)
CAUTIONS: Mapping[str, str] = {
    AT_END: f"more than {MOST_AT_END:.0%} of the ratings lie at this end of the scale".replace("%", " %"),
    RUNS_ITS_OWN_WAY: f"below {LEAST_WITH_REST}: the item runs its own way",
    BETTER_WITHOUT: "higher than with the item",
    DEPENDENT: "some practitioners were observed more than once, so that intervals are too narrow",
    "negative": "below 0: the items run against each other",
    "few_subjects": "fewer than 10 visits with all items rated",
    "at_zero": "the common part was estimated at zero",
    "negative_correlations": "some items run against others: perhaps one is scored the wrong way round",
    "more_items_than_subjects": "as many items as visits, or more",
    "uniqueness_at_bound": "the factor explains an item entirely (a Heywood case): the model does not fit",
}
"""What may mislead, in words."""
METHODS: Mapping[str, str] = {"feldt": ALPHA, "one_factor_ml": OMEGA}
"""How coefficients were made, in words."""
