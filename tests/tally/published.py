"""Public data sets of clusters of unequal size, with what other programs say of them.

The numbers were printed by R 4.2.2 with clubSandwich 0.5.8, for a data set in which ``y`` is split by ``g``::

    V <- vcovCR(lm(y ~ 1), cluster = g, type = "CR2"); conf_int(lm(y ~ 1), vcov = V, test = "Satterthwaite")
    t.test(tapply(y, g, mean)); anova(lm(y ~ g))
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fidelity.tally.moments import Moments
from fidelity.tally.size_classes import SizeClasses, of_clusters


@dataclass(frozen=True)
class Published:
    """A data set and its figures; what another program did not print is left out.

    Attributes:
        name: Package and name.
        n: How many units each cluster has.
        total: Their sums.
        squares: The sum of the squares of all units.
        over_units: The mean, its CR2 standard error, Satterthwaite's df, and the ends of the interval.
        over_clusters: The mean of the cluster means, their standard deviation, and the ends of the interval.
        mean_squares: Between and within.
    """

    name: str
    n: list[int]
    total: list[int]
    squares: int
    over_units: tuple[float, ...]
    over_clusters: tuple[float, ...] = ()
    mean_squares: tuple[float, ...] = ()

    @property
    def classes(self) -> SizeClasses:
        """The clusters by size."""
        return of_clusters(np.zeros(len(self.n), np.intp), np.array(self.n), np.array(self.total), 1, 1)

    @property
    def moments(self) -> Moments:
        """The sums of the units."""
        return Moments(np.array([sum(self.n)]), np.array([sum(self.total)]), np.array([self.squares]), 1)


# fmt: off
CBPP = Published(
    # Cattle with contagious pleuropneumonia, all periods of a herd together: 0 and 1 for each animal and period.
    "lme4::cbpp",
    [40, 61, 74, 35, 71, 72, 40, 34, 29, 84, 96, 29, 87, 26, 64],
    [9, 5, 12, 4, 6, 4, 12, 12, 2, 4, 9, 3, 3, 11, 3],
    99,
    (0.117577197149644, 0.0231186475808386, 11.8296477750466, 0.0671254234580902, 0.168028970841198),
    (0.146309092417494, 0.122269119198737, 0.0785987111018382, 0.214019473733149),
    (0.5816258876065504, 0.0957885067178885),
)

COACHING = Published(
    # Effects of coaching on a school test (Kalaian & Raudenbush, 1996), in hundredths of a standard deviation.
    "clubSandwich::SATcoaching, 100 d by study",
    [*[1] * 10, *[2] * 12, 1, 1, 2, 2, 1, 2, 2, 2, *[1] * 14, 2, 2, 2],
    [22, 9, 14, 14, -1, 14, 18, 1, 50, 74, 10, -18, -43, -50, -13, 26, 19, 23, 25, 31, 40, 47, 6, 20,
     18, -2, 6, 7, 12, 56, 1, 67, -38, -24, 29, 26, -41, 8, 30, -53, 13, 26, 47, 40, -2, 111, 61],
    50320,
    (10.9850746268657, 3.3266770476039, 40.9553374724615, 4.26649152669635, 17.703657727035),
    (11.8510638297872, 25.2648825907014, 4.43301640203849, 19.269111257536),
    (777.825762491889, 322.75),
)

TICKS = Published(
    # Ticks on grouse chicks (Elston et al., 2001), by place: counts, most of them 0, and a few very large.
    "lme4::grouseticks, TICKS by LOCATION",
    [8, 3, 7, 20, 3, 9, 8, 2, 4, 3, 6, 3, 8, 24, 7, 3, 3, 3, 20, 5, 1, 8, 8, 5, 7, 3, 3, 19, 5, 7, 8, 2,
     3, 5, 1, 16, 8, 4, 3, 6, 3, 5, 1, 4, 3, 3, 5, 3, 5, 17, 14, 3, 6, 4, 2, 11, 7, 2, 4, 4, 3, 9, 14],
    [91, 4, 13, 394, 52, 119, 386, 18, 40, 9, 66, 12, 40, 142, 5, 15, 11, 15, 82, 53, 3, 20, 117, 332, 18, 15,
     6, 64, 9, 25, 6, 0, 5, 1, 0, 83, 11, 2, 3, 40, 2, 10, 0, 3, 0, 46, 3, 4, 1, 93, 4, 0, 25, 0, 9, 2, 3, 0,
     0, 18, 3, 9, 5],
    85761,
    (6.36972704714641, 1.45093226109546, 37.6756731280657, 3.43163766822735, 9.30781642606547),
    (5.63531106842879, 10.6384413789626, 2.95605430265481, 8.31456783420277),
    (702.5094070543178, 76.0421395076702),
)

AWARDS = Published(
    # Pupils who passed a school-leaving examination in 2001 (Angrist & Lavy, 2009), by school: 0 and 1.
    "clubSandwich::AchievementAwardsRCT, Bagrut_status | awarded in 2001 by school_id",
    [147, 152, 71, 9, 64, 219, 20, 163, 108, 152, 67, 175, 45, 99, 16, 59, 145, 61, 185, 38,
     108, 110, 134, 58, 248, 62, 26, 96, 16, 111, 73, 119, 77, 167, 123, 113, 75, 86, 24],
    [3, 63, 22, 8, 58, 155, 20, 87, 36, 110, 59, 64, 3, 52, 13, 32, 68, 58, 94, 33, 78, 51, 67, 45, 149, 16,
     24, 23, 2, 54, 20, 48, 62, 94, 48, 78, 17, 55, 22],
    1991,
    (0.521067783303, 0.0346895593738, 28.0668509728, 0.450017066351, 0.592118500255),
)

DYESTUFF = Published(
    # Davies (1947); clusters of one size, so that CR2 is t on the means.
    "lme4::Dyestuff",
    [5] * 6,
    [7525, 7640, 7820, 7490, 8000, 7350],
    70112875,
    (1527.5, 19.383412152319, 5, 1477.6733528086, 1577.3266471914),
    (1527.5, 47.4794692472441, 1477.6733528086, 1577.3266471914),
    (11271.5, 2451.25),
)

DYESTUFF_2 = Published(
    # Box and Tiao (1973), in thousandths: batches that differ less than chance would have it.
    "lme4::Dyestuff2",
    [5] * 6,
    [31134, 23280, 37606, 28424, 30398, 19126],
    1363353680,
    (5665.6, 527.140897041136, 5, 4310.54118524502, 7020.65881475498),
    (5665.6, 1291.22622030379, 4310.54118524502, 7020.65881475498),
    (8336325.76, 14945889.60),
)
# fmt: on

ALL = [CBPP, COACHING, TICKS, AWARDS, DYESTUFF, DYESTUFF_2]
