"""What is hidden for its own sake: small counts, small groups, and results that are everybody's."""

from __future__ import annotations

import attrs
import numpy as np
from scipy import sparse

from fidelity.disclosure.puzzle import Flags, Numbers
from fidelity.disclosure.settings import Disclosure


@attrs.frozen(eq=False)
class Tells:
    """What each group of a table would tell.

    Attributes:
        small: Which counts are small, or of a small group; shape (groups, columns).
        everybody: Where a whole group that is not large has the same result; shape (groups, columns).
    """

    small: Flags
    everybody: Flags

    @property
    def primary(self) -> Flags:
        """Which groups are hidden for their own sake; shape (groups,)."""
        return np.asarray(self.small.any(axis=1) | self.everybody.any(axis=1), np.bool_)


def tells(
    counts: Numbers,
    setting: Disclosure,
    is_whole: bool = True,
    alike: Flags | None = None,
    people: Numbers | None = None,
) -> Tells:
    """What each group of a table would tell.

    *Meaning.* A count from 1 to one less than the threshold points to few people, whether it is a numerator, its
    complement or the denominator: 3 of 4, 3 of 40 and 37 of 40 alike. Of a small group every result is hidden, also 0.
    Where all of a group have one result, 0 % or 100 %, it is everybody's, and nobody need be found to be known; that is
    hidden in groups below the second number of the setting, and of that many people however often each was seen. A 0
    beside other counts is no small count.

    Args:
        counts: How many have each result; those of a row add up to its denominator; shape (groups, columns).
        setting: What may be shown.
        is_whole: Whether these are counts; amounts, such as points, are small only where the group is, or where all of
            it have the same.
        alike: In which groups all have the same value, which a spread of 0 tells beside the mean; shape (groups,).
        people: How many people the group is, where that is known and more is counted than people; shape (groups,).

    References:
        NHS Education for Scotland, Statistical Disclosure Control Policy (counts from 1 to 9, and rows dominated by 0 %
        or 100 %, are grounds for an assessment of risk).
    """
    # Amounts of a group may come to 4.9999999999 where there are 5.
    n = np.round(counts.sum(axis=1, keepdims=True), 9)
    is_few = (n > 0) & (n < setting.threshold)
    n_people = n if people is None else np.minimum(n, people[:, None])
    is_everybody_known = (n > 0) & (n_people < setting.everybody_below)
    if alike is not None:
        is_few = is_few | (alike[:, None] & is_everybody_known)
    small = is_few | (is_whole & (counts >= 1) & (counts < setting.threshold))
    # Of a single column it is only said how many there are, and that is no result.
    has_results = counts.shape[1] > 1
    everybody = has_results & is_everybody_known & (np.abs(counts - n) < 1e-9)
    return Tells(np.asarray(small, np.bool_), np.asarray(everybody & ~is_few, np.bool_))


def untold(counts: Numbers, found: Tells, holds: sparse.csr_array) -> Tells:
    """What is still a secret, given what larger groups may tell.

    If all of a whole region met a criterion, and the region is large enough to say so, then it is no secret that all of
    a small site in it did. The site's figures stay hidden; there is only nothing left to protect.

    Args:
        counts: How many have each result; shape (groups, columns).
        found: What each group would tell.
        holds: Which group holds which; shape (groups, groups).
    """
    may = ~found.primary[:, None]
    n = counts.sum(axis=1, keepdims=True)
    is_none, is_all = counts == 0, np.abs(counts - n) < 1e-9
    # Changes may cancel out in the larger group, and then it tells nothing of the smaller one.
    nobody = is_none & (holds.T @ (is_none & may & (n > 0)).astype(np.float64) > 0)
    everybody = is_all & (holds.T @ (is_all & may & (n > 0)).astype(np.float64) > 0)
    return Tells(found.small & ~nobody & ~everybody, found.everybody & ~everybody)
