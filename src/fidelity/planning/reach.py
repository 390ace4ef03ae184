"""Whom the observations reach: whether those who are easy to reach are observed in the place of the others."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil

import attrs

TOP = Fraction(1, 5)
"""Which share of the practitioners is looked at: those who were observed most, measured by their own plan."""
TOO_MUCH = Fraction(3, 2)
"""From how many times their share of the plan on their share of the observations is remarkable."""
TOO_MANY = Fraction(1, 5)
"""From which share on those who were never observed are remarkable."""
FEWEST = 5
"""Of fewer practitioners nothing is said: a fifth of them is nobody."""


@attrs.frozen
class Reach:
    """How evenly the observations lie on those of whom they were planned.

    Attributes:
        n_practitioners: Of how many practitioners observations were planned.
        n_planned: How many observations of them were planned.
        n_made: How many were made.
        n_never: How many of these practitioners were never observed.
        n_top: How many the fifth is that was observed most.
        n_top_made: How many observations were made of these.
        n_top_planned: How many were planned of these.
        n_strangers: How many more were observed without a plan; they count nowhere else here.
    """

    n_practitioners: int
    n_planned: int
    n_made: int
    n_never: int
    n_top: int
    n_top_made: int
    n_top_planned: int
    n_strangers: int

    @property
    def is_known(self) -> bool:
        """Whether there are enough practitioners, and any observation, to say anything."""
        return self.n_practitioners >= FEWEST and self.n_made > 0

    @property
    def share_made(self) -> Fraction | None:
        """Which share of the observations was made of the fifth that was observed most, 0 to 1; None without any."""
        return Fraction(self.n_top_made, self.n_made) if self.n_made else None

    @property
    def share_planned(self) -> Fraction | None:
        """Which share was planned of them, 0 to 1; None where nothing was planned."""
        return Fraction(self.n_top_planned, self.n_planned) if self.n_planned else None

    @property
    def is_top_heavy(self) -> bool:
        """Whether those who were observed most have half as many observations again as the plan gives them."""
        # Multiplied out, so that nothing is divided by nothing.
        made, planned = self.n_top_made * self.n_planned, self.n_top_planned * self.n_made
        return self.is_known and made >= TOO_MUCH * planned

    @property
    def is_blind(self) -> bool:
        """Whether a fifth or more were never observed, while others were."""
        return self.is_known and self.n_never >= TOO_MANY * self.n_practitioners

    @property
    def is_uneven(self) -> bool:
        """Whether a figure over these observations speaks of those who were easy to reach more than of all."""
        return self.is_top_heavy or self.is_blind


def easy_to_reach(planned: Mapping[str, int], made: Mapping[str, int]) -> Reach:
    """How evenly observations lie on those of whom they were planned.

    *Meaning*: practitioners are put in order by how many of their planned observations were made, and the first fifth
    (rounded up) is looked at. By the plan they would have a certain share of the observations; they have a larger one.
    Where it is one and a half times as large, or where a fifth of the practitioners was never observed at all, a mean
    over observations speaks of some and is silent on others.

    *When to use*: beside every figure that counts observations. The limits are a convention of this program and no
    test: where one or two observations of each are planned and half of them are made, chance alone goes beyond them,
    and the figure is lopsided all the same. It does not say why somebody was not observed.

    Args:
        planned: How many observations were planned, by practitioner; those with 0 count as not planned for.
        made: How many were made, by practitioner.

    Returns:
        The counts, with the two questions answered from them.

    Notes:
        With p planned and m made, over all and over the first fifth by m / p: the share of the observations is
        m_top / m_all, the share of the plan p_top / p_all, and the first is remarkable from 1.5 times the second on.
        Of equals in m / p, those with the larger plan come first, so that names decide nothing.

    Examples:
        Two observations of each of A, B, C, D and E were planned; 4 were made of A, 2 of B and 1 of C. The fifth is A,
        with 4 of 7 observations made and 2 of 10 planned, which is 2.9 times as much, and D and E were never observed:
        ``easy_to_reach(dict.fromkeys("ABCDE", 2), {"A": 4, "B": 2, "C": 1}).is_uneven`` is true on both counts.
    """
    known = {code: n for code, n in planned.items() if n > 0}
    order = sorted(known, key=lambda code: (-Fraction(made.get(code, 0), known[code]), -known[code], code))
    top = order[: ceil(TOP * len(order))]
    return Reach(
        n_practitioners=len(known),
        n_planned=sum(known.values()),
        n_made=sum(made.get(code, 0) for code in known),
        n_never=sum(not made.get(code, 0) for code in known),
        n_top=len(top),
        n_top_made=sum(made.get(code, 0) for code in top),
        n_top_planned=sum(known[code] for code in top),
        n_strangers=sum(n > 0 and code not in known for code, n in made.items()),
    )
