"""The table of estimates with what it must not tell taken out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import attrs
import numpy as np
import pandas as pd

from fidelity.disclosure.covering import covers, distinct
from fidelity.disclosure.family import Member, Name, families, solved
from fidelity.disclosure.measure import Measure
from fidelity.disclosure.protect import Protected, protect
from fidelity.disclosure.puzzle import Flags, Numbers, Places
from fidelity.disclosure.questions import numbers
from fidelity.disclosure.relations import relations
from fidelity.disclosure.settings import Disclosure
from fidelity.disclosure.suppression import Suppression
from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.tally.estimates import NoEstimate, NoInterval

MEASURE = ("kind", "measure", "unit")
"""The columns that name what is measured."""
_NUMBERS = ("value", "low", "high", "df", "n", "n_clusters", "n_observations", "n_not_rated", "n_practitioners")
_BLANKED = (*_NUMBERS, "n_unnamed", "n_sites", "n_planned_made", "coverage", "n_intended_observed", "level")
_SAID = ("method", "why_no_interval")
_PERSON, _PEOPLE = "practitioner", "n_practitioners"
_SHRUNKEN = "shrunken_mean"


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

    *Meaning.* A row is hidden whole, with all of its numbers, and all statistics of a measure in a group together,
    whatever the unit of analysis: the mean with its n gives the sum, the share with its n the count, and of both the
    hidden neighbour. So are all scores of a group that are taken of the same people. First come the groups in which
    there are few people or observations; they are hidden for every measure. Then each measure is protected for readers
    who know how many there were in every group.

    *When not to use.* Rounded figures are treated like exact ones: rounding is no protection, because 57 % of 7 is 4.
    Nothing is done about names of groups that give somebody away, about other people's tables, or about two measures of
    which one follows from the other; such measures are counted as one, by the finer of the two.

    Args:
        published: The table to publish, with its counts.
        keys: The columns by which it, or an earlier one, is grouped; an empty text in one stands for a total, and so
            does a column that a table does not have.
        setting: What may be shown.
        earlier: Tables that are out already, as they were published, from old to new.
        of_one: The statistics that are the value of one unit, such as the lowest and the highest; always hidden.

    Raises:
        UsageError: The counts of a measure are missing, or do not add up.
    """
    table = published.table.reset_index(drop=True)
    if setting.is_off:
        return Suppressed(table, pd.Series("", table.index), Suppression.none(len(table), setting))
    work = _Work(_whole(published, keys), tuple(keys), setting, tuple(_whole(each, keys) for each in earlier))
    groups, people, n_people = work.sizes()
    at = _place(work.published.table, groups, work.keys)
    primary, hidden = people.primary[at], people.hidden[at]
    parts = _by_measure(work.published.table)
    members = [
        work.member(name, part, groups, n_people) for name, part in parts.items() if not work.is_without(name, part)
    ]
    found = families(members)
    done = solved(found, people.hidden, setting)
    for place, family in enumerate(found):
        small = np.zeros(len(groups), np.bool_)
        for member in family:
            small[member.at] = member.primary
            rows = parts[member.name].index.to_numpy()
            primary[rows] |= small[at[rows]] & ~hidden[rows]
            hidden[rows] |= done.hidden[place][at[rows]]
            hidden[rows] |= _made_of_hidden(parts[member.name], at[rows], groups, done.hidden[place])
    single = np.asarray(table["statistic"].isin([*of_one]) & table["value"].notna()) & ~hidden
    n_not_fewest = int((~done.is_fewest).sum() + (not people.is_fewest.all()))
    knows_people = n_people is not None or _PERSON in work.keys
    account = (n_not_fewest, done.n_exposed + people.n_exposed, setting, knows_people)
    return _blanked(table, primary | single, hidden | single, account)


def _by_measure(table: pd.DataFrame) -> dict[Name, pd.DataFrame]:
    """The rows of each measure by each unit of analysis, in an order of their own."""
    found = {}
    for (kind, measure, unit), part in table.groupby([*MEASURE], sort=True):
        found[str(kind), str(measure), str(unit)] = part
    return found


def _whole(published: Published, keys: Sequence[str]) -> Published:
    """A table and its counts with all columns by which anything is grouped."""
    frames = (published.table.reset_index(drop=True), published.counts, published.sizes)
    filled = [frame.assign(**{key: "" for key in keys if key not in frame}) for frame in frames]
    return Published(*filled)


