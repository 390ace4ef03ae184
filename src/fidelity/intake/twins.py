"""Records that are there twice: those that say the same are one, and those that do not contradict each other."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.intake.asked import Clashes
from fidelity.intake.notes import in_words, many
from fidelity.intake.part import Part, Places, is_blank, of_all, text_at
from fidelity.problems import Place, Problem, remark
from fidelity.ratings.cells import quoted
from fidelity.records.observation import VISIT

_WAYS_OUT = "delete the one that is wrong, give two visits two names, or take the first or last: `--clashes first`"
_SHOWN = 5
_MOST = 100


@attrs.frozen(eq=False)
class Kept:
    """A part without twins.

    Attributes:
        part: The part.
        problems: Records that contradict each other.
        notes: What is to be told.
        n: How many records were left out.
    """

    part: Part
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    n: int


def without_twins(part: Part, clashes: Clashes) -> Kept:
    """A part without records that are there twice.

    Args:
        part: The part.
        clashes: What becomes of records that contradict each other.
    """
    group = _recorded(part)
    repeated = np.flatnonzero(pd.Series(group).duplicated(keep=False).to_numpy())
    if not len(repeated):
        return Kept(part, (), (), 0)
    order = repeated[np.argsort(group[repeated], kind="stable")]
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    firsts = np.repeat(order[starts], np.diff([*starts.tolist(), len(order)]))
    same = np.ones(len(order), np.bool_)
    for column in part.columns.values():
        same &= column.codes[order] == column.codes[firsts]
    again = same & (order != firsts)
    notes = _twins_told(part, order[again], firsts[again])
    clashing = order[~same]
    drop = np.zeros(len(part), np.bool_)
    drop[order[again]] = True
    problems: list[Problem] = []
    if len(clashing) and clashes == "refuse":
        problems = _clashes(part, clashing, firsts[~same])
    elif len(clashing):
        held = np.isin(group, group[clashing])
        drop[held] = pd.Series(group[held]).duplicated(keep="last" if clashes == "last" else "first").to_numpy()
        message = (
            f"{many(len(clashing), 'record')} of visits that their rater recorded otherwise too: the {clashes} taken"
        )
        notes.append(remark("rated-twice", message, "the order is that of the files' names and their rows"))
    return Kept(part.taken(~drop), tuple(problems), tuple(notes), int(np.count_nonzero(drop)))


def _recorded(part: Part) -> npt.NDArray[np.int64]:
    """For each record a number that is the same wherever visit, rater and role are; no role said is whatever role."""
    rater, role = part.fact("rater"), part.fact("role")
    keys = pd.DataFrame({"visit": part.fact(VISIT).codes, "rater": rater.codes, "role": role.codes.astype(np.int64)})
    unsaid = is_blank(role) & ~is_blank(rater)
    if unsaid.any() and not unsaid.all():
        said = keys[~is_blank(role)].drop_duplicates()
        said = said[~said.duplicated(["visit", "rater"], keep=False)]
        filled = keys.loc[unsaid, ["visit", "rater"]].merge(said, how="left", on=["visit", "rater"])["role"]
        keys.loc[unsaid, "role"] = filled.fillna(keys.loc[unsaid, "role"].iloc[0]).to_numpy(np.int64)
    return keys.groupby([*keys.columns], sort=False).ngroup().to_numpy().astype(np.int64)


def _twins_told(part: Part, again: Places, firsts: Places) -> list[Problem]:
    """One remark for each two files that share records."""
    if not len(again):
        return []
    files = part.fact("file")
    own, first = files.codes[again].astype(np.int64), files.codes[firsts].astype(np.int64)
    pairs, often = np.unique(own * len(files.texts) + first, return_counts=True)
    told = []
    for pair, n in zip(pairs.tolist(), often.tolist(), strict=True):
        here, there = (files.texts[place] for place in divmod(pair, len(files.texts)))
        where = "this file" if here == there else there
        message = f"{many(n, 'record')} {'is' if n == 1 else 'are'} in {where} already, and left out"
        told.append(remark("duplicate-left-out", message).at(Place(here)))
    return told


def _clashes(part: Part, clashing: Places, firsts: Places) -> list[Problem]:
    """Records of one visit by one rater that answer differently, with both places."""
    visits, raters = part.fact(VISIT), part.fact("rater")
    problems = []
    for place, first in list(zip(clashing.tolist(), firsts.tolist(), strict=True))[:_MOST]:
        items = [item for item, column in part.columns.items() if column.codes[place] != column.codes[first]]
        rater = text_at(raters, place)
        whose = f"visit {quoted(text_at(visits, place))}" + (f" by {quoted(rater)}" if rater else "")
        message = (
            f"{_where(part, place)}{whose} was recorded otherwise {_place(part, first)}: "
            f"{in_words(items, _SHOWN)} differ{'s' if len(items) == 1 else ''}"
        )
        here, there = (text_at(part.fact("file"), each) for each in (place, first))
        help_ = f"{_WAYS_OUT}; if every file is a site: `--from-name site`" if here != there else _WAYS_OUT
        problems.append(Problem("rated-twice", message, help_, place=Place(here)))
    if len(clashing) > _MOST:
        problems.append(Problem("more-problems", f"{len(clashing) - _MOST:,} more records contradict each other"))
    return problems


def _where(part: Part, place: int) -> str:
    return f"row {int(part.rows[place])}: " if part.rows[place] else ""


def _place(part: Part, place: int) -> str:
    row = f" row {int(part.rows[place])}" if part.rows[place] else ""
    return f"in {text_at(part.fact('file'), place)}{row}"


def same_id(parts: Sequence[Part]) -> list[Problem]:
    """Records of one id that are of different visits or raters, or of different editions.

    Args:
        parts: Parts without records that are there twice.
    """
    if not any("record" in part.facts for part in parts):
        return []
    ids, files = of_all(parts, "record"), of_all(parts, "file")
    said = ~is_blank(ids)
    codes = ids.codes[said]
    twice = np.flatnonzero(pd.Series(codes).duplicated().to_numpy())
    held = files.codes[said]
    return [
        Problem(
            "record-twice",
            f"record `{ids.texts[int(codes[place])]}` is of one visit here, and of another elsewhere",
            "an id is made for one record: leave it empty in one of them",
            place=Place(files.texts[int(held[place])]),
        )
        for place in twice[:_MOST].tolist()
    ]
