"""What the checks trust, in one place: so that a wrong engine can be put in its stead and must be found out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs

from fidelity.conformance.late import score_table, tallied
from fidelity.conformance.scored import ScoredRows, Tallied
from fidelity.definition.reading import check_definition
from fidelity.definition.writing import written
from fidelity.intervention import Intervention
from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import Truth
from fidelity.model.item import Item
from fidelity.model.score import Score
from fidelity.plan.exact import PythonRule, score_one
from fidelity.plan.judgement import judge_one
from fidelity.plan.lowering import lower
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result
from fidelity.plan.words import missing_words
from fidelity.plugins.catalogue import Catalogue
from fidelity.plugins.loader import Loadable, gathered
from fidelity.plugins.plugin import LoadedPlugin
from fidelity.problems import Problem
from fidelity.ratings.cells import answer_of

Row = Mapping[str, Answer]
"""One observation: an answer for every item."""
Results = Mapping[str, Result]
"""What became of it, by score."""


@attrs.frozen
class Engine:
    """The functions that the checks try.

    Attributes:
        read: A definition file's content and name to the intervention, with its problems.
        write: An intervention to the text of a definition file.
        lower: A checklist to its plan.
        score_one: One observation, exactly.
        score_table: Many observations at once.
        judge_one: What the criteria say of one observation.
        cell: A text in a table to an answer, or to the problem.
        missing_words: What may be missing from a score, as a sentence.
        tally: How many observations had each result.
        gather: Plugins, each with what loads it, to the list of what became of them.
    """

    read: Callable[[bytes, str], tuple[Intervention | None, tuple[Problem, ...]]] = check_definition
    write: Callable[[Intervention], str] = written
    lower: Callable[[Checklist], Plan] = lower
    score_one: Callable[[Plan, Row, Mapping[str, PythonRule]], Results] = score_one
    score_table: Callable[[Plan, Sequence[Row], Mapping[str, PythonRule]], ScoredRows] = score_table
    judge_one: Callable[[Plan, Row, Results], tuple[Truth, ...]] = judge_one
    cell: Callable[[str, Item, Checklist], Answer | Problem] = answer_of
    missing_words: Callable[[Score], str] = missing_words
    tally: Callable[[ScoredRows, str], Tallied] = tallied
    gather: Callable[[Iterable[tuple[LoadedPlugin, Loadable | None]]], Catalogue] = gathered


ENGINE = Engine()
"""The engine as it is installed."""
