"""Every word that feedback says, in one place, so that it can be read as its reader will.

The reader practises: a person who was visited, or a team or a site that was reviewed. What is said is warm, plain and
specific; it is about the practice and never about the person; and it promises nothing that the ratings do not hold.
Words that only lay out a page, such as the headings of columns, stand here too; sentences that depend on numbers are
put together in `phrases`.
"""

from __future__ import annotations

import attrs

from fidelity.model.unit import Unit
from fidelity.plan.result import Reason

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@attrs.frozen
class Voice:
    """How a page speaks to its reader.

    Attributes:
        noun: What was rated: ``visit`` or ``review``.
        whose: Whose feedback it is, for the first line.
        greeting: What the page is, and what it is not.
        closing: What to agree on now.
        try_next: How the line for a goal begins, in the reader's words.
    """

    noun: str
    whose: str
    greeting: str
    closing: str
    try_next: str


_PERSON = Voice(
    "visit",
    "Feedback for you",
    "This page is about one visit, as {eyes} saw it. It is there to learn from and to talk over with your coach; it is "
    "not a verdict on you.",
    "Talk this page over with your coach. Agree on one or two things that you will try, and on a day to look again.",
    "What I will try",
)
_TEAM = Voice(
    "review",
    "Feedback for your team",
    "This page is about one review of your team, as {eyes} saw it. It is there to learn from together, and it is not a "
    "verdict on anybody.",
    "Talk this page over as a team. Agree on one or two things that you will try, and on a day to look again.",
    "What we will try",
)
VOICES: dict[Unit, Voice] = {
    Unit.SESSION: _PERSON,
    Unit.PRACTITIONER: attrs.evolve(
        _PERSON,
        noun="review",
        greeting="This page is about one review of your practice, as {eyes} saw it. It is there to learn from and to "
        "talk over with your coach; it is not a verdict on you.",
    ),
    Unit.CLIENT: attrs.evolve(
        _PERSON,
        noun="review",
        greeting="This page is about the programme as one family had it, as {eyes} saw it. It is there to learn from "
        "and to talk over; it is not a verdict on you, nor on the family.",
    ),
    Unit.TEAM: _TEAM,
    Unit.SITE: attrs.evolve(
        _TEAM,
        whose="Feedback for your site",
        greeting="This page is about one review of your site, as {eyes} saw it. It is there to learn from together, "
        "and it is not a verdict on anybody.",
    ),
    Unit.INTERVENTION: attrs.evolve(
        _TEAM,
        whose="Feedback on how it is set up",
        greeting="This page is about how the whole is set up, as {eyes} saw it in one review. It is there to learn "
        "from together.",
    ),
}
"""How a page speaks, by what one filled-in checklist speaks about; ``eyes`` is who saw it."""
ONE_RATER = "one rater"
TOGETHER_EYES = "{raters} together"
OWN_EYES = "you yourself"


# Headings.
STRENGTHS = "What went well"
NEAREST = "What came closest"
BEGINNING = "First of all"
LAST_TIME = "What you agreed last time"
TARGETS = ("Keeping it so", "One thing to work on next", "Two things to work on next")
RESULTS = "Where this {noun} stands"
TREND = "How it has gone"
AGREE = "What we agree on now"
RATINGS = "Everything that was rated"
PROVENANCE = "Where this comes from"

# Labels.
EXPECTED = "What it looks like"
SEEN = "What was seen"
BEST = "At its best"
NOTED = "Noted"
WHEN = "When"
WHY_THIS = "Why this"
HOW_CHOSEN = "How these were chosen"
ASKED_FOR = "What is asked for"
SOURCE = "Source"
SCORE_HEAD = ("Score", "Value", "Band", "Made of")
TREND_HEAD = ("Day", "Score", "Remark")
RATING_HEAD = ("Item", "Rating")
IN_NUMBERS = "In numbers"
SHOW_ALL = "Show all {n} items"
SHOW_SCORES = "Show the {n} other scores"

# Strengths.
ALL_AT_BEST = "Everything that was rated in these parts was at its best."
REACHED_ASKED = "What is asked for was reached here."
BEST_OR_REACHED = "These were at their best, or reached what is asked for."
ALL_REACHED = "Everything that is asked for was reached. What is described above is worth keeping."
AS_FAR_AS_TOLD = "As far as it can be told, what is asked for was reached. What is described above is worth keeping."
ONE_AT_BEST = "Everything that was rated in this part was at its best."
SOME_AT_BEST = "These were at their best, as whole parts or as single things within one."
SINGLES_AT_BEST = "No part was at its best as a whole. These single things were:"
SINGLE_AT_BEST = "No part was at its best as a whole. This single thing was:"
CAME_CLOSEST = "Nothing was rated at its best this time. This is what came closest to it:"
NOTHING_NEAR = (
    "Nothing that was rated came near what is described this time. That happens, and it says little about the next "
    "time: what follows is where a change would do most."
)
NOTHING_RATED = "Nothing was rated in a way that lets this page say what went well or what to work on."
ONLY_COUNTED = "What was recorded are counts, which are neither good nor bad in themselves; the scores say more."
KEPT_CLEAR = "Kept clear of: {title}"
NOT_SO = "Not so: {title}"
DID_NOT_HAPPEN = "It did not happen."
REACHED = "It was {shown}. {asked}"
NOT_AT_ALL = "It does not happen."
LABELLED = "{label}, {code}"
COUNTED = "Counted: {number}"
PART_OF = "Part of: {title}."
ALSO = "Also at their best: {titles}."

