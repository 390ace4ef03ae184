"""Words for the codes of aggregated figures: statistics, reasons, methods, groups; for pages and for the codebook."""

from __future__ import annotations

import attrs

from fidelity.model.status import Status
from fidelity.tally.estimates import Column, NoEstimate, NoInterval
from fidelity.tally.interval import Method

UNITS = ("rating", "observation", "session", "visit", "client", "practitioner", "team", "site")
"""What can be counted once, the smallest first; the plural of each ends in s."""


SESSIONS = ("observation", "session", "visit")
"""The units of which each observation is one."""


@attrs.frozen
class Statistic:
    """What is taken of a measure.

    Attributes:
        words: Its name in full.
        meaning: What it is, in a sentence, for the codebook.
        is_share: Whether it is a share from 0 to 1, whatever the scale of the measure.
        is_verdict: Whether 1 means yes and 0 means no.
    """

    words: str
    meaning: str
    is_share: bool = False
    is_verdict: bool = False


def spaced(code: str) -> str:
    """A code with spaces for its underscores."""
    return code.replace("_", " ")


def plural(noun: str) -> str:
    """What there are several of: ``sites``."""
    return noun if noun.endswith("s") else f"{noun}s"


def _of_units(unit: str) -> dict[str, Statistic]:
    """The statistics that can be taken over units of a kind."""
    all_, whose = f"{unit}s", f"{unit}s'"
    return {
        f"mean_of_{all_}": Statistic(f"mean of the {all_}", f"The mean of the {all_}; each counts once."),
        f"sd_of_{all_}": Statistic(
            f"standard deviation of the {all_}", f"How far the {all_} lie from their mean, typically."
        ),
        f"median_of_{all_}": Statistic(
            f"median of the {all_}", f"The middle of the {all_}: as many lie above as below."
        ),
        f"lowest_of_{all_}": Statistic(f"lowest of the {all_}", f"The lowest value of the {all_}."),
        f"highest_of_{all_}": Statistic(f"highest of the {all_}", f"The highest value of the {all_}."),
        f"mean_of_{unit}_means": Statistic(
            f"mean of the {whose} means",
            f"The mean of the means that each of the {all_} has; each counts once, however often observed.",
        ),
        f"sd_of_{unit}_means": Statistic(
            f"standard deviation of the {whose} means", f"How far the {whose} means lie from their mean, typically."
        ),
        f"median_of_{unit}_means": Statistic(
            f"median of the {whose} means", f"The middle of the means that each of the {all_} has."
        ),
        f"share_of_{all_}_met": Statistic(
            f"share of the {all_} that meet it",
            f"Which share of the {all_} meets it, of those that can be judged.",
            True,
        ),
        f"share_of_{all_}_in_band": Statistic(
            f"share of the {all_} in the band",
            f"Which share of the {all_} lies in the band, of those in any band.",
            True,
        ),
        f"share_of_{all_}_scored": Statistic(
            f"share of the {all_} that have a value", f"Which share of the {all_} has a value at all.", True
        ),
        f"share_of_{all_}_at_criterion": Statistic(
            f"share of the {all_} at criterion",
            f"Which share of the {all_} is at the criterion, of those that can be judged.",
            True,
        ),
    }


STATISTICS: dict[str, Statistic] = {
    **{name: each for unit in UNITS for name, each in _of_units(unit).items()},
    "shrunken_mean": Statistic(
        "mean, drawn towards the others'",
        "The mean of the unit, drawn towards the mean of all: the more, the less is known of it.",
    ),
    "full_implementation": Statistic(
        "full implementation",
        "Whether enough of those who are to practise are at the criterion: 1 is yes, 0 is no.",
        is_share=True,
        is_verdict=True,
    ),
    "mean_points": Statistic("mean points", "The mean of the points, where there are any."),
    "share_of_possible_points": Statistic(
        "share of the possible points", "The points that were given as a share of those that could be.", True
    ),
    "share_in_band": Statistic("share in the band", "Which share of the values lies in the band.", True),
    "share_at_floor": Statistic(
        "share at the floor", "Which share of the ratings is the lowest that there is: more cannot get worse.", True
    ),
    "share_at_ceiling": Statistic(
        "share at the ceiling", "Which share of the ratings is the highest that there is: more cannot get better.", True
    ),
    "share_rated": Statistic("share rated", "Which share of the answers is a rating.", True),
    **{
        f"share_{status.value}": Statistic(
            f"share {spaced(status.value)}", f"Which share of the answers is: {spaced(status.value)}.", True
        )
        for status in Status
        if status is not Status.RATED
    },
    "coverage": Statistic(
        "coverage", "The planned observations that were made as a share of those that were planned.", True
    ),
}
"""Every statistic by its code, in the order in which those of one measure are shown."""
SPREAD = {"sd_of_": "SD", "median_of_": "median", "lowest_of_": "lowest", "highest_of_": "highest"}
"""The statistics that say how far units differ, by the beginning of their code, as headings of columns."""
SD_MEANING = "Standard deviation: how far the units lie from their mean, typically."
OF_ANSWERS = {
    name: spaced(name.removeprefix("share_").removeprefix("at_"))
    for name in STATISTICS
    if name in ("share_rated", "share_at_floor", "share_at_ceiling", *(f"share_{status.value}" for status in Status))
}
"""The statistics that say how an item was answered, as headings of columns."""

