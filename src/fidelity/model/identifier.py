"""The ids that authors give: short enough for every form builder and statistics package."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fidelity.problems import Path, Problem

PATTERN = r"^[a-z][a-z0-9_]{0,25}$"
"""A letter, then up to 25 small letters, digits or underscores: what REDCap, XLSForm, SPSS and Stata all take."""

RESERVED = frozenset(
    {
        "all",
        "none",
        "observation",
        "rater",
        "practitioner",
        "team",
        "site",
        "region",
        "date",
        "item",
    }
)
"""Names that mean something else in a table of ratings or in a definition."""


def identifier_problems(identifier: str, path: Path = ("id",)) -> Iterator[Problem]:
    """Whatever is wrong with one id."""
    if not re.fullmatch(PATTERN, identifier):
        yield Problem(
            "bad-id",
            f"`{identifier}` cannot be an id",
            "use a small letter first, then small letters, digits and underscores, 26 at the most",
            path,
        )
    elif identifier in RESERVED:
        yield Problem("reserved-id", f"`{identifier}` has a meaning of its own", "choose another id", path)
