"""Filled-in forms taken into a store: each read and checked, and the good ones written in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

import attrs

from fidelity.errors import HandInError
from fidelity.handins.checking import Checked, Checker
from fidelity.handins.files import File, read_file
from fidelity.handins.limits import REFUSED
from fidelity.handins.reading import each_sheet, too_many_refused
from fidelity.handins.shown import results_of, scored_when_collected, shown_differs
from fidelity.handins.standing import Standing, known_as
from fidelity.handins.wide import Of
from fidelity.plan.definition import Definition
from fidelity.problems import Place, Problem, remark
from fidelity.records.entry import Kind
from fidelity.records.observation import Observation, as_content
from fidelity.records.store import Store


class Became(StrEnum):
    """What became of a hand-in."""

    STORED = "stored"
    KNOWN = "already there"
    REFUSED = "refused"
    CLASH = "clash"
    ERASED = "erased"
    PASSED = "passed over"


REFUSALS = (Became.REFUSED, Became.CLASH, Became.ERASED)
"""What somebody has to look at."""


@attrs.frozen(eq=False)
class Taken:
    """One hand-in, and what became of it.

    Attributes:
        source: The file, as the user named it.
        where: Which of several it is in its file; empty where there is one.
        became: What became of it.
        observation: The observation that it is; None where it was refused.
        definition: The definition that it was checked against; None where there is none.
        problems: Why it was refused.
        remarks: What is odd about it.
        shown: What its form showed of its scores.
    """

    source: str
    where: str
    became: Became
    observation: Observation | None = None
    definition: Definition | None = None
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    shown: dict[str, str] = attrs.field(factory=dict)

    def noted(self, *remarks: Problem) -> Taken:
        """The same with more remarks, each with its place."""
        placed = (attrs.evolve(each, message=self._said(each.message)).at(Place(self.source)) for each in remarks)
        return attrs.evolve(self, remarks=(*self.remarks, *placed))

    def instead(self, became: Became, problem: Problem) -> Taken:
        """The same, refused."""
        told = attrs.evolve(problem, message=self._said(problem.message)).at(Place(self.source))
        return attrs.evolve(self, became=became, problems=(*self.problems, told))

    def _said(self, message: str) -> str:
        return f"{self.where}: {message}" if self.where else message


def read_all(files: Iterable[File], checker: Checker, of: Of | None = None) -> Iterator[Taken]:
    """Every hand-in of some files, read and checked; a file that cannot be read costs itself only.

    Args:
        files: The files.
        checker: Checks what they say.
        of: What the rows of tables of visits are ratings of.
    """
    for file in files:
        try:
            for taken in read_one(file.name, read_file(file.path), checker, of):
                is_blank = not file.named and [each.code for each in taken.problems] == ["nothing-filled-in"]
                yield attrs.evolve(taken, became=Became.PASSED) if is_blank else taken
        except HandInError as error:
            problems = tuple(each if each.place else each.at(Place(file.name)) for each in error.problems)
            became = Became.REFUSED if file.claims or not _is_stranger(problems) else Became.PASSED
            yield Taken(file.name, "", became, problems=problems)


def read_one(name: str, data: bytes, checker: Checker, of: Of | None = None) -> Iterator[Taken]:
    """Every hand-in of one file, read and checked.

    Args:
        name: What the file is called.
        data: Its content.
        checker: Checks what it says.
        of: What the rows of a table of visits are ratings of.

    Raises:
        HandInError: It cannot be read.
    """
    n_refused = 0
    for sheet in each_sheet(name, data, of):
        taken = _taken(checker.check(sheet))
        yield taken
        n_refused += taken.became is Became.REFUSED
        if n_refused >= REFUSED:
            raise HandInError(too_many_refused().at(Place(name)))


def compared(taken: Sequence[Taken], checker: Checker) -> list[Taken]:
    """The same hand-ins, with a remark where a form showed other scores than are computed.

    Args:
        taken: Hand-ins that were read.
        checker: What checked them.
    """
    found = [*taken]
    places: dict[int, list[int]] = {}
    for place, each in enumerate(taken):
        if each.shown and each.observation and each.definition:
            places.setdefault(id(each.definition), []).append(place)
    for group in places.values():
        definition = taken[group[0]].definition
        if definition is None:
            continue
        plan, reader = definition.plan, checker.reader(definition)
        unseen = scored_when_collected(plan)
        ratings = [each.observation.ratings for place in group if (each := taken[place]).observation]
        for place, results in zip(group, results_of(plan, definition.rules, reader, ratings), strict=True):
            differs = shown_differs(taken[place].shown, results, unseen)
            if differs:
                found[place] = taken[place].noted(differs)
    return found


def standing_for(taken: Sequence[Taken], store: Store) -> Standing:
    """What stands in a store, as far as these hand-ins can meet it.

    Args:
        taken: Hand-ins that were read.
        store: The store.
    """
    return Standing.of(store, {each.observation.id for each in taken if each.observation})


def settled(taken: Sequence[Taken], standing: Standing) -> list[Taken]:
    """What would become of hand-ins in a store.

    Args:
        taken: Hand-ins that were read.
        standing: What stands there; what would be stored is added to it.
    """
    ids = Counter(each.observation.id for each in taken if each.observation)
    said: dict[str, dict[str, str]] = {}
    for each in taken:
        if each.observation and ids[each.observation.id] > 1:
            said.setdefault(each.observation.id, {}).setdefault(known_as(each.observation), each.source)
    seen: set[str] = set()
    return [_settled(each, standing, said, seen) for each in taken]


def store_all(taken: Sequence[Taken], store: Store, *, by: str) -> list[Taken]:
    """Write what is new into a store, all of it or nothing.

    Args:
        taken: What `settled` gave.
        store: The store.
        by: The code of who takes them in.
    """
    new = {each.observation.id: each.observation for each in taken if each.observation and each.became is Became.STORED}
    added = store.add(((Kind.OBSERVATION, as_content(each)) for each in new.values()), by=by)
    late = {str((conflict.mine.content or {}).get("id")) for conflict in added.clashes} | {*added.erased}
    if not late:
        return [*taken]
    # Somebody else wrote at the same moment: what stands now says why these cannot be taken.
    standing = Standing.of(store, late)
    return [_settled(each, standing, {}, set()) if _id(each) in late else each for each in taken]


def _taken(checked: Checked) -> Taken:
    sheet = checked.sheet
    return Taken(
        sheet.source,
        sheet.where,
        Became.STORED if checked.observation else Became.REFUSED,
        checked.observation,
        checked.definition,
        checked.problems,
        checked.remarks,
        dict(sheet.shown),
    )


def _id(each: Taken) -> str:
    return each.observation.id if each.observation else ""


def _settled(each: Taken, standing: Standing, said: Mapping[str, Mapping[str, str]], seen: set[str]) -> Taken:
    """What becomes of one hand-in, by what is in the store and in the other hand-ins.

    Args:
        each: The hand-in.
        standing: What is in the store.
        said: For each id that several hand-ins have, what they say, and in which file.
        seen: The ids that were taken.
    """
    observation = each.observation
    if observation is None:
        return each
    problem = standing.refusal(observation)
    if problem:
        return each.instead(Became.ERASED if problem.code == "record-erased" else Became.CLASH, problem)
    if standing.holds(observation) or observation.id in seen:
        return attrs.evolve(each, became=Became.KNOWN)
    if len(said.get(observation.id, ())) > 1:
        files = " and ".join(dict.fromkeys(said[observation.id].values()))
        message = f"visit {observation.visit} by {observation.rater} is said differently by {files}; none was taken"
        help_ = "hand in the one that is true; or, if they are two visits, give each a name of its own"
        return each.instead(Became.CLASH, Problem("hand-ins-clash", message, help_))
    seen.add(observation.id)
    others = standing.others(observation)
    standing.take(observation)
    if not others:
        return each
    there = f"visit {observation.visit} by {observation.rater} is there already, as record {', '.join(others)}"
    return each.noted(remark("possible-duplicate", there, "if it is the same visit, erase one of the two"))


def _is_stranger(problems: Sequence[Problem]) -> bool:
    """Whether a file is no hand-in at all, rather than one that is broken."""
    return all(
        each.code in ("not-a-hand-in", "not-utf8", "empty-file", "unreadable-file", "too-large") for each in problems
    )
