"""Which records of several files are of one visit, and which are there twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.intake.asked import Clashes
from fidelity.intake.names import NUMBERING, TOLD_APART, numbered_apart, numbers_in
from fidelity.intake.notes import many
from fidelity.intake.part import Flags, Part, is_blank, of_all, text_at
from fidelity.intake.twins import same_id, without_twins
from fidelity.problems import Problem, remark
from fidelity.ratings.cells import quoted
from fidelity.ratings.text import Texts
from fidelity.records.observation import VISIT

_SPREAD = ("date", "practitioner", "team", "site", "region", "client")
"""What is a visit's, so that what one record of it says holds for the others that do not say it."""

Codes = npt.NDArray[np.int64]


@attrs.frozen(eq=False)
class Settled:
    """Parts whose visits have names of their own, without records that are there twice.

    Attributes:
        parts: The parts, in the same order.
        problems: Records that contradict each other.
        notes: What is to be told.
        n_duplicates: How many records were left out because they are there already.
    """

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    n_duplicates: int


def settled(parts: Sequence[Part], clashes: Clashes) -> Settled:
    """Parts whose visits have names of their own, without records that are there twice.

    1. Plain numbers are told apart by practitioner, client, team, site and region, where these differ.
    2. A name that records of several files give to visits of different days, practitioners, teams, sites or clients,
       and a plain number of several files that do not all say day and person, stands for as many visits: each gets the
       file's name after it.
    3. Of records of one visit by one rater in one role, those that answer alike are one; the first is kept, by file
       and row. Those that answer differently contradict each other.
    4. What one record says of its visit, such as its site, holds for those that do not say it.

    Args:
        parts: One part for each edition.
        clashes: What becomes of records that contradict each other.
    """
    if not any(map(len, parts)):
        return Settled(tuple(parts), (), (), 0)
    qualified, notes = _qualified(parts)
    found = [without_twins(part, clashes) for part in qualified]
    ids = same_id([each.part for each in found])
    return Settled(
        tuple(_spread(each.part) for each in found),
        (*(problem for each in found for problem in each.problems), *ids),
        (*notes, *(note for each in found for note in each.notes)),
        sum(each.n for each in found),
    )


def _qualified(parts: Sequence[Part]) -> tuple[list[Part], list[Problem]]:
    """The parts, with names that stand for several visits told apart."""
    names, files = of_all(parts, VISIT), of_all(parts, "file")
    facts = {name: of_all(parts, name) for name in dict.fromkeys((*TOLD_APART, *NUMBERING))}
    numbers = numbers_in(names)
    names, notes = numbered_apart(names, facts)
    unclear = _unclear(names, files, facts, numbers)
    if unclear.any():
        sample = text_at(names, int(np.flatnonzero(unclear)[0]))
        n_names, n_files = (len(np.unique(texts.codes[unclear])) for texts in (names, files))
        message = (
            f"{many(n_names, 'name')} of visits, such as {quoted(sample)}, stand for different visits in "
            f"{many(n_files, 'file')}: the file's name was put after them"
        )
        notes.append(remark("visits-qualified", message, "give visits names of their own in the column `observation`"))
        names = _told_apart(names, files, {name: facts[name] for name in TOLD_APART}, unclear, numbers)
    if not notes:
        return list(parts), []
    starts = np.cumsum([0, *(len(part) for part in parts)])
    new = [
        part.with_facts({VISIT: Texts(names.codes[start : start + len(part)], names.texts)})
        for part, start in zip(parts, starts, strict=False)
    ]
    return new, notes


def _unclear(names: Texts, files: Texts, facts: Mapping[str, Texts], numbers: Flags) -> Flags:
    """Which records have a name that stands for several visits of several files."""
    n = len(names.texts)
    shared = _several(names.codes, files.codes, n)
    differs = np.zeros(n, np.bool_)
    for name in TOLD_APART:
        said = ~is_blank(facts[name])
        differs |= _several(names.codes[said], facts[name].codes[said], n)
    # What a plain number counts is known only where its day and whom it is about are said.
    differs[names.codes[numbers & _weak(facts)]] = True
    found: Flags = (shared & differs)[names.codes]
    return found


