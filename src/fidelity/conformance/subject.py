"""What is checked: a definition with its golden cases, and its checklists as published and as each profile has them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from fractions import Fraction
from functools import cached_property

import attrs

from fidelity.conformance.climb import climbed, items_read, turned_starts
from fidelity.conformance.engine import ENGINE, Engine, Results, Row
from fidelity.conformance.golden.case import CaseFile, read_cases
from fidelity.conformance.sample import rated, rows, whole
from fidelity.definition.document import Document
from fidelity.definition.tree import Value
from fidelity.errors import FidelityError, PluginError
from fidelity.intervention import Intervention
from fidelity.model.checklist import Checklist
from fidelity.model.rule import Python
from fidelity.model.score import Score
from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from fidelity.plugins.catalogue import Catalogue
from fidelity.problems import Path, Problem, under

_FEW = 12
"""How many random observations are few."""


@attrs.frozen(eq=False)
class Variant:
    """One checklist that can be scored: as published, or as a profile has it.

    Attributes:
        checklist: The checklist.
        plan: Its plan.
        path: The way to it, or to the profile, from the root of the definition.
        rules: The rules in Python that it calls, by name.
        engine: What scores it.
        told: Scores that are no others than in the checklist as published, where they are tried.
    """

    checklist: Checklist
    plan: Plan
    path: Path
    rules: Mapping[str, PythonRule]
    engine: Engine
    told: frozenset[str] = frozenset()

    @property
    def scores(self) -> tuple[Score, ...]:
        """The scores that are to be tried here."""
        return tuple(score for score in self.checklist.scores if score.id not in self.told)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Made-up observations: the edges, and a random set that is always the same."""
        return tuple(rows(self.checklist))

    @property
    def few_rows(self) -> tuple[Row, ...]:
        """Some of them, for what is asked again and again: the best, the worst, and a few random ones."""
        return (*self.rows[:2], *self.rows[-_FEW:])

    @cached_property
    def results(self) -> tuple[Results, ...]:
        """The scores of these observations, one at a time."""
        return tuple(self.score(row) for row in self.rows)

    @cached_property
    def failure(self) -> Problem | None:
        """What a rule in Python did instead of scoring one of these observations; None where all were scored."""
        if not any(isinstance(score.rule, Python) for score in self.checklist.scores):
            return None
        try:
            tuple(self.results)
        except PluginError as error:
            return error.problems[0]
        return None

    def score(self, row: Row) -> Results:
        """Every score of one observation."""
        return self.engine.score_one(self.plan, row, self.rules)

    def with_checklist(self, checklist: Checklist) -> Variant | None:
        """The same with another checklist; None where that one cannot be scored."""
        try:
            return Variant(checklist, self.engine.lower(checklist), self.path, self.rules, self.engine)
        except FidelityError:
            return None

    def only(self, score: Score) -> Variant:
        """The same with one score, and those that it is made of."""
        wanted, waiting = {score.id}, [score.id]
        while waiting:
            for member in self.plan.scores[waiting.pop()].members:
                if member.is_score and member.id not in wanted:
                    wanted.add(member.id)
                    waiting.append(member.id)
        scores = {name: each for name, each in self.plan.scores.items() if name in wanted}
        return attrs.evolve(self, plan=attrs.evolve(self.plan, scores=scores))

    def extreme(self, score: Score, highest: bool) -> Fraction | None:
        """The highest, or lowest, value of a score that complete ratings give; None where none gives a value."""
        found = self._extremes.get((score.id, highest))
        if found is None:
            alone, checklist = self.only(score), self.checklist
            live = (name for name in items_read(checklist, score) if name not in checklist.off)
            levels = {name: rated(checklist.item[name]) for name in live}
            best, worst = whole(checklist), whole(checklist, worst=True)
            starts = (best, worst, *turned_starts(checklist, score, best, worst))
            end = self.plan.scores[score.id].range[highest]
            found = climbed(lambda row: alone.score(row)[score.id].value, levels, starts, highest, end)
            self._extremes[score.id, highest] = found
        return found

    @cached_property
    def _extremes(self) -> dict[tuple[str, bool], Fraction | None]:
        return {}

    def at(self, score: Score) -> Path:
        """The way to a score of it; for a profile, to the profile."""
        if self.checklist.profile:
            return self.path
        return (*self.path, "scores", [each.id for each in self.checklist.scores].index(score.id))


