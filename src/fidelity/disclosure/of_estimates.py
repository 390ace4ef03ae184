"""The table of estimates with what it must not tell taken out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import attrs
import numpy as np
import pandas as pd

from fidelity.disclosure.measure import Measure, numbers, results
from fidelity.disclosure.protect import Protected, protect
from fidelity.disclosure.puzzle import Flags
from fidelity.disclosure.relations import distinct, relations
from fidelity.disclosure.settings import Disclosure
from fidelity.disclosure.suppression import Suppression
from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.tally.estimates import NoEstimate

MEASURE = ("kind", "measure", "unit")
"""The columns that name what is measured."""
_NUMBERS = ("value", "low", "high", "df", "n", "n_clusters", "n_observations", "n_not_rated", "n_practitioners")
_BLANKED = (*_NUMBERS, "n_sites", "coverage", "level")
_SAID = ("method", "why_no_interval")


@attrs.frozen(eq=False)
class Published:
    """A table and the counts from which it was made; nobody but us sees the counts.

    Attributes:
        table: The estimates: the keys, then the columns of `fidelity.tally.estimates`.
        counts: How the units of each measure divide, a row for each of the finest groups and each measure: the keys,
            `MEASURE`, and columns that add up to how many there are. Columns that begin with ``n_`` are counts, such as
            ``n_met`` and ``n_not_met``; others are amounts that add up, such as the share of its scale that each score
            gained, and the share that it lost. Empty where a measure has no such column. A total has a row of its own
            only where it is less than the sum, because somebody is in two of its groups.
        sizes: How many people and observations there are, a row for each of the finest groups: the keys, and columns
            such as ``n_observations`` and ``n_practitioners``; totals as above.
    """

    table: pd.DataFrame
    counts: pd.DataFrame
    sizes: pd.DataFrame


@attrs.frozen(eq=False)
class Suppressed:
    """A table that may be published, and what was done to it.

    Attributes:
        table: The table; what is hidden has no number, and `suppressed` as its reason.
        reasons: Why each row is hidden, which is for the house and not for publication: a value of `NoEstimate`, or
            empty; shape (rows,).
        suppression: How much is hidden, and how well that was proved.
    """

    table: pd.DataFrame
    reasons: pd.Series
    suppression: Suppression


def suppress(
    published: Published,
    keys: Sequence[str],
    setting: Disclosure,
    earlier: Sequence[Published] = (),
    of_one: Collection[str] = (),
) -> Suppressed:
    """Take out of a table what it must not tell, and what would give that away.

    *Meaning.* A row is hidden whole, with all of its numbers, and all statistics of a measure in a group together: the
    mean with its n gives the sum, the share with its n the count, and of both the hidden neighbour. First come the
    groups in which there are few people or observations; they are hidden for every measure. Then each measure is
    protected for readers who know how many there were in every group.

    *When not to use.* Rounded figures are treated like exact ones: rounding is no protection, because 57 % of 7 is 4.
    Nothing is done about names of groups that give somebody away, about other people's tables, or about two measures of
    which one follows from the other; such measures are counted as one, by the finer of the two.

    Args:
        published: The table to publish, with its counts.
        keys: The columns by which it is grouped; an empty text in one stands for a total.
        setting: What may be shown.
        earlier: Tables over the same keys that are out already, as they were published, from old to new.
        of_one: The statistics that are the value of one unit, such as the lowest and the highest; always hidden.

    Raises:
        UsageError: The counts of a measure are missing, or do not add up.
    """
    table = published.table.reset_index(drop=True)
    if setting.is_off:
        return Suppressed(table, pd.Series("", table.index), Suppression.none(len(table), setting))
    work = _Work(published, tuple(keys), setting, tuple(earlier))
    primary, hidden = np.zeros(len(table), np.bool_), np.zeros(len(table), np.bool_)
    whole = work.sizes()
    rows = _place(table, whole.groups, work.keys)
    primary |= whole.found.primary[rows]
    hidden |= whole.found.hidden[rows]
    solved = [whole.found]
    for name, part in table.groupby([*MEASURE], sort=True):
        if work.is_without_figures(tuple(map(str, name)), part):
            continue
        done = work.measure(tuple(map(str, name)), whole)
        rows = _place(part, done.groups, work.keys)
        at = part.index.to_numpy()
        primary[at] |= done.found.primary[rows] & ~hidden[at]
        hidden[at] |= done.found.hidden[rows]
        solved.append(done.found)
    single = np.asarray(table["statistic"].isin([*of_one]) & table["value"].notna()) & ~hidden
    return _blanked(table, primary | single, hidden | single, solved, setting)


@attrs.frozen(eq=False)
class _Done:
    """Groups, and which of them are hidden."""

    groups: pd.DataFrame
    found: Protected


@attrs.frozen(eq=False)
class _Work:
    """One table to be protected."""

    published: Published
    keys: tuple[str, ...]
    setting: Disclosure
    earlier: tuple[Published, ...]
    _solved: dict[bytes, Protected] = attrs.field(factory=dict)

    def sizes(self) -> _Done:
        """Which groups are hidden for every measure, because there are few in them."""
        groups = distinct([self.published.table], self.keys)
        frames = [each.sizes for each in (*self.earlier, self.published)]
        earlier = [_seen(each.table, self.keys) for each in self.earlier]
        columns = [column for column in self.published.sizes.columns if column not in self.keys]
        made = [Measure(relations(frames, groups, self.keys, [each]), groups, earlier) for each in columns]
        few = np.logical_or.reduce([each.primary(self.setting) for each in made])
        puzzles = [numbers(each, self.setting) for each in made]
        return _Done(groups, protect(puzzles, made[0].counts[:, 0], few, self.setting.seconds))

    def is_without_figures(self, name: tuple[str, ...], part: pd.DataFrame) -> bool:
        """Whether nothing is told of a measure but how many there were, such as of practitioners by tallies."""
        return bool(part["value"].isna().all()) and not len(_rows(self.published.counts, name))

    def measure(self, name: tuple[str, ...], whole: _Done) -> _Done:
        """Which groups are hidden for one measure."""
        mine, frames = _rows(self.published.table, name), [_rows(each.counts, name) for each in self._every()]
        if not len(frames[-1]):
            message = f"the table holds {' '.join(name)}, and no counts of it were given"
            raise UsageError(Problem("counts-missing", message, "give the counts from which the table was made"))
        groups = distinct([mine], self.keys)
        earlier = [_seen(_rows(each.table, name), self.keys) for each in self.earlier]
        made = [
            Measure(relations(frames, groups, self.keys, columns), groups, earlier, is_whole)
            for columns, is_whole in _columns(frames[-1], self.keys)
        ]
        at = _place(groups, whole.groups, self.keys)
        forced = whole.found.hidden[at]
        primary = np.logical_or.reduce([each.primary(self.setting) for each in made])
        puzzles = [numbers(made[0], self.setting)]
        puzzles += [results(each, self.setting) for each in made if each.counts.shape[1] > 1]
        mark = b"".join([puzzle.fingerprint() for puzzle in puzzles] + [primary.tobytes(), forced.tobytes()])
        if mark not in self._solved:
            n = made[0].counts.sum(axis=1)
            self._solved[mark] = protect(puzzles, n, primary | forced, self.setting.seconds)
        return _Done(groups, attrs.evolve(self._solved[mark], primary=primary))

    def _every(self) -> tuple[Published, ...]:
        return (*self.earlier, self.published)


def _rows(frame: pd.DataFrame, name: tuple[str, ...]) -> pd.DataFrame:
    mine = np.logical_and.reduce([frame[column] == value for column, value in zip(MEASURE, name, strict=True)])
    return frame[mine].reset_index(drop=True)


def _columns(counts: pd.DataFrame, keys: Sequence[str]) -> list[tuple[list[str], bool]]:
    """The counts of a measure, and then its amounts; whether each are whole numbers."""
    used = [column for column in counts.columns if column not in (*keys, *MEASURE) and counts[column].notna().any()]
    whole = [column for column in used if column.startswith("n_")]
    amounts = [column for column in used if not column.startswith("n_")]
    return [(columns, is_whole) for columns, is_whole in ((whole, True), (amounts, False)) if columns]


def _seen(table: pd.DataFrame, keys: Sequence[str]) -> tuple[pd.DataFrame, Flags]:
    """The groups of an earlier table, and of which of them anything was visible."""
    reasons = (NoEstimate.SUPPRESSED.value, NoEstimate.SUPPRESSED_WITH.value)
    groups = distinct([table], keys)
    was = np.asarray(~table["why_no_value"].isin(reasons))
    visible = np.bincount(_place(table, groups, keys), was, len(groups)) > 0
    return groups, visible


def _place(table: pd.DataFrame, groups: pd.DataFrame, keys: Sequence[str]) -> np.ndarray:
    """The place of each row's group among groups; shape (rows,)."""
    if not keys:
        return np.zeros(len(table), np.intp)
    index = pd.MultiIndex.from_frame(groups[[*keys]])
    return np.asarray(index.get_indexer(pd.MultiIndex.from_frame(table[[*keys]].astype(str))), np.intp)


