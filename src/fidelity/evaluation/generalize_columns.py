"""The one table of generalizability: what its columns mean, why a figure is absent, and what records cannot tell."""

from __future__ import annotations

from collections.abc import Mapping

from fidelity.agreement.decision_study import METHODS as DECISION_METHODS
from fidelity.agreement.drawn_components import METHOD as DRAWN
from fidelity.agreement.mixed_model import METHOD as BY_REML
from fidelity.agreement.reliability import NoReliability
from fidelity.agreement.variance_components import METHOD as BY_ANOVA
from fidelity.evaluation.study import FEW_ITEMS, FEW_PRACTITIONERS, FEW_RATERS
from fidelity.tally.estimates import Column

COLUMNS: Mapping[str, Column] = {
    "measure": Column("The score."),
    "objects": Column(
        "Who is to be told apart: practitioner, or the column that was named instead; where practitioners are "
        "spoken of, these are meant."
    ),
    "items": Column("What items are, where they are told apart: a sample of others, or all that there are."),
    "part": Column("What the row is: a component of the variance, what was done, or a plan."),
    "what": Column("Which component; or which coefficient, relative or absolute."),
    "n_sessions": Column(
        "Of how many sessions a practitioner's mean is taken; empty for components, and where sessions cannot be told.",
        "integer",
        "sessions",
    ),
    "n_raters": Column(
        "How many raters each session has; empty for components, and where raters cannot be told.", "integer", "raters"
    ),
    "n_items": Column(
        "Of how many items a session's mean is taken; empty for components, and where items are not told apart.",
        "integer",
        "items",
    ),
    "value": Column("The component in squared points, or the coefficient, 0 to 1.", "number"),
    "why_no_value": Column("Why there is none."),
    "share": Column(
        "Of a component: its share of the variance of one rating of one session, or of one item in it.",
        "number",
    ),
    "low": Column("The lower end of the interval.", "number"),
    "high": Column("The upper end.", "number"),
    "level": Column("How often such an interval holds the true value, such as 0.95.", "number"),
    "method": Column("How value and interval were made."),
    "why_no_interval": Column("Why there is none."),
    "reaches": Column("Of a plan: whether it reaches what is wanted."),
    "smallest": Column("Of a plan that does: whether it would no longer with one session, one rater or one item less."),
    "price": Column("Of a plan: what it costs for each practitioner, where a rating of all items costs 1.", "number"),
    "design": Column(
        "The design that the records have: p practitioners, s sessions, r raters, i items; a colon means within."
    ),
    "is_balanced": Column(
        "Whether all practitioners have equally many sessions, all sessions the same raters, and all ratings all items."
    ),
    "n_practitioners": Column("How many practitioners were rated.", "integer", "practitioners"),
    "n_visits": Column("How many sessions of theirs were rated.", "integer", "sessions"),
    "n_rated_twice": Column("How many of these were rated by two raters or more.", "integer", "sessions"),
    "n_all_raters": Column("How many raters rated them.", "integer", "raters"),
    "n_all_items": Column("How many items they rated; empty where items are not told apart.", "integer", "items"),
    "n_ratings": Column("How many ratings there are.", "integer", "ratings"),
    "cautions": Column("What the records cannot tell, and what may mislead, with a comma between."),
}
"""The columns after those of the groups, in their order."""
RANDOM, FIXED = "random", "fixed"
ITEMS: Mapping[str, str] = {
    RANDOM: "a sample: other items would do as well, and figures are to hold for them too",
    FIXED: "all that there are: figures are to hold for these items only",
}
"""What items are, where they are told apart."""
ALWAYS = ("version", "profile")
"""The first columns of the groups: what computes differently is never pooled."""
PARTS: Mapping[str, str] = {
    "component": "a component of the variance of one rating of one session",
    "done": "what a mean over about as much as was done is worth",
    "plan": "what a mean over so many sessions and raters would be worth",
}
"""What a row is, in words."""
WHAT: Mapping[str, str] = {
    "practitioner": "how far practitioners differ, over all sessions and raters that there could be",
    "practitioner_and_session": "how far practitioners differ, and the one session of each that was seen",
    "session": "how far the sessions of one practitioner differ",
    "rater": "how far raters differ in severity",
    "rater_of_practitioner": "how far raters of one practitioner differ in severity",
    "rater_and_practitioner": "how far raters judge single practitioners otherwise than they judge all",
    "practitioner_session_and_rater": "how far practitioners differ, and the one session and the rater of each",
    "session_and_rater": "how far the sessions of one practitioner differ, and their raters",
    "rater_and_session": "how far raters judge single sessions otherwise than they judge others",
    "item": "how far items differ, so that some are harder than others",
    "item_and_practitioner": "how far single practitioners are better at some items than at others",
    "item_and_session": "how far single sessions go better in some items than in others",
    "item_and_rater": "how far raters are stricter with some items than with others",
    "item_rater_and_practitioner": "how far raters judge single items of single practitioners otherwise",
    "rest_of_items": "single ratings of items in single sessions, and chance",
    "rest": "how far raters judge single sessions otherwise, and chance",
    "session_rater_and_chance": "sessions of one practitioner, their raters and chance, which these records mix",
    "rater_and_chance": "raters of one session and chance, which these records mix",
    "rater_with_practitioner_and_chance": "raters who judge single practitioners otherwise, and chance",
    "relative": "generalizability coefficient, E rho²: for telling practitioners apart who had the same raters",
    "absolute": "index of dependability, Phi: for the number itself, such as against a cut-off; severity is an error",
}
"""Each component and each coefficient, in words."""
WHY_NO_VALUE: Mapping[str, str] = {
    each.name.lower(): words
    for each, words in {
        NoReliability.NOTHING_RATED: "No rating has this score and a practitioner.",
        NoReliability.ONE_SUBJECT: "One practitioner: how far practitioners differ cannot be seen.",
        NoReliability.ONE_LEVEL: "There is one session, rater or item, so that what it contributes cannot be seen.",
        NoReliability.ALL_ALIKE: "All ratings are the same number.",
        NoReliability.NOT_SEPARABLE: "Who rated what leaves practitioners, sessions, raters and chance mixed up.",
        NoReliability.NO_ERROR_LEFT: "No error is left: so few sessions were rated twice that nothing can be fitted.",
        NoReliability.NOT_CONVERGED: "The search for the components did not settle.",
        NoReliability.NO_VARIANCE: "No variance was found that it could be a share of.",
    }.items()
} | {
    "adds_no_items": "It does not add up items that have limits, or only one of them.",
    "all_fixed": "Items are taken for all that there are, and nothing else was seen more than once.",
}
"""Why there is no value, in words."""
WHY_NO_INTERVAL: Mapping[str, str] = {
    "too_few_levels": "Two of what it is about, or what is worth hardly more: too few to say how far others differ.",
    "not_taken": "Intervals are given for what was done.",
    "no_spread": "The error is exactly zero, and an interval without width would be false.",
    "out_of_reach": "The ratings are too few or too odd for the formula.",
}
"""Why there is no interval, in words."""
DECIDED = ("feldt", "drawn", "implied", "components")
METHODS: Mapping[str, str] = {
    "anova": f"{BY_ANOVA}; {DRAWN}",
    "reml": f"{BY_REML}; {DRAWN}, as REML implies them (degrees of freedom by Satterthwaite)",
    **dict(zip(DECIDED, DECISION_METHODS, strict=True)),
}
"""How figures were made, in words."""
CAUTIONS: Mapping[str, str] = {
    "one_session": "Each practitioner was observed once: what lasts in a practitioner and what was of that day cannot "
    "be told apart, and nothing is said of how many sessions are enough. To see it, observe some practitioners two or "
    "three times.",
    "one_rating": "No session was rated by two raters: session, rater and chance cannot be told apart, and nothing is "
    "said of how many raters are enough. To see it, have a part of the sessions rated by two raters independently.",
    "one_rater": "One rater rated everything: what is said holds for this rater, and others may differ. To see it, add "
    "a second rater.",
    "one_rater_each": "Each practitioner was rated by one rater only: what is said of practitioners holds how their "
    "raters differ. To see it, let raters rate sessions of each other's practitioners.",
    "own_raters": "No rater rated two practitioners: a strict rater, and one who is strict with this practitioner, "
    "cannot be told apart. To see it, let raters rate sessions of each other's practitioners.",
    "met_once": "Hardly any rater rated the same practitioner in two sessions: how a rater judges single practitioners "
    "is counted with the rest, and plans with few raters and many sessions look better than they may be. To see it, "
    "have the same rater rate several sessions of a practitioner.",
    "mixed_up": "Some sources cannot be told from others by who rated what, and are counted with these.",
    "few_items": f"Fewer than {FEW_ITEMS} items: what is said of items in general is rough.",
    "uneven_items": "Items have different ranges of points: those with wide ranges make more of the differences.",
    "few_practitioners": f"Fewer than {FEW_PRACTITIONERS} practitioners: the components are rough.",
    "few_raters": f"Fewer than {FEW_RATERS} raters: what is said of raters in general is rough.",
    "at_zero": "A component was estimated at zero, or below and set to it: with more ratings it may be above.",
}
"""What the records cannot tell, and what to collect so that they can; what may mislead."""
YES_NO: Mapping[str, str] = {"yes": "it is so", "no": "it is not so"}