NO_VALUE: dict[NoEstimate, str] = {
    NoEstimate.NOT_MEASURED: "not measured",
    NoEstimate.NOTHING_RATED: "nothing rated",
    NoEstimate.TOO_FEW: "too few to say",
    NoEstimate.SUPPRESSED: "hidden",
    NoEstimate.SUPPRESSED_WITH: "hidden",
    NoEstimate.NOT_FROM_TALLIES: "needs the records",
}
"""Why there is no value, in the few words that a cell has."""
NO_VALUE_MEANINGS: dict[NoEstimate, str] = {
    NoEstimate.NOT_MEASURED: "The group was expected, and nothing was observed in it.",
    NoEstimate.NOTHING_RATED: "There are observations, and none of them has what the figure is taken of.",
    NoEstimate.TOO_FEW: "There are fewer units than the figure needs.",
    NoEstimate.SUPPRESSED: "It rests on fewer than may be shown, or such a figure could be worked out from it.",
    NoEstimate.SUPPRESSED_WITH: "It is large enough to be shown, but a hidden figure could be worked out from it.",
    NoEstimate.NOT_FROM_TALLIES: "Tallies do not hold what it is made of; the records do.",
}
"""Why there is no value, in a sentence."""
NO_INTERVAL: dict[NoInterval, str] = {
    NoInterval.TOO_FEW: "too few to say",
    NoInterval.NO_SPREAD: "all alike",
    NoInterval.NOT_TOLD_APART: "not told apart",
    NoInterval.NONE_DEFINED: "–",
    NoInterval.NOT_FROM_TALLIES: "needs the records",
}
"""Why there is no interval, in the few words that a cell has."""
NO_INTERVAL_MEANINGS: dict[NoInterval, str] = {
    NoInterval.TOO_FEW: "There are too few units, or clusters, for an interval that could be trusted.",
    NoInterval.NO_SPREAD: "All units are alike, so that an interval would have no width, and that would be false.",
    NoInterval.NOT_TOLD_APART: "The groups differ by no more than chance, so that none has a mean of its own.",
    NoInterval.NONE_DEFINED: "No interval is defined for it.",
    NoInterval.NOT_FROM_TALLIES: "Tallies do not hold what an interval is made of; the records do.",
}
"""Why there is no interval, in a sentence."""

METHODS: dict[Method, str] = {
    Method.T: "Student's t",
    Method.CR2: "cluster-robust (CR2, Satterthwaite)",
    Method.CR2_WILSON: "Wilson's score interval, cluster-robust (CR2)",
    Method.CLUSTERS_WILSON: "Wilson's score interval, each cluster as if it were one",
    Method.T_OF_MEANS: "Student's t on the means of the clusters",
    Method.WILSON: "Wilson's score interval",
    Method.EXACT: "exact (Clopper and Pearson)",
    Method.SHRUNKEN: "mean squared error of Prasad and Rao",
}
"""How an interval was made."""
_METHOD_WORDS = {method.value: words for method, words in METHODS.items()}
CLIPPED = "_clipped"
"""What the code of a method ends in where an end of the interval was drawn in to an end of the scale."""

KINDS: dict[str, str] = {
    "observations": "observations as such",
    "score": "a score of the checklist",
    "band": "a band of a score, named by the score, a colon and the band",
    "criterion": "a criterion: what must hold to be at fidelity, competent, or whatever it is called",
    "component": "a component of the intervention, by the share of the possible points that its ratings got",
    "item": "an item of the checklist",
    "figure": "a figure that the checklist defines over many observations",
    "coverage": "how much of what was planned was observed",
}
"""What can be measured."""
SHARES = frozenset({"band", "criterion", "component", "coverage"})
"""What is a share from 0 to 1, whatever statistic is taken of it."""
SOURCE_WORDS: dict[str, str] = {
    "observed": "seen by an observer, or what observers agreed on",
    "self": "the practitioner's own report",
    "machine": "rated by a program",
    "all": "all of these, pooled on purpose",
}
"""Whose eyes it was."""
SOURCE_CAPTIONS = {
    "observed": "seen by observers",
    "self": "self-report",
    "machine": "rated by a program",
    "all": "whoever rated",
}
"""Whose eyes it was, above a table."""

_KEYS: dict[str, str] = {
    "version": "The version of the definition that was rated with.",
    "profile": "The profile of the checklist; empty for the checklist as published.",
    "source": "Whose eyes it was: observed, self (the practitioner's own report) or machine.",
    "practitioner": "The practitioner, by code; empty in the row of a total.",
    "team": "The team; empty in the row of a total.",
    "site": "The site; empty in the row of a total.",
    "region": "The region; empty in the row of a total.",
    "month": "The month of the observation, as year-month; empty in the row of a total.",
    "quarter": "The quarter of the observation; empty in the row of a total.",
    "year": "The year of the observation; empty in the row of a total.",
    "mode": "What was seen: live, video, audio or documents; empty in the row of a total.",
    "role": "The role of the rater; empty in the row of a total.",
    "rater": "The rater, by code; empty in the row of a total.",
}


def statistic(name: str) -> Statistic:
    """What a statistic is called and means; of one that is not known, what its code says.

    Args:
        name: Its code, such as ``mean_of_practitioner_means``.
    """
    words = spaced(name)
    return STATISTICS.get(name) or Statistic(words, f"{words.capitalize()}.", name.startswith("share_"))


def method_words(name: str) -> str:
    """How an interval was made, in words.

    Args:
        name: The code of a method, with or without `CLIPPED`.
    """
    words = _METHOD_WORDS.get(name.removesuffix(CLIPPED)) or spaced(name.removesuffix(CLIPPED))
    return f"{words}, drawn in to the end of the scale" if name.endswith(CLIPPED) else words


def key_column(name: str) -> Column:
    """What the column of a group means, by its name."""
    return Column(_KEYS.get(name) or f"The group by {spaced(name)}; empty in the row of a total.")