@attrs.frozen(eq=False)
class _Work:
    """One table to be protected."""

    published: Published
    keys: tuple[str, ...]
    setting: Disclosure
    earlier: tuple[Published, ...]

    def sizes(self) -> tuple[pd.DataFrame, Protected, Numbers | None]:
        """The groups, which of them are hidden for every measure, being few, and how many people each is if known."""
        groups = distinct([self.published.table], self.keys)
        columns = [column for column in self.published.sizes.columns if column not in self.keys]
        made = []
        for column in columns:
            before = [each for each in self.earlier if column in each.sizes]
            frames = [each.sizes for each in (*before, self.published)]
            earlier = [_seen(each.table, self.keys) for each in before]
            made.append(Measure(relations(frames, groups, self.keys, [column]), groups, earlier))
        few = np.logical_or.reduce([each.primary(self.setting) for each in made])
        puzzles = [numbers(each, self.setting) for each in made]
        people = made[columns.index(_PEOPLE)].counts[:, 0] if _PEOPLE in columns else None
        return groups, protect(puzzles, made[0].counts[:, 0], few, self.setting.seconds), people

    def is_without(self, name: Name, part: pd.DataFrame) -> bool:
        """Whether nothing is told of a measure, not even how many there were, such as of practitioners by tallies."""
        return bool(part[["value", "n"]].isna().all(axis=None)) and not len(_rows(self.published.counts, name))

    def member(self, name: Name, part: pd.DataFrame, every: pd.DataFrame, people: Numbers | None) -> Member:
        """One measure by one unit of analysis."""
        before = [each for each in self.earlier if len(_rows(each.counts, name))]
        frames = [_rows(each.counts, name) for each in (*before, self.published)]
        if not len(frames[-1]):
            message = f"the table holds {' '.join(name)}, and no counts of it were given"
            raise UsageError(Problem("counts-missing", message, "give the counts from which the table was made"))
        groups = distinct([part], self.keys)
        earlier = [_seen(_rows(each.table, name), self.keys) for each in before]
        alike, at = _alike(part, groups, self.keys), _place(groups, every, self.keys)
        mine = None if people is None else people[at]
        made = [
            Measure(
                relations(frames, groups, self.keys, columns), groups, earlier, is_whole, alike & (not is_whole), mine
            )
            for columns, is_whole in _columns(frames[-1], self.keys)
        ]
        return Member.of(name, at, made, self.setting)


def _made_of_hidden(part: pd.DataFrame, at: Places, groups: pd.DataFrame, hidden: Flags) -> Flags:
    """The rows of a measure that are made of the figures of hidden groups otherwise than by adding up.

    A mean over sites gives each the same weight, so with one over visits beside it two hidden sites could be worked
    out; a shrunken mean draws on the means of all groups.
    """
    holds_hidden = (covers(groups, groups) @ hidden.astype(np.float64) > 0)[at]
    is_shrunken = np.asarray(part["statistic"] == _SHRUNKEN, np.bool_)
    is_over_sites = np.asarray(part["unit"] == "site", np.bool_)
    return (is_over_sites & holds_hidden) | (is_shrunken & hidden.any())


def _alike(part: pd.DataFrame, groups: pd.DataFrame, keys: Sequence[str]) -> Flags:
    """The groups of which a figure says that all units have the same value: that there is no spread."""
    said = part["statistic"].str.startswith("sd_of_") & (part["value"] == 0)
    if "why_no_interval" in part:
        said = said | (part["why_no_interval"] == NoInterval.NO_SPREAD.value)
    return np.bincount(_place(part, groups, keys), np.asarray(said, np.float64), len(groups)) > 0


def _rows(frame: pd.DataFrame, name: Name) -> pd.DataFrame:
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
    table: pd.DataFrame, primary: Flags, hidden: Flags, account: tuple[int, int, Disclosure, bool]
) -> Suppressed:
    """The table without the numbers of what is hidden, and the account of it."""
    shown = table.copy()
    if "df" in shown:
        # The degrees of freedom of a total tell how large its parts are, also the hidden ones.
        shown["df"] = shown["df"].mask(np.full(len(shown), hidden.any()))
    for column in (*_BLANKED, *_SAID):
        if column in shown:
            # A whole number stays one beside an empty cell.
            whole = shown[column].dtype.kind in "iu" and not isinstance(shown[column].dtype, pd.Int64Dtype)
            held = shown[column].astype("Int64") if whole else shown[column]
            shown[column] = held.mask(hidden, "") if column in _SAID else held.mask(hidden)
    shown["why_no_value"] = shown["why_no_value"].mask(hidden, NoEstimate.SUPPRESSED.value)
    with_ = np.where(hidden, NoEstimate.SUPPRESSED_WITH.value, "")
    reasons = pd.Series(np.where(primary & hidden, NoEstimate.SUPPRESSED.value, with_), table.index)
    n_primary, n_complementary = int((primary & hidden).sum()), int((hidden & ~primary).sum())
    return Suppressed(shown, reasons, Suppression(len(table), n_primary, n_complementary, *account))