# Targets.
ENOUGH = ("", "One thing is enough for one {noun}.", "Two things are enough; begin with the first.")
ALL_BEST = (
    "Everything that was rated was at its best. Keeping it so looks like this: doing again what is described above."
)
NONE_SHORT = "Nothing that was rated fell short; what is described above is worth keeping."
UNSEEN = "{Items} that should have been rated had no rating, so nothing is said of {them}."
AVOID = "To avoid: {title}"
MORE_SHORT = "Also short of its best: {items}."
MORE_SHORT_MANY = "Also short of their best: {items}."
RULE = (
    "At most two, in this order: what must not happen, and did; what a criterion asks for and was not there, critical "
    "items first; then the core parts furthest from their best on average, and after them the adaptable ones. Among "
    "equals, the order of the checklist decides."
)


NO_SCORE = "no score"
REASONS: dict[Reason, str] = {
    Reason.NOTHING_APPLICABLE: "There is no score, because nothing in it applied.",
    Reason.NOTHING_RATED: "There is no score, because nothing in it was rated.",
    Reason.TOO_MANY_MISSING: "There is no score, because too much of it is not rated: {limit}.",
    Reason.TOO_FEW_RATED: "There is no score, because too little of it was rated: {limit}.",
    Reason.STATUS_NOT_PERMITTED: "There is no score, because something in it is marked in a way that it does not take.",
    Reason.ZERO_OVER_ZERO: "There is no score, because what it compares did not occur at all.",
    Reason.OVER_ZERO: "There is no score, because what it is divided by did not occur.",
    Reason.TOO_FEW_OPPORTUNITIES: "There is no score, because there were too few occasions, or too short a time.",
    Reason.RULE_GAVE_NONE: "There is no score, because its rule gives none for these ratings.",
}
"""Why there is no score; ``limit`` is what may be missing."""
COULD_BE = "Whatever is missing, it would lie between {low} and {high}."
WOULD_BE = "Whatever is missing, it would be {low}."
WITH_MISSING = "With what is missing it would lie between {low} and {high}."


VERDICTS = {
    "met": "Met",
    "not_met": "Not met this time",
    "cannot_tell": "Cannot tell: something that it needs is not there",
}
MARKS = {"met": "●", "not_met": "○", "cannot_tell": "?"}
"""What stands beside a verdict, for the eye; the words say all."""
ONLY_PART = "{n} of the {of} items that applied have a rating; of the others nothing can be said."
RATED_NOT = "Not rated"
UNREADABLE = "Could not be read"
LEFT_OUT = "Left out by design"
PERSONS = "{n} persons, {share} % of what was asked"

# How it has gone.
FIRST = "This is the first {noun} with this checklist on record, so there is nothing to compare it with yet."
NO_VALUES = "None of the {n} {noun}s on record has a score, so there is nothing to compare yet."
ONLY_ONE = "Only one of the {n} {noun}s on record has a score so far. From two on there is a picture here."
TOO_FEW = "{n} scores are too few to say whether they rise or fall. From {least} on, this page says so."
RISING = "The last {run} scores rise, each above the one before; a run of {needed} or more is seldom chance."
FALLING = (
    "The last {run} scores fall, each below the one before; a run of {needed} or more is seldom chance, and worth "
    "talking over."
)
MIXED = "The scores go up and down, as scores do: the latest make no run of {needed} that rise, or fall."
SO_FAR = "So far, {n} of {of} scores meet that."
NOT_COMPUTED = "not computed here"
OTHERS = (
    "{n} of these are marked and not joined to the rest, because their numbers mean something else: another version of "
    "the checklist, or other eyes."
)
ONE_OTHER = (
    "One of these is marked and not joined to the rest, because its number means something else: another version of "
    "the checklist, or other eyes."
)
EYES = {"self": "own rating", "machine": "rated by a program", "": "rated by an observer"}
THIS_ONE = "this {noun}"
OTHER_VERSION = "other version: {version}"
NO_DATE = "no date"
PICTURE = "{title} over {n} {noun}s, from {first} to {last}: {values}."
CAPTION = {
    "this": "Filled: this {noun}.",
    "earlier": "Rings: earlier ones.",
    "other": "Diamonds: not joined, see the table.",
    "none": "Crosses: no score.",
    "line": "Dashed, at {shown}: what “{label}” asks for.",
}
PICTURE_LINE = "A dashed line at {shown} marks what “{label}” asks for"

# Goals.
GOALS_INTRO = "Look at these first: what became of them, and what got in the way?"
AGREED_ON = "Agreed on {set_on}; to be looked at again on {again}."
AGREED_SINCE = "Since then, {day}: {what}."
NOT_RATED_SINCE = "It has not been rated since."
ALREADY = "Already noted for this {noun}:"
LOOK_AGAIN = "We look at it again on"
HELPS = "What will help, and who sees to it"

# Whom it is about, and where it comes from.
ABOUT = {
    "practitioner": "For",
    "team": "Team",
    "site": "Site",
    "client": "Family",
    "date": "Day",
    "minutes": "Observed",
}
RATED_BY = "Rated by"
TOGETHER = "{raters}, who agreed on it"
MODES = {"live": "live", "video": "on video", "audio": "from a recording", "documents": "from documents"}
CHECKLIST = "Checklist"
RECORD = "Record"
REVISION = "Revision"
ENTERED = "Entered"
CHANGED = "Last changed"
UNTIL = ", until {day}"
PLAN = "Plan, SHA-256"
TEXT = "Text, SHA-256"
TEXT_NOW = "Text shown"
REWORDED = "{text}: the wording has changed since, and nothing that scores has"
STANDING = "Certificate"
MADE_BY = "Made by"
MADE_WITH = "fidelity {engine}, from the record and the definition; nobody else’s results are on this page."
ENTERED_BY = "by {by}, {at}"
