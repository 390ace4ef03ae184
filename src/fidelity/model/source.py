"""Where an instrument or a figure comes from, and what may be done with it."""

from __future__ import annotations

from enum import Enum

import attrs


class Wording(Enum):
    """Whose words the items are in."""

    OWN = "own"
    """Written for this definition."""
    LICENSED = "licensed"
    """The publisher's words, with permission."""
    CODES_ONLY = "codes_only"
    """No wording: short labels and codes, to be used beside the licensed form."""


@attrs.frozen
class Source:
    """Where something comes from.

    Attributes:
        citation: As one would cite it.
        url: Where it can be read.
        licence: Under what terms: ``CC-BY-4.0``, ``public domain``.
        wording: Whose words the items are in.
        unverified: What could not be checked against the source, one statement each.
    """

    citation: str = ""
    url: str = ""
    licence: str = ""
    wording: Wording = Wording.OWN
    unverified: tuple[str, ...] = ()


@attrs.frozen
class About:
    """What an intervention is for.

    Attributes:
        problem: What it answers.
        philosophy: What it believes.
        for_whom: Whom it is meant for.
        not_for: Whom it is not meant for.
    """

    problem: str = ""
    philosophy: str = ""
    for_whom: str = ""
    not_for: str = ""
