"""What visits are called within one table: their name, or whom and when; numbers are told apart by what they number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.intake.notes import in_words, rows_said
from fidelity.intake.part import Flags, column_of, constant, is_blank, text_at
from fidelity.model.unit import Unit
from fidelity.problems import Place, Problem, remark
from fidelity.ratings.cells import quoted
from fidelity.ratings.text import Texts
from fidelity.records.observation import VISIT
from fidelity.records.visit import SUBJECTS, visit_name

NUMBERING = ("practitioner", "client", "team", "site", "region")
"""Who may number visits from 1 on, the smallest first."""
TOLD_APART = ("date", "practitioner", "team", "site", "client")
"""What all records of one visit say alike, where they say it."""
_MOST = 20


@attrs.frozen(eq=False)
class Visits:
    """The visits of a table.

    Attributes:
        texts: The name of each row's visit.
        problems: Rows of one visit that contradict each other, and rows that cannot be named.
        notes: What is to be told.
    """

    texts: Texts
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def visits_within(
    facts: Mapping[str, Texts], rows: npt.NDArray[np.int64], source: str, intervention: str, unit: Unit, *, long: bool
) -> Visits:
    """The visits of a table.

    A row that names none is called after whom and when, as everywhere; where that is not known, after file and row.
    All rows of one name have to say the same day, practitioner, team, site and client, where they say it; plain numbers
    may be used by several practitioners, clients, teams, sites and regions.

    Args:
        facts: The facts of each row.
        rows: For each row, its number.
        source: What the table is called.
        intervention: The intervention, after which visits are called where it is what is rated.
        unit: What a checklist speaks about.
        long: Whether a row is an answer, so that a row alone is no visit.
    """
    names = facts.get(VISIT, constant("", len(rows)))
    notes: list[Problem] = []
    problems: list[Problem] = []
    blank = is_blank(names)
    if blank.any():
        names = _named(names, blank, facts, rows, (intervention, unit), source if not long else "")
        left = is_blank(names)
        if left.any():
            message = f"{rows_said(rows[left].tolist())}: nothing says which visit this is"
            problems.append(Problem("no-observation", message, "give every visit a name in the column `observation`"))
        notes += _named_note(names, blank & ~left, rows, unit, source)
    apart, told = numbered_apart(names, facts)
    problems += _contradictions(apart, facts, rows)
    if long:
        # A row of a long table finds its visit by its name, so numbers cannot wait until all files are read.
        names, notes = apart, [*notes, *told]
    here = Place(source)
    return Visits(names, tuple(each.at(here) for each in problems), tuple(each.at(here) for each in notes))


def _named(
    names: Texts,
    blank: Flags,
    facts: Mapping[str, Texts],
    rows: npt.NDArray[np.int64],
    of: tuple[str, Unit],
    source: str,
) -> Texts:
    """The names, with one for each row that had none."""
    used = {name: facts[name].rows()[blank].tolist() for name in (SUBJECTS[of[1]], "date", "client") if name in facts}
    found = names.rows()
    new = []
    for place, row in enumerate(rows[blank].tolist()):
        said = visit_name(*of, {name: texts[place] for name, texts in used.items()})
        new.append(said or (f"{source} row {row}" if source else ""))
    found[blank] = new
    return column_of(found.tolist())


def _named_note(names: Texts, new: Flags, rows: npt.NDArray[np.int64], unit: Unit, source: str) -> list[Problem]:
    if not new.any():
        return []
    by_row = any(text.startswith(f"{source} row ") for text in names.texts)
    whom = SUBJECTS[unit] or "intervention"
    after = f"{whom} and day" + (", or after file and row where these are not said" if by_row else "")
    shown = names.texts[int(names.codes[np.flatnonzero(new)[0]])]
    return [remark("numbered", f"visits without a name are called after {after}, such as {quoted(shown)}")]


def numbers_in(names: Texts) -> Flags:
    """In which rows the name of the visit is a plain number, such as a list counts its rows by."""
    flags = np.array([_is_number(text) for text in names.texts] or [False], np.bool_)
    found: Flags = flags[names.codes]
    return found


def _is_number(text: str) -> bool:
    return text.removeprefix("#").removesuffix(".").strip().isdigit()


def numbered_apart(names: Texts, facts: Mapping[str, Texts]) -> tuple[Texts, list[Problem]]:
    """The names, with plain numbers told apart by those who number, and what there is to tell about it.

    Of practitioner, client, team, site and region as few are put before the number as tell all apart that differ.

    Args:
        names: The name of each row's visit.
        facts: The facts of each row.
    """
    numbers = numbers_in(names)
    using: list[str] = []
    found = names
    for name in NUMBERING:
        if numbers.any() and name in facts and _differs(found, facts[name], numbers):
            using = [each for each in reversed(NUMBERING) if each in (*using, name)]
            found = _put_before(names, [facts[each] for each in using], numbers)
    if not using:
        return names, []
    sample = text_at(found, int(np.flatnonzero(numbers)[0]))
    message = f"plain numbers of visits are told apart by {in_words(using)}, such as {quoted(sample)}"
    return found, [remark("visits-qualified", message)]


def _put_before(names: Texts, parts: Sequence[Texts], numbers: Flags) -> Texts:
    """The names, each number with the texts of some columns before it."""
    found = names.rows()
    before = [part.rows()[numbers].tolist() for part in parts]
    found[numbers] = [" ".join(filter(None, each)) for each in zip(*before, found[numbers].tolist(), strict=True)]
    return column_of(found.tolist())


def _differs(names: Texts, texts: Texts, where: Flags) -> bool:
    """Whether rows of one name say different things."""
    said = where & ~is_blank(texts)
    pairs = pd.DataFrame({"name": names.codes[said], "text": texts.codes[said]}).drop_duplicates()
    return bool(pairs["name"].duplicated().any())


def _contradictions(names: Texts, facts: Mapping[str, Texts], rows: npt.NDArray[np.int64]) -> list[Problem]:
    """Rows of one name that are of different days, practitioners, teams, sites or clients."""
    problems = []
    for fact in TOLD_APART:
        texts = facts.get(fact)
        if texts is None:
            continue
        said = ~is_blank(texts)
        frame = pd.DataFrame({"name": names.codes[said], "text": texts.codes[said], "row": rows[said]})
        distinct = frame.drop_duplicates(["name", "text"])
        twice = distinct[distinct["name"].duplicated(keep=False)].sort_values(["name", "row"])
        for name, group in list(twice.groupby("name"))[:_MOST]:
            (one, first), (other, second) = (
                (texts.texts[int(code)], int(row))
                for code, row in zip(group["text"][:2], group["row"][:2], strict=True)
            )
            message = (
                f"row {second}, column {fact}: visit {quoted(names.texts[int(str(name))])} has {quoted(other)}, "
                f"and {quoted(one)} in row {first}"
            )
            help_ = "mend the one that is wrong; two visits need two names"
            problems.append(Problem("visit-contradicts", message, help_, (second, fact)))
        n_left = twice["name"].nunique() - _MOST
        if n_left > 0:
            problems.append(Problem("more-problems", f"column {fact}: {n_left:,} more visits contradict themselves"))
    return problems
