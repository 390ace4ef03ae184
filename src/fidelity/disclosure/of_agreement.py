"""The table of agreement with what it must not tell taken out.

Coefficients of several groups cannot be subtracted from one another. What they are made of can: how many visits were
rated by two, and the share of these on which raters agreed. A group that is hidden alone beside a total would be known.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import pandas as pd

from fidelity.disclosure.of_estimates import MEASURE, Published, suppress
from fidelity.disclosure.puzzle import Flags
from fidelity.disclosure.settings import Disclosure
from fidelity.disclosure.suppression import and_more, resting
from fidelity.tally.estimates import NoEstimate

ALWAYS = ("version", "profile", "comparison")
"""The columns that keep apart what is never added."""
SHARES = ("exact", "within_one", "not_rated_by_one")
"""The statistics that are of visits of their own: of one item more visits may count for one than for the other."""
PERSON = "practitioner"
_SUMS = ("item", "component", "all")
"""What is a sum of what stands before it."""
_NUMBERS = ("value", "low", "high", "level", "df", "at_least", "n_visits", "n_single", "n_ratings", "n_raters")
_BLANKED = (*_NUMBERS, "n_practitioners")
_SAID = ("method", "why_no_interval", "reached", "cautions")


@attrs.frozen(eq=False)
class SuppressedAgreement:
    """A table of agreement that may be shown, and what was done to it.

    Attributes:
        table: The table; what is hidden has no number, and `suppressed` as its reason.
        n_primary: How many figures are hidden because they rest on few.
        n_complementary: How many more are hidden because they would give those away.
        names_raters: Whether figures of each two raters are in it.
        knows_people: Whether it was known of how many practitioners the visits are.
        setting: What may be shown.
    """

    table: pd.DataFrame
    n_primary: int
    n_complementary: int
    names_raters: bool
    knows_people: bool
    setting: Disclosure

    @property
    def hides(self) -> bool:
        """Whether anything is hidden."""
        return self.n_primary + self.n_complementary > 0

    def sentences(self) -> tuple[str, ...]:
        """What the readers of the table are told."""
        few, n = self.setting.threshold, self.n_primary + self.n_complementary
        people = "visits or practitioners" if self.knows_people else "visits"
        said = []
        if self.setting.is_off:
            said.append("Nothing is hidden: this table is not for publication.")
        elif n:
            said.append(
                f"{n} of {len(self.table)} figures {'is' if n == 1 else 'are'} hidden: those that rest on fewer than "
                f"{few} {people}, and those from which such a figure could be worked out."
            )
        else:
            said.append(f"Nothing had to be hidden: no figure rests on fewer than {few} {people}.")
        if not self.setting.is_off and not self.knows_people:
            said.append("Of how many practitioners the visits are is not known here, and not looked at.")
        if self.names_raters:
            said.append("Figures of each two raters name them: they are for use within the house, not for publication.")
        return tuple(said)

    def for_the_house(self) -> tuple[str, ...]:
        """What the makers of the table are told, and nobody else."""
        said = []
        if self.n_primary:
            few = f"{self.setting.threshold} {'visits or practitioners' if self.knows_people else 'visits'}"
            more = and_more(self.n_primary, self.n_complementary)
            said.append(f"{resting(self.n_primary)} on fewer than {few}{more}")
            said.append("`--threshold off` shows them, for the house and not for publication")
        if self.names_raters:
            said.append(
                "figures of each two raters name people and are for the house only; tallies never hold them. Small "
                "ones are hidden, but not what would give these away"
            )
        return tuple(said)


def suppress_agreement(table: pd.DataFrame, by: Sequence[str], setting: Disclosure) -> SuppressedAgreement:
    """Take out of a table of agreement what it must not tell, and what would give that away.

    *Meaning.* A row is hidden whole, and all statistics of a measure in a group together, where the visits that two
    rated are fewer than the threshold, or those are of fewer practitioners; practitioners are not counted where the
    table is grouped by them. So are groups with few visits in all. How many visits two rated adds up over groups, and
    so does on how many of them they agreed. Where a total would tell what is hidden, another group is hidden with it,
    until neither follows from what is shown. Items together are hidden wherever one of the items is.

    *When not to use.* That all raters agreed is no secret about a practitioner: where they agreed on all visits of the
    groups that are hidden together, that can be worked out. Figures of each two raters name people; of these only the
    small ones are hidden, and not what would give them away: such a table is for the house. Nothing is done about two
    measures of which one follows from the other, such as a score and its items, or about other tables.

    Args:
        table: The table: `ALWAYS`, the columns that it is grouped by, then those of agreement.
        by: The columns that it is grouped by; an empty text stands for a total.
        setting: What may be shown.

    Raises:
        UsageError: Numbers of visits do not add up.
    """
    table = table.reset_index(drop=True)
    pairs = np.asarray(table["first"] != "", np.bool_)
    knows = bool(table["n_practitioners"].notna().any())
    if setting.is_off or not len(table):
        return SuppressedAgreement(table, 0, 0, bool(pairs.any()), knows, setting)
    keys = [*ALWAYS, *by]
    few = _few(table, [] if PERSON in by else ["n_practitioners"], setting)
    hidden = np.zeros(len(table), np.bool_)
    if few.any():
        hidden[~pairs] = _hidden(table[~pairs], keys, by, setting)
        hidden |= _in_hidden_groups(table, keys, hidden | few, pairs) | (few & pairs)
        hidden[~pairs] |= _sums_of_hidden(table[~pairs], keys, hidden[~pairs])
    n_primary = int((hidden & few).sum())
    return SuppressedAgreement(
        _blanked(table, hidden), n_primary, int(hidden.sum()) - n_primary, bool(pairs.any()), knows, setting
    )


def _few(table: pd.DataFrame, people: Sequence[str], setting: Disclosure) -> Flags:
    """Which rows rest on few."""
    counts = [table["n_visits"], table["n_visits"] + table["n_single"], *(table[name] for name in people)]
    few = [((each > 0) & (each < setting.threshold)).to_numpy(np.bool_) for each in counts]
    return np.asarray(np.logical_or.reduce(few), np.bool_)


def _hidden(table: pd.DataFrame, keys: Sequence[str], by: Sequence[str], setting: Disclosure) -> Flags:
    """Which rows of all raters together are hidden; shape (rows,)."""
    # What is kept apart may be empty, and an empty text would stand for a total.
    work = table.reset_index(drop=True).assign(**{name: "=" + table[name].to_numpy(object) for name in ALWAYS})
    work["part"] = work["statistic"].where(work["statistic"].isin(SHARES), "other")
    work["n"], work["seen"] = work["n_visits"], work["n_visits"] + work["n_single"]
    work = work.assign(kind="agreement", measure_of=work["measure"], measure=_alike(work, keys), unit="visit")
    people = [] if PERSON in by or work["n_practitioners"].isna().all() else ["n_practitioners"]
    sizes = work.groupby(list(keys), as_index=False, sort=False)[["n_visits", "seen", *people]].max()
    counts = work.groupby([*keys, *MEASURE], as_index=False, sort=False)[["n_visits"]].max()
    published = Published(work, _finest(counts, by), _less(sizes, keys, by))
    calm = attrs.evolve(setting, everybody_below=setting.threshold)
    found = np.asarray(suppress(published, keys, calm).reasons != "", np.bool_)
    # What one statistic must not tell, another must not.
    together = work.assign(found=found).groupby([*keys, "of", "measure_of"], sort=False)["found"].transform("max")
    return together.to_numpy(np.bool_)


def _alike(work: pd.DataFrame, keys: Sequence[str]) -> list[str]:
    """For each row a name that it shares with all measures that are of equally many visits in every group."""
    names = ["of", "measure", "part"]
    group = work.groupby(list(keys), sort=False).ngroup()
    found = {
        name: str(sorted({*zip(group[rows.index], rows["n_visits"], strict=True)}))
        for name, rows in work.groupby(names, sort=False)
    }
    return [found[name] for name in work[names].itertuples(index=False, name=None)]


def _finest(table: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """The rows that are no totals."""
    is_finest = np.asarray((table[list(by)] != "").all(axis=1), np.bool_)
    found: pd.DataFrame = table.iloc[np.flatnonzero(is_finest)]
    return found


def _less(sizes: pd.DataFrame, keys: Sequence[str], by: Sequence[str]) -> pd.DataFrame:
    """The finest groups, and those totals that are less than the sum of these, as of practitioners seen in two."""
    columns = [name for name in sizes if name not in keys]
    finest, kept = _finest(sizes, by), []
    for n in range(len(by)):
        names = [*ALWAYS, *by[:n]]
        is_total = (sizes[list(by[:n])] != "").all(axis=1) & (sizes[list(by[n:])] == "").all(axis=1)
        total = sizes[is_total]
        summed = total[names].merge(finest.groupby(names, as_index=False)[columns].sum(), on=names, how="left")
        apart = (total[columns].to_numpy(np.float64) != summed[columns].to_numpy(np.float64)).any(axis=1)
        kept.append(total[apart])
    together: pd.DataFrame = pd.concat([finest, *kept], ignore_index=True)
    return together


def _in_hidden_groups(table: pd.DataFrame, keys: Sequence[str], hidden: Flags, pairs: Flags) -> Flags:
    """The pairs of a group in which all that all raters rated is hidden."""
    found = table.assign(hidden=hidden | pairs).groupby(list(keys), sort=False)["hidden"].transform("min")
    alone = table.assign(pairs=pairs).groupby(list(keys), sort=False)["pairs"].transform("min")
    return np.asarray(found.to_numpy(np.bool_) & ~alone.to_numpy(np.bool_) & pairs, np.bool_)


def _sums_of_hidden(table: pd.DataFrame, keys: Sequence[str], hidden: Flags) -> Flags:
    """The items of a component together, and all items, of groups in which one of their parts is hidden.

    Where such a sum is shown, all of its parts are, so that it tells nothing that these do not.
    """
    found = hidden.copy()
    for place in (1, 2):
        parts = np.asarray(table["of"].isin(_SUMS[:place]), np.bool_)
        part_hidden = table.assign(hidden=found & parts).groupby(list(keys), sort=False)["hidden"].transform("max")
        found |= part_hidden.to_numpy(np.bool_) & np.asarray(table["of"] == _SUMS[place], np.bool_)
    return found


def _blanked(table: pd.DataFrame, hidden: Flags) -> pd.DataFrame:
    shown = table.copy()
    for name in _BLANKED:
        shown[name] = shown[name].mask(hidden)
    for name in _SAID:
        shown[name] = shown[name].mask(hidden, "")
    shown["why_no_value"] = shown["why_no_value"].mask(hidden, NoEstimate.SUPPRESSED.value)
    return shown
