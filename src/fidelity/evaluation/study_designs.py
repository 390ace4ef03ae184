"""The designs that records can have as a study, what each source of differences in them is called, and what is planned.

p are practitioners, s their sessions, r raters and i items; a colon says within which others a facet lies.
"""

from __future__ import annotations

from collections.abc import Mapping

from fidelity.agreement.generalizability import StudyDesign, study_design

CROSSED, OWN_RATERS = "r x (s:p)", "(r x s):p"
SESSIONS, RATERS, RATERS_OF_ONE = "s:p", "p x r", "r:p"
"""The designs of scores."""
ITEMS_CROSSED, ITEMS_OWN_RATERS = "i x r x (s:p)", "i x ((r x s):p)"
ITEMS_SESSIONS, ITEMS_RATERS, ITEMS_RATERS_OF_ONE = "i x (s:p)", "i x r x p", "i x (r:p)"
ITEMS_ONLY = "p x i"
"""The designs of items."""
WITH_ITEMS: Mapping[str, str] = {
    CROSSED: ITEMS_CROSSED,
    OWN_RATERS: ITEMS_OWN_RATERS,
    SESSIONS: ITEMS_SESSIONS,
    RATERS: ITEMS_RATERS,
    RATERS_OF_ONE: ITEMS_RATERS_OF_ONE,
    "": ITEMS_ONLY,
}
"""The design of items for that of scores."""
WITHOUT_ITEMS: Mapping[str, str] = {items: scores for scores, items in WITH_ITEMS.items()}
"""The design of scores for that of items."""
_ITEM = {"i": "item", "i x p": "item_and_practitioner"}
COMPONENTS: Mapping[str, Mapping[str, str]] = {
    CROSSED: {
        "p": "practitioner",
        "s:p": "session",
        "r": "rater",
        "r x p": "rater_and_practitioner",
        "r x s:p": "rest",
    },
    OWN_RATERS: {"p": "practitioner", "s:p": "session", "r:p": "rater_of_practitioner", "r x s:p": "rest"},
    SESSIONS: {"p": "practitioner", "s:p": "session_rater_and_chance"},
    RATERS: {"p": "practitioner_and_session", "r": "rater", "p x r": "rater_with_practitioner_and_chance"},
    RATERS_OF_ONE: {"p": "practitioner_and_session", "r:p": "rater_and_chance"},
    ITEMS_CROSSED: {
        "p": "practitioner",
        "s:p": "session",
        "r": "rater",
        "r x p": "rater_and_practitioner",
        "r x s:p": "rater_and_session",
        **_ITEM,
        "i x s:p": "item_and_session",
        "i x r": "item_and_rater",
        "i x r x p": "item_rater_and_practitioner",
        "i x r x s:p": "rest_of_items",
    },
    ITEMS_OWN_RATERS: {
        "p": "practitioner",
        "s:p": "session",
        "r:p": "rater_of_practitioner",
        "r x s:p": "rater_and_session",
        **_ITEM,
        "i x s:p": "item_and_session",
        "i x r:p": "item_rater_and_practitioner",
        "i x r x s:p": "rest_of_items",
    },
    ITEMS_SESSIONS: {"p": "practitioner", "s:p": "session_and_rater", **_ITEM, "i x s:p": "rest_of_items"},
    ITEMS_RATERS: {
        "p": "practitioner_and_session",
        "r": "rater",
        "r x p": "rater_and_practitioner",
        **_ITEM,
        "i x r": "item_and_rater",
        "i x r x p": "rest_of_items",
    },
    ITEMS_RATERS_OF_ONE: {
        "p": "practitioner_and_session",
        "r:p": "rater_of_practitioner",
        **_ITEM,
        "i x r:p": "rest_of_items",
    },
    ITEMS_ONLY: {"p": "practitioner_session_and_rater", "i": "item", "p x i": "rest_of_items"},
}
"""What each effect of each design is called, in the order in which they are told."""


def planned(design: StudyDesign, *, relative: bool, other_raters: bool) -> StudyDesign:
    """The design of plans: practitioners have raters of their own, the same at all sessions or others at each.

    Args:
        design: The design of the records.
        relative: Whether practitioners are only compared with each other, so that they may as well share raters.
        other_raters: Whether each session has raters of its own.
    """
    scores = WITHOUT_ITEMS.get(design.text, design.text)
    if scores not in (CROSSED, OWN_RATERS):
        return design
    if other_raters:
        return study_design("r:s:p" if design.text == scores else "i x (r:s:p)")
    if relative:
        return design
    return study_design(OWN_RATERS if design.text == scores else ITEMS_OWN_RATERS)