@attrs.frozen(eq=False)
class Subject:
    """What is checked.

    Attributes:
        intervention: The intervention, valid in itself.
        document: The document that it was read from.
        source: Its name for messages.
        data: The definition file's content.
        cases: The files of golden cases: name and content of each.
        rules: The plugins' own rules by name; None where a file is checked without running a plugin's code.
        siblings: The other definitions that share these golden cases, as id and version: ``miti@3.1``.
        engine: What is trusted, and tried.
        plugins: All installed plugins; None where a file is checked by itself.
    """

    intervention: Intervention
    document: Document
    source: str
    data: bytes
    cases: tuple[tuple[str, bytes], ...] = ()
    rules: Mapping[str, PythonRule] | None = None
    siblings: Collection[str] = ()
    engine: Engine = ENGINE
    plugins: Catalogue | None = None

    def written(self, path: Path) -> Value:
        """What stands at a place of the document; None where nothing does."""
        value = self.document.value
        for step in path:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def holds(self, path: Path) -> bool:
        """Whether anything stands at a place of the document."""
        return self.written(path) is not None

    @cached_property
    def checklists(self) -> tuple[tuple[Path, Checklist], ...]:
        """Every checklist as published and as each profile has it, with the way to it."""
        assessed = self.intervention.assessable
        published = [(("assessable", "checklists", place), each) for place, each in enumerate(assessed.checklists)]
        changed = [
            (("profiles", place), self.intervention.checklist(profile.checklist, profile.id))
            for place, profile in enumerate(assessed.profiles)
        ]
        return (*published, *changed)

    @cached_property
    def lowered(self) -> tuple[tuple[Path, Checklist, Plan | tuple[Problem, ...]], ...]:
        """The plan of each, or the problems for which it has none."""
        return tuple((path, checklist, self._plan(checklist)) for path, checklist in self.checklists)

    def _plan(self, checklist: Checklist) -> Plan | tuple[Problem, ...]:
        try:
            return self.engine.lower(checklist)
        except FidelityError as error:
            return error.problems

    @cached_property
    def case_files(self) -> tuple[CaseFile, ...]:
        """The files of golden cases of this definition; those that cannot be read are told by a check."""
        files = []
        for name, data in self.cases:
            with suppress(FidelityError):
                files.append(read_cases(data, name))
        named = (self.intervention.id, self.intervention.version)
        return tuple(file for file in files if (file.intervention, file.version) == named)

    @property
    def variants(self) -> tuple[Variant, ...]:
        """Those that can be scored here and now."""
        return tuple(variant for variant in self._called if variant.failure is None)

    @property
    def failures(self) -> Iterator[tuple[Path, Problem]]:
        """Those that a rule in Python cannot score, each with what it did."""
        yield from ((each.path, each.failure) for each in self._called if each.failure is not None)

    @cached_property
    def _called(self) -> tuple[Variant, ...]:
        """Those of which all rules are at hand."""
        rules, published = self.rules or {}, dict[str, Plan]()
        found = []
        for path, checklist, plan in self.lowered:
            if isinstance(plan, Plan) and checklist.scores and not self.untried(checklist):
                told = _alike(plan, published[checklist.id]) if checklist.id in published else frozenset[str]()
                published.setdefault(checklist.id, plan)
                found.append(Variant(checklist, plan, path, rules, self.engine, told))
        return tuple(found)

    def untried(self, checklist: Checklist) -> set[str]:
        """The rules in Python that a checklist calls and that are not at hand."""
        called = {score.rule.name for score in checklist.scores if isinstance(score.rule, Python)}
        return called - {*(self.rules or {})}

    def unsound(self) -> Iterator[Problem]:
        """Why checklists cannot be scored; what a profile takes over from its checklist is told there only."""
        told: dict[str, set[str]] = {}
        for path, checklist, plan in self.lowered:
            found = () if isinstance(plan, Plan) else plan
            if not checklist.profile:
                told[checklist.id] = {problem.message for problem in found}
                yield from under(found, *path)
                continue
            for problem in found:
                if problem.message not in told[checklist.id]:
                    yield attrs.evolve(problem, path=path)


def _alike(plan: Plan, published: Plan) -> frozenset[str]:
    """The scores of a profile that are those of the checklist as published, members and their members included."""
    alike: set[str] = set()
    for name, score in plan.scores.items():
        inner = all(not member.is_score or member.id in alike for member in score.members)
        if (
            inner
            and published.scores.get(name) == score
            and plan.checklist.score[name] == published.checklist.score[name]
        ):
            alike.add(name)
    return frozenset(alike)
