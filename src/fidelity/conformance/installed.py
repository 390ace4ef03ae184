"""Checking what a plugin offers: its definition, its golden cases, its rules, and the companions that it names."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from fidelity.conformance.check import Layer
from fidelity.conformance.engine import ENGINE, Engine
from fidelity.conformance.report import LAYERS, Report, check_data
from fidelity.errors import DefinitionError, UsageError
from fidelity.intervention import Intervention
from fidelity.model.rule import Python
from fidelity.plan.exact import PythonRule
from fidelity.plugins.catalogue import Catalogue
from fidelity.plugins.entry import Entry
from fidelity.plugins.offers import DefinitionFile
from fidelity.plugins.reading import intervention_of
from fidelity.problems import Problem


def check_entry(
    entry: Entry, plugins: Catalogue, layers: Collection[Layer] = LAYERS, engine: Engine = ENGINE
) -> Report:
    """All checks of one intervention that a plugin offers.

    Args:
        entry: The intervention.
        plugins: All installed plugins.
        layers: The layers that are to be run.
        engine: What is trusted, and tried.

    Raises:
        UsageError: It is built in code, and of parts of its own, which cannot be written as a definition.
    """
    siblings = [each.name for each in plugins.entries() if each.distribution == entry.distribution]
    intervention = _read(entry)
    rules = _rules(intervention, plugins) if intervention else {}
    if isinstance(entry.offer, DefinitionFile):
        cases = [(str(case), case.read_bytes()) for case in entry.offer.cases()]
        data, source = entry.offer.read(), entry.offer.source
    elif isinstance(intervention, Intervention):
        cases, data, source = [], engine.write(intervention).encode(), entry.name
    else:
        message = f"{entry.name} is built of parts of its own: there is nothing that could be checked"
        raise UsageError(Problem("built-in-code", message, "build it of the records of `fidelity.intervention`"))
    return check_data(data, source, cases, rules, siblings, layers, engine, plugins)


def _read(entry: Entry) -> Intervention | None:
    """The intervention; None where the file is wrong, which is for the checks to say."""
    try:
        return intervention_of(entry)
    except DefinitionError:
        return None


def _rules(intervention: Intervention, plugins: Catalogue) -> dict[str, PythonRule]:
    """The rules in Python that the intervention calls, imported now."""
    checklists = intervention.assessable.checklists
    names = {score.rule.name for each in checklists for score in each.scores if isinstance(score.rule, Python)}
    return {name: cast(PythonRule, plugins.rule(name)) for name in sorted(names)}
