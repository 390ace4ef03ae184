"""What a rater must reach against master ratings before the rater's own ratings count."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction

import attrs

from fidelity.errors import InvalidRecord
from fidelity.model.number import plain
from fidelity.model.period import Period
from fidelity.problems import Problem


class AgreementKind(Enum):
    """What counts as agreement with a master rating: the same, or within one point of the scale."""

    EXACT = "exact"
    WITHIN_ONE = "within_one"


@attrs.frozen
class Certification:
    """What a rater must reach against master ratings.

    Attributes:
        agreement: What counts as agreement.
        at_least: What share of the ratings must agree, above 0 and at most 1.
        observations: In how many observations.
        in_a_row: Whether without a miss in between, and up to the latest.
        together: Whether the share is taken of all of them together, and not of each.
        each_item_at_least: What share must agree for each item, over these observations; None where nothing is asked.
        within: How far back they may lie from the day of the certificate; None for any time.
        valid_for: How long a certificate holds; None for ever.
        source: Where the rule comes from.
    """

    agreement: AgreementKind
    at_least: Fraction
    observations: int = 1
    in_a_row: bool = False
    together: bool = False
    each_item_at_least: Fraction | None = None
    within: Period | None = None
    valid_for: Period | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse what everybody reaches, what nobody reaches, and what contradicts itself."""
        problems = tuple(self._problems())
        if problems:
            raise InvalidRecord(problems)

    def _problems(self) -> Iterator[Problem]:
        shares = {"at_least": self.at_least, "each_item_at_least": self.each_item_at_least}
        for key, share in shares.items():
            if share is not None and not 0 < share <= 1:
                message = f"`{key}` is a share of the ratings, above 0 and at most 1, and is {plain(share)}"
                yield Problem("bad-certification", message, "write 80% or 0.8", (key,))
        if self.observations < 1:
            message = f"`observations` must be at least 1, and is {self.observations}"
            yield Problem("bad-certification", message, "leave it out where one is enough", ("observations",))
        if self.in_a_row and self.together:
            message = "`in_a_row` asks something of each observation, and `together` of all of them"
            yield Problem("bad-certification", message, "keep one of them", ("together",))
        for key, asked in {"in_a_row": self.in_a_row, "together": self.together, "within": self.within}.items():
            if asked and self.observations == 1:
                message = f"`{key}` says nothing where one observation is enough"
                yield Problem("bad-certification", message, "give `observations`, or leave it out", (key,))

    def __str__(self) -> str:
        """What it asks for, in words.

        For example ``within one point of the master in at least 80 % of the ratings of 5 observations together``.
        """
        near = "the same as the master" if self.agreement is AgreementKind.EXACT else "within one point of the master"
        said = f"{near} in at least {plain(self.at_least * 100)} % of the ratings of {self._observations}"
        if self.each_item_at_least is not None:
            said += f", and in at least {plain(self.each_item_at_least * 100)} % of those of each item"
        if self.within:
            said += f", all within {self.within}"
        return f"{said}; it holds for {self.valid_for}" if self.valid_for else said

    @property
    def _observations(self) -> str:
        if self.observations == 1:
            return "an observation"
        if self.together:
            return f"{self.observations} observations together"
        return f"each of {self.observations} observations" + (" in a row" if self.in_a_row else "")
