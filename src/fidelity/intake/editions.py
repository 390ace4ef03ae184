"""Which edition the rows of a table are of: what they say themselves, what the caller says, or what alone fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import attrs

from fidelity.handins.checking import Definitions
from fidelity.handins.layout import edition_text
from fidelity.intake.notes import in_words
from fidelity.intake.wording import ItemWords
from fidelity.plan.definition import Definition
from fidelity.plugins.entry import VersionOrder, version_order
from fidelity.problems import Problem
from fidelity.records.observation import Edition

_SAID = ("intervention", "version", "checklist", "profile")
_SHOWN = 6


class Offered(Definitions, Protocol):
    """Finds the definition of an edition, and knows which editions are asked for."""

    def candidates(self) -> Sequence[Edition]:
        """Every edition that is asked for and there: each version, checklist and profile."""

    def asks_for(self, edition: Edition) -> bool:
        """Whether records of an edition are asked for, whether it is there or not."""


@attrs.frozen(eq=False)
class Candidate:
    """An edition that a table may be of.

    Attributes:
        edition: The edition.
        definition: Its definition.
        words: What its items may be called.
    """

    edition: Edition
    definition: Definition
    words: ItemWords

    @property
    def name(self) -> str:
        """The edition as an option takes it: ``imr@1.0``, ``imr/fidelity/study@1.0``."""
        edition = self.edition
        return edition_text(edition.intervention, edition.version, edition.checklist, edition.profile)

    @property
    def needed(self) -> frozenset[str]:
        """The items that a table must have columns for."""
        checklist = self.definition.checklist
        return frozenset(item.id for item in checklist.items if item.id not in checklist.off)

    def items(self, names: Iterable[str]) -> dict[str, str]:
        """The columns that are items, each with the item."""
        return {name: item for name in names if (item := self.words.meant(name))}


class Candidates:
    """The editions that are asked for.

    Args:
        definitions: Finds definitions.
        asked: What the caller says that tables are of; what is empty in it is open.
    """

    def __init__(self, definitions: Offered, asked: Edition | None) -> None:
        self._definitions = definitions
        said = {name: getattr(asked, name) for name in _SAID} if asked else {}
        self._asked = {name: text for name, text in said.items() if text}
        words: dict[int, ItemWords] = {}
        self.all: list[Candidate] = []
        self.problems: list[Problem] = []
        for edition in sorted(definitions.candidates(), key=_rank):
            found = definitions.get(edition)
            if isinstance(found, Problem):
                self.problems.append(found)
                continue
            known = words.setdefault(id(found.checklist.items), ItemWords(found.checklist))
            self.all.append(Candidate(edition, found, known))
        self._of = {_order(each.edition): each for each in self.all}

    def of(self, edition: Edition) -> Candidate | None:
        """The candidate that an edition is, whatever its hashes; None where it was not asked for."""
        return self._of.get(_order(edition))

    def place(self, edition: Edition) -> int:
        """Which of the candidates an edition is, counted from 0."""
        return list(self._of).index(_order(edition))

    def asks_for(self, edition: Edition) -> bool:
        """Whether records of an edition are asked for, whether it is there or not.

        Args:
            edition: What a record says that it is of.
        """
        return _order(edition) in self._of or self._definitions.asks_for(edition)

    def sought(self, edition: Edition) -> Definition | Problem:
        """The definition of an edition, asked for or not, or why there is none."""
        return self._definitions.get(attrs.evolve(edition, plan_hash="", text_hash=""))

    def fits(self, name: str) -> bool:
        """Whether any of them has an item that may be called so."""
        return any(each.words.meant(name) for each in self.all)

    def narrowed(self, said: Mapping[str, str]) -> list[Candidate] | Problem | None:
        """Those of which rows can be that say something about their edition.

        Args:
            said: What they say, by column; blank where they say nothing.

        Returns:
            The candidates; None where the rows are of an edition that was not asked for; or why they cannot be used.
        """
        plan_hash = said.get("plan_hash", "")
        rest = {name: said[name] for name in _SAID if said.get(name)}
        wanted = {**self._asked, **rest}
        found = [each for each in self.all if _holds(each.edition, wanted)]
        if not found and (whole := wanted.get("version", "")).isdigit():
            # A spreadsheet makes the number 1 of a version 1.0.
            found = [each for each in self.all if _holds(each.edition, {**wanted, "version": f"{whole}.0"})]
        if plan_hash and found:
            same = [each for each in found if each.definition.plan.hash == plan_hash]
            return same[:1] if same else differs(found, plan_hash)
        if found:
            return found if "profile" in wanted else [each for each in found if not each.edition.profile]
        return self._other(rest) if rest else _unknown(self.all)

    def _other(self, said: Mapping[str, str]) -> Problem | None:
        """What becomes of rows that are of none of them: they are passed over if their edition is installed."""
        first = self.all[0].edition if self.all else Edition("", "", "")
        sought = attrs.evolve(first, **{"profile": "", **said}, plan_hash="", text_hash="")
        found = self.sought(sought) if self.asks_for(sought) else None
        return found if isinstance(found, Problem) else None


def chosen(candidates: Sequence[Candidate], names: Sequence[str], *, long: bool) -> list[Candidate] | Problem:
    """The candidates that a table is of: one, or several checklists of one version that stand side by side.

    Of several, a table of a row for each visit is of the one of whose items each has a column, while no column is an
    item that only others have; or of all checklists of one version that together have these
    items, none of them twice. A table of a row for each answer is of the one that has all items which it names, and
    among several of the one that has no others.

    Args:
        candidates: The candidates, at least one.
        names: The names of the columns, or the items that a long table names.
        long: Whether the table has a row for each answer.

    Returns:
        The candidates, or why nobody can say which they are.
    """
    if len(candidates) == 1:
        return [candidates[0]]
    meant = {each.name: each.items(names) for each in candidates}
    known = {name for items in meant.values() for name in items}
    fitting = [each for each in candidates if known <= meant[each.name].keys()]
    if long:
        exact = [each for each in fitting if each.needed <= set(meant[each.name].values())]
        fitting = exact if len(fitting) > 1 and exact else fitting
    else:
        fitting = [each for each in fitting if each.needed <= set(meant[each.name].values())]
    if len(fitting) == 1:
        return fitting
    if fitting:
        named = in_words([f"`{each.name}`" for each in fitting], _SHOWN)
        message = f"it has the items of {named}, and does not say which of them it is"
        return Problem("which-edition", message, f"say it: `--as {fitting[0].name}`; or add a column `version`")
    return _beside(candidates, meant, known) or _none_fits(candidates, meant)


def _beside(
    candidates: Sequence[Candidate], meant: Mapping[str, Mapping[str, str]], known: set[str]
) -> list[Candidate] | Problem | None:
    """The checklists of one version that stand side by side in a table; None where they do not."""
    sets = []
    for version in dict.fromkeys(each.edition.version for each in candidates):
        whole = [
            each
            for each in candidates
            if each.edition.version == version and each.needed and each.needed <= set(meant[each.name].values())
        ]
        names = [name for each in whole for name in meant[each.name]]
        if len(whole) > 1 and len(set(names)) == len(names) and set(names) == known:
            sets.append(whole)
    if len(sets) > 1:
        named = in_words([f"`{each[0].edition.version}`" for each in sets], _SHOWN)
        message = f"it has the items of the versions {named}, and does not say which of them it is"
        return Problem("which-edition", message, "add a column `version`, or name the version: `imr@1.0`")
    return sets[0] if sets else None


def _none_fits(candidates: Sequence[Candidate], meant: Mapping[str, Mapping[str, str]]) -> list[Candidate] | Problem:
    """What becomes of a table that fits no candidate: the nearest one, if one alone is nearest, says what it lacks."""
    shares = {each.name: len(set(meant[each.name].values()) & each.needed) for each in candidates}
    best = max(shares.values())
    nearest_ = [each for each in candidates if shares[each.name] == best]
    if best and len(nearest_) == 1:
        return nearest_
    lacks = [
        f"`{each.name}` ({', '.join(sorted(each.needed - set(meant[each.name].values()))[:_SHOWN]) or 'nothing'})"
        for each in nearest_
    ]
    message = f"it has the items of no edition; what each lacks: {in_words(lacks, _SHOWN)}"
    return Problem("which-edition", message, f"say which it is: `--as {nearest_[0].name}`")


def _holds(edition: Edition, said: Mapping[str, str]) -> bool:
    return all(getattr(edition, name) == text for name, text in said.items())


def _unknown(candidates: Sequence[Candidate]) -> Problem:
    known = in_words([f"`{each.name}`" for each in candidates], _SHOWN)
    return Problem("which-edition", "what tables are said to be of is not asked for", f"there are {known}")


def differs(found: Sequence[Candidate], plan_hash: str) -> Problem:
    """Why records cannot be of any of some candidates: they were rated with another plan.

    Args:
        found: The candidates.
        plan_hash: The hash of the plan.
    """
    message = (
        f"it was rated with a plan that begins with {plan_hash.removeprefix('sha256:')[:12]}, and none of "
        f"{in_words([f'`{each.name}`' for each in found], _SHOWN)} computes so"
    )
    return Problem("edition-differs", message, "name the definition that was used, with `--definition`")


def _rank(edition: Edition) -> tuple[str, VersionOrder, str, str]:
    return edition.intervention, version_order(edition.version), edition.checklist, edition.profile


def _order(edition: Edition) -> tuple[str, str, str, str]:
    return edition.intervention, edition.version, edition.checklist, edition.profile