def _weak(facts: Mapping[str, Texts]) -> Flags:
    """Which records do not say both their day and whom they are about."""
    whom = [is_blank(facts[name]) for name in ("practitioner", "team", "client")]
    found: Flags = is_blank(facts["date"]) | (whom[0] & whom[1] & whom[2])
    return found


def _several(
    names: npt.NDArray[np.unsignedinteger], codes: npt.NDArray[np.unsignedinteger], n: int
) -> npt.NDArray[np.bool_]:
    """For each name, whether its records have several codes."""
    low, high = np.full(n, np.iinfo(np.int64).max), np.full(n, -1, np.int64)
    np.minimum.at(low, names, codes.astype(np.int64))
    np.maximum.at(high, names, codes.astype(np.int64))
    found: npt.NDArray[np.bool_] = low < high
    return found


def _told_apart(names: Texts, files: Texts, facts: Mapping[str, Texts], unclear: Flags, numbers: Flags) -> Texts:
    """The names; those that are unclear with the first file of each visit, and with what else tells them apart."""
    rows = pd.DataFrame({"name": names.codes, "file": files.codes}, index=range(len(names.codes)))
    for name, texts in facts.items():
        rows[name] = texts.codes
    rows = rows[unclear]
    keys = ["name", *facts]
    # A plain number that says neither day nor person is a visit of its own file, whatever other files say.
    weak = _weak(facts) & numbers
    rows["own"] = np.where(weak[unclear], rows["file"] + 1, 0)
    rows["visit"] = rows.groupby([*keys, "own"], sort=False).ngroup()
    first = rows.sort_values("file").drop_duplicates("visit").sort_values("visit")
    called = _file_names(files.texts)
    plain = [f"{names.texts[n]} ({called[f]})" for n, f in zip(first["name"], first["file"], strict=True)]
    twice = pd.Series(plain).duplicated(keep=False).tolist()
    said = [
        ", ".join(filter(None, (facts[fact].texts[code] for fact, code in zip(facts, codes, strict=True))))
        for codes in first[list(facts)].itertuples(index=False)
    ]
    labels = [
        f"{text[:-1]}, {more})" if again and more else text
        for text, again, more in zip(plain, twice, said, strict=True)
    ]
    codes = names.codes.astype(np.int64)
    codes[unclear] = len(names.texts) + rows["visit"].to_numpy()
    return _compact(codes, (*names.texts, *labels))


def _file_names(files: Sequence[str]) -> list[str]:
    """What files are called in the names of visits: without their folders, if nothing is mistaken then."""
    short = [PurePath(file).name for file in files]
    return [name if short.count(name) == 1 else file for name, file in zip(short, files, strict=True)]


def _compact(codes: Codes, texts: tuple[str, ...]) -> Texts:
    """A column without texts that do not occur."""
    used, places = np.unique(codes, return_inverse=True)
    return Texts(places.astype(np.uint32), tuple(texts[place] for place in used.tolist()))


def _spread(part: Part) -> Part:
    """A part in which all records of a visit say whom, where and when, if one does."""
    names = part.fact(VISIT).codes
    n = len(part.fact(VISIT).texts)
    new = {}
    for fact in _SPREAD:
        texts = part.facts.get(fact)
        if texts is None or not is_blank(texts).any():
            continue
        blank = is_blank(texts)
        said = np.full(n, -1, np.int64)
        said[names[~blank]] = texts.codes[~blank]
        alone = ~_several(names[~blank], texts.codes[~blank], n)
        fill = blank & (said[names] >= 0) & alone[names]
        if fill.any():
            codes = texts.codes.copy()
            codes[fill] = said[names[fill]].astype(codes.dtype)
            new[fact] = Texts(codes, texts.texts)
    return part.with_facts(new)
