"""What the columns of a table mean: facts, items, or something further that is kept as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from fidelity.intake.asked import Asked
from fidelity.intake.editions import Candidate, Candidates
from fidelity.intake.notes import in_words, many
from fidelity.intake.raw import Raw
from fidelity.intake.wording import KNOWN, bare, fact_of, likely, near, near_facts, rename_option, synonym_of
from fidelity.problems import Place, Problem, remark
from fidelity.ratings.cells import quoted
from fidelity.ratings.grid import Grid
from fidelity.ratings.heading import Absent, letters
from fidelity.records.observation import FACTS

_SHOWN, _TOLD = 12, 4
_REMARKS = ("notes", "note")


@attrs.frozen(eq=False)
class Named:
    """A table whose columns are called after the facts that they hold; items are called as they are written.

    Attributes:
        raw: The table as it was found.
        grid: The same with other names.
        facts: The names that are facts.
        like_items: The names that an item of any candidate may have.
        problems: Columns that cannot be told from each other, or are nearly called after a fact.
        notes: Which columns were taken for which fact.
    """

    raw: Raw
    grid: Grid
    facts: frozenset[str]
    like_items: frozenset[str]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]

    @property
    def is_long(self) -> bool:
        """Whether a row is an answer."""
        return "item" in self.facts and bool({"rating", "status"} & self.facts)

    @property
    def others(self) -> list[str]:
        """The names that are no facts."""
        return [name for name in self.grid.names if name not in self.facts]

    def place(self, name: str) -> int:
        """Which column of its sheet a column is, counted from 0."""
        return self.raw.places[self.grid.names.index(name)]


def named(raw: Raw, candidates: Candidates, asked: Asked) -> Named:
    """A table whose columns are called after the facts that they hold.

    Args:
        raw: The table.
        candidates: The editions that it may be of.
        asked: What the caller says: what columns mean, and which facts are said elsewhere.
    """
    said = {bare(written): meant for written, meant in asked.renames.items()}
    taken: dict[str, str] = {}
    ids = {item.id for each in candidates.all for item in each.definition.checklist.items}
    names, facts = list[str](), set[str]()
    others = _synonyms(raw.grid.names, said, candidates)
    for name in raw.grid.names:
        meant = said.get(bare(name), "") or ("" if name in ids else fact_of(name)) or others.get(name, "")
        if meant in KNOWN and meant not in ids:
            facts.add(meant)
        if meant and name not in others:
            taken[name] = meant
        names.append(meant or name)
    grid = attrs.evolve(raw.grid, names=tuple(names))
    here = Place(raw.source)
    like_items = frozenset(name for name in names if name not in facts and candidates.fits(name))
    unknown = [name for name in names if name not in facts | like_items]
    problems = [*_twice(raw, names), *_near_facts(unknown, facts)]
    notes = [
        *_taken(taken),
        *_granted(others),
        *_unread(names),
        *_kept(unknown, {*facts, *asked.facts, asked.from_file, asked.from_folder, asked.from_sheet}),
    ]
    return Named(
        raw,
        grid,
        frozenset(facts),
        like_items,
        tuple(problem.at(here) for problem in problems),
        tuple(note.at(here) for note in notes),
    )


def items_of(table: Named, candidate: Candidate) -> tuple[dict[str, str], list[Problem]]:
    """The columns that are items, each with the item, and what there is to tell about it.

    Args:
        table: A table with a row for each visit.
        candidate: What it is of.
    """
    found = candidate.items(table.others)
    return found, [note.at(Place(table.raw.source)) for note in _taken(found)]


def item_problems(table: Named, candidate: Candidate, found: Mapping[str, str], absent: Absent) -> Iterator[Problem]:
    """Items of which no column is known, or two are.

    Args:
        table: A table with a row for each visit.
        candidate: What it is of.
        found: The columns that are items.
        absent: What an item without a column is.
    """
    items = list(found.values())
    unknown = [name for name in table.others if name not in table.like_items]
    if not items and table.others:
        hints = [(near(item, unknown), item) for item in sorted(candidate.needed)]
        help_ = next((f"is it {quoted(name)}? {rename_option(name, item)}" for name, item in hints if name), "")
        message = f"no column is an item of {candidate.name}"
        known = in_words(sorted(candidate.needed), _SHOWN)
        yield Problem("no-item-column", message, help_ or f'its items are {known}; `--rename "WRITTEN=ITEM"`')
        return
    for item in sorted({item for item in items if items.count(item) > 1}):
        names = in_words([quoted(name) for name, meant in found.items() if meant == item])
        yield Problem("column-twice", f"the columns {names} both mean item `{item}`", "rename or delete one", (item,))
    left = [item for item in candidate.definition.checklist.item if item in candidate.needed and item not in items]
    hinted = {item: name for item in left if (name := near(item, unknown))}
    for item, name in hinted.items():
        message = f"item `{item}` of {candidate.name} has no column"
        yield Problem("item-without-column", message, f"is it {quoted(name)}? `{rename_option(name, item)}`", (item,))
    bare_ = [item for item in left if item not in hinted]
    if bare_:
        many = f"items {in_words(bare_, _SHOWN)} have" if len(bare_) > 1 else f"item `{bare_[0]}` has"
        message = f"{many} no column, and {candidate.name} has {'them' if len(bare_) > 1 else 'it'}"
        if absent == "missing":
            yield remark("item-without-column", f"{message}: taken as not rated")
        else:
            yield Problem(
                "item-without-column", message, _help(bare_, [name for name in unknown if name not in hinted.values()])
            )


def _help(items: Sequence[str], unknown: Sequence[str]) -> str:
    """What to do about items without a column: which columns nobody knows, and how to say what one is."""
    absent = "add the columns, blank where nothing was rated; or take absent items as not rated (`--absent`)"
    if not unknown:
        return absent
    if len(items) == len(unknown) == 1:
        return f"is it {quoted(unknown[0])}? `{rename_option(unknown[0], items[0])}`; else {absent}"
    named = in_words([quoted(name) for name in unknown], _SHOWN)
    return f"is one of them {named}? `{rename_option(unknown[0], items[0])}`; else {absent}"


def _taken(meant: Mapping[str, str]) -> Iterator[Problem]:
    """Columns that were taken for something that they are not called to the letter."""
    told = [f"{quoted(name)} as {word}" for name, word in meant.items() if bare(name) != word]
    n_alike = sum(bare(name) == word != name for name, word in meant.items())
    if n_alike:
        told.append(
            f"{many(n_alike, 'name')} that {'differs' if n_alike == 1 else 'differ'} in capitals or spaces only"
        )
    if told:
        yield remark("column-taken", f"columns were taken: {in_words(told, _TOLD)}")


def _synonyms(names: Sequence[str], said: Mapping[str, str], candidates: Candidates) -> dict[str, str]:
    """The columns that are called as others call a fact, with the fact: one alone, of a fact that nothing says."""
    told = {said.get(bare(name), "") or fact_of(name) for name in names}
    found: dict[str, list[str]] = {}
    for name in names:
        fact = "" if bare(name) in said or fact_of(name) or candidates.fits(name) else synonym_of(name)
        if fact and fact not in told:
            found.setdefault(fact, []).append(name)
    return {alone[0]: fact for fact, alone in found.items() if len(alone) == 1}


def _granted(others: Mapping[str, str]) -> Iterator[Problem]:
    """Columns that were taken for a fact because that is what others call it."""
    if others:
        told = in_words([f"{quoted(name)} is taken to be the {fact}" for name, fact in others.items()], _TOLD)
        name = next(iter(others))
        yield remark("column-taken", told, f"if not: `{rename_option(name, f'other_{bare(name)}')}`")


def _unread(names: Sequence[str]) -> Iterator[Problem]:
    """Columns of remarks, in which persons may be named: they are left where they are."""
    remarks = [name for name in names if name in _REMARKS or name.startswith("note.")]
    if remarks:
        yield remark("column-not-read", f"not read, because they hold remarks: {in_words(remarks, _SHOWN)}")


def _kept(unknown: Sequence[str], facts: set[str]) -> Iterator[Problem]:
    """Columns that nobody knows, all in one remark, with what some of them are likely to be."""
    kept = [name for name in unknown if not name.startswith("note.")]
    if not kept:
        return
    silent = [fact for fact in FACTS if fact not in facts]
    hints = {fact: name for name in reversed(kept) if (fact := likely(name, silent))}
    named = in_words([quoted(name) for name in kept], _SHOWN)
    message = f"kept as {'it is' if len(kept) == 1 else 'they are'}, and used only to group by: {named}"
    asked = [f"`{rename_option(name, fact)}`" for fact, name in hints.items()]
    example = f"if {'it' if len(kept) == 1 else 'one of them'} is something known: `{rename_option(kept[0], '…')}`"
    yield remark(
        "column-kept", message, f"nothing else says the {in_words([*hints])}: {in_words(asked)}?" if hints else example
    )


def _twice(raw: Raw, names: Sequence[str]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for place, name in enumerate(names):
        if name in first:
            where = [
                f"column {letters(raw.places[each])} ({quoted(raw.grid.names[each])})" for each in (first[name], place)
            ]
            message = f"{in_words(where)} both mean `{name}`"
            yield Problem(
                "column-twice", message, f"delete one, or say what it is: `--rename` to another name than {name}"
            )
        first.setdefault(name, place)


def _near_facts(unknown: Sequence[str], facts: set[str]) -> Iterator[Problem]:
    for name, fact in near_facts(unknown, facts):
        help_ = f"if it is: `{rename_option(name, fact)}`; if not: `{rename_option(name, f'other_{bare(name)}')}`"
        yield Problem("unknown-column", f"column {quoted(name)} looks like `{fact}`", help_)
