"""The one table of severity: what its columns mean, why a figure is absent, and what can be said of a rater."""

from __future__ import annotations

from collections.abc import Mapping

from fidelity.agreement.reliability import NoBounds, NoReliability
from fidelity.agreement.severity import METHOD
from fidelity.tally.estimates import Column

COLUMNS: Mapping[str, Column] = {
    "grouped_by": Column("The columns that the row is grouped by, with a comma between them; the others are totals."),
    "kind": Column("What was rated: a score, or an item."),
    "measure": Column("Its id."),
    "rater": Column("The rater, by code."),
    "set": Column(
        "The raters with whom this one can be compared, as a number; raters of different sets share no visit, directly "
        "or through others.",
        "integer",
    ),
    "n_set": Column("How many raters the set has.", "integer", "raters"),
    "n_shared": Column("How many visits the rater shares with others.", "integer", "visits"),
    "n_visits": Column("How many visits the rater rated, shared or not.", "integer", "visits"),
    "mean": Column("The mean of what the rater gave on the shared visits; empty where there are none.", "number"),
    "severity": Column(
        "By how much the rater rates the same visits higher (above 0) or lower (below 0) than the raters of the set do "
        "on average.",
        "number",
    ),
    "why_no_severity": Column("Why there is none."),
    "adjusted_mean": Column(
        "The mean less the severity: what the raters of the set would have given these visits on average.", "number"
    ),
    "low": Column("The lower end of the interval of the severity.", "number"),
    "high": Column("The upper end.", "number"),
    "level": Column("How often such an interval holds the true value, such as 0.95.", "number"),
    "method": Column("How severity and interval were made."),
    "df": Column("The degrees of freedom of the interval.", "number"),
    "why_no_interval": Column("Why there is none."),
    "verdict": Column("What can be said of the rater."),
}
"""The columns after those of the groups, in their order."""
ALWAYS = ("version", "profile")
"""The first columns of the groups: what computes differently is never pooled."""
FEWEST = 5
"""With fewer shared visits nothing is said of a rater; our own judgement."""
HIGHER, LOWER, OPEN, TOO_FEW = "higher", "lower", "not_told_apart", "too_few"
VERDICTS: Mapping[str, str] = {
    HIGHER: "The whole interval lies above 0: the rater rates the same visits higher, so milder where more is better.",
    LOWER: "The whole interval lies below 0: the rater rates the same visits lower, so stricter where more is better.",
    OPEN: "The interval holds 0: no difference from the others is shown.",
    TOO_FEW: f"There are fewer than {FEWEST} shared visits, or no interval: too few to say.",
}
"""What can be said of a rater, in words."""
METHODS: Mapping[str, str] = {"least_squares_t": METHOD}
"""How figures were made, in words."""
WHY_NO_SEVERITY: Mapping[str, str] = {
    NoReliability.SHARES_NOBODY.name.lower(): "No other rater rated a visit that this rater rated.",
}
"""Why there is no severity, in words."""
WHY_NO_INTERVAL: Mapping[str, str] = {
    NoBounds.NO_SPREAD.name.lower(): "Ratings follow visit and rater without any error: an interval without width "
    "would be false.",
    NoBounds.NO_FREEDOM.name.lower(): "So few visits are shared that nothing is left over from which the error could "
    "be seen.",
}
"""Why there is no interval, in words."""
