"""The one table of agreement: what each of its columns means, why a figure is absent, and what it may mislead about."""

from __future__ import annotations

from collections.abc import Mapping

from fidelity.agreement.cautions import CAUTION_WORDS
from fidelity.agreement.coefficients import FEWEST, FEWEST_ELSEWHERE, NO_COEFFICIENT_WORDS
from fidelity.agreement.icc import METHODS
from fidelity.agreement.reliability import NoReliability
from fidelity.tally.estimates import Column, NoEstimate, NoInterval

COLUMNS: Mapping[str, Column] = {
    "grouped_by": Column("The columns that the row is grouped by, with a comma between them; the others are totals."),
    "comparison": Column("Who is compared: observers with each other, or observers with another pair of eyes."),
    "of": Column("What is rated: an item, a score, a criterion, the items of a component, or all items together."),
    "measure": Column("Its id."),
    "first": Column("One of two raters; empty where all raters are taken together."),
    "second": Column("The other one."),
    "statistic": Column("How agreement is measured, such as ac2, alpha or icc_a1."),
    "weights": Column(
        "How far different ratings count as agreement, such as quadratic, or the metric of their distance, such as "
        "ordinal_metric, which goes by how often each point was used and is not the same as ordinal weights."
    ),
    "value": Column("The figure: 1 for perfect agreement, a share from 0 to 1; empty where there is none.", "number"),
    "why_no_value": Column("Why there is none."),
    "low": Column("The lower end of the interval.", "number"),
    "high": Column("The upper end of the interval.", "number"),
    "level": Column("How often such an interval holds the true value, such as 0.95.", "number"),
    "method": Column("How value and interval were made."),
    "df": Column("The degrees of freedom of the interval; empty where it has none of its own.", "number"),
    "why_no_interval": Column("Why there is none."),
    "at_least": Column("What the checklist asks for; empty where it asks nothing of this figure.", "number"),
    "reached": Column("Whether that is reached, as far as the interval can tell."),
    "n_visits": Column(
        "How many visits were rated by two or more; of several items together each item of a visit counts.",
        "integer",
        "visits",
    ),
    "n_single": Column("How many were rated by one, counted likewise.", "integer", "visits"),
    "n_ratings": Column("How many ratings there are.", "integer", "ratings"),
    "n_raters": Column("How many raters gave them; empty where tallies do not hold it.", "integer", "raters"),
    "n_practitioners": Column(
        "Of how many practitioners the visits are that were rated by two or more; empty where nobody is named, and "
        "where tallies do not hold it.",
        "integer",
        "practitioners",
    ),
    "cautions": Column("What may mislead about the figure, with a comma between."),
}
"""The columns after those of the groups, in their order."""
ALWAYS = ("version", "profile")
"""The first columns of the groups: what computes differently is never pooled."""

SCALES_DIFFER = "scales_differ"
NO_NUMBERS = "no_numbers"
WHY_NO_VALUE: Mapping[str, str] = {
    **{why.value: f"{words[0].upper()}{words[1:]}." for why, words in NO_COEFFICIENT_WORDS.items()},
    **{
        why.name.lower(): words
        for why, words in {
            NoReliability.NOTHING_RATED: "Nothing was rated.",
            NoReliability.ONE_SUBJECT: "One visit was rated twice: whether raters tell visits apart cannot be seen.",
            NoReliability.ONE_SUBJECT_EACH: "No rater rated two of these visits: rater and chance are mixed up.",
            NoReliability.ALL_ALIKE: "All values are the same, so agreement could not be put to the test.",
            NoReliability.NOT_SEPARABLE: "Who rated what leaves visits, raters and chance mixed up with one another.",
            NoReliability.NO_ERROR_LEFT: "Values follow visit and rater without any error: nothing can be fitted.",
            NoReliability.NOT_CONVERGED: "The search for the parts of the variance did not settle.",
            NoReliability.NO_VARIANCE: "There is no variance that it could be a share of.",
        }.items()
    },
    SCALES_DIFFER: "The items have different scales, so that chance cannot be taken off for all together.",
    NoEstimate.NOT_FROM_TALLIES.value: "Tallies do not hold what it is made of; the records do.",
    NoEstimate.SUPPRESSED.value: "It rests on fewer than may be shown, or such a figure could be worked out from it.",
    NoEstimate.SUPPRESSED_WITH.value: "It is large enough, and a hidden figure could be worked out from it.",
}
"""Why there is no value, in words."""
DEPENDENT = "one_visit_many_items"
OUT_OF_REACH = "out_of_reach"
NO_FREEDOM = "no_freedom"
WHY_NO_INTERVAL: Mapping[str, str] = {
    NoInterval.TOO_FEW.value: (
        f"There are too few for an interval that could be trusted: fewer than {FEWEST} visits rated twice or, where "
        f"chance depends on the ratings, fewer than {FEWEST_ELSEWHERE} ratings outside the point used most."
    ),
    NoInterval.NO_SPREAD.value: "All visits are alike, so that an interval would have no width: that would be false.",
    NoInterval.NONE_DEFINED.value: "No interval is defined for it.",
    DEPENDENT: "Ratings of several items in one visit resemble each other, and an interval would be too narrow.",
    OUT_OF_REACH: "The values are too few or too odd for the formula.",
    NO_FREEDOM: "Raters share so few visits that nothing is left over from which the error could be seen.",
}
"""Why there is no interval, in words."""
CAUTIONS: Mapping[str, str] = {
    **{caution.name.lower(): words for caution, words in CAUTION_WORDS.items() if caution.name},
    "negative": "below 0: raters of one visit differ more than those of different visits",
    "at_zero": "a part of the variance was estimated at zero",
    "incomplete": "not every rater rated every visit: estimated by REML",
    "few_subjects": "fewer than 10 visits were rated twice",
    "two_raters": "two raters: what is said of raters in general rests on one difference",
}
"""What may mislead, in words."""
LINEARISED, OF_PAIRS = "linearised", "fleiss_cohen_everitt"
ICC_METHODS: tuple[str, ...] = (
    "anova_f",
    "anova_satterthwaite",
    "anova_generalised",
    "one_way_wald",
    "reml_f",
    "reml_generalised",
)
STEPPED_UP = "_stepped_up"
"""The ending of the method of a mean of several ratings."""
_BY_LOGIT = "interval by t, n − 1 degrees of freedom, on the logit of the observed agreement (irrCAC: by t, cut at 1)"
METHOD_WORDS: Mapping[str, str] = {
    LINEARISED: "standard error by linearisation over visits, in the raw form, divided by n − 1 (table form: by n), "
    f"where n are the visits rated twice (Gwet 2014: all); {_BY_LOGIT}",
    OF_PAIRS: f"standard error of Fleiss, Cohen and Everitt (1969), divided by n; {_BY_LOGIT}",
    **dict(zip(ICC_METHODS, METHODS, strict=True)),
    **{
        f"{name}{STEPPED_UP}": f"{words}; both stepped up from one rating to the mean of k, as in psych (irr takes "
        "other degrees of freedom)"
        for name, words in zip(ICC_METHODS, METHODS, strict=True)
    },
}
"""How figures were made, in words."""
REACHED: Mapping[str, str] = {
    "yes": "The whole interval lies at what is asked for or above.",
    "no": "The whole interval lies below what is asked for.",
    "cannot_tell": "The interval holds what is asked for, or there is none: more visits must be rated twice to tell.",
}
"""Whether a target is reached, in words."""