def _blanked(
    table: pd.DataFrame, primary: Flags, hidden: Flags, solved: Sequence[Protected], setting: Disclosure
) -> Suppressed:
    """The table without the numbers of what is hidden, and the account of it."""
    shown = table.copy()
    for column in (*_BLANKED, *_SAID):
        if column in shown:
            # A whole number stays one beside an empty cell.
            whole = shown[column].dtype.kind in "iu" and not isinstance(shown[column].dtype, pd.Int64Dtype)
            held = shown[column].astype("Int64") if whole else shown[column]
            shown[column] = held.mask(hidden, "") if column in _SAID else held.mask(hidden)
    shown["why_no_value"] = shown["why_no_value"].mask(hidden, NoEstimate.SUPPRESSED.value)
    with_ = np.where(hidden, NoEstimate.SUPPRESSED_WITH.value, "")
    reasons = pd.Series(np.where(primary & hidden, NoEstimate.SUPPRESSED.value, with_), table.index)
    account = Suppression(
        n_rows=len(table),
        n_primary=int((primary & hidden).sum()),
        n_complementary=int((hidden & ~primary).sum()),
        n_not_fewest=sum(not each.is_fewest for each in solved),
        n_exposed=sum(each.n_exposed for each in solved),
        setting=setting,
    )
    return Suppressed(shown, reasons, account)
