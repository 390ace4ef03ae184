"""For the tests of a plugin: every check of `fidelity check`, as a test of its own.

A plugin's test file needs two lines::

    from fidelity.testing import conformance

    test_conformance = conformance("fidelity-imr")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

import pytest

from fidelity.conformance.checks import Check, Outcome
from fidelity.conformance.report import check_data
from fidelity.errors import DefinitionError
from fidelity.model.rule import Python
from fidelity.plan.exact import PythonRule
from fidelity.plugins.catalogue import Catalogue, canonical
from fidelity.plugins.entry import Entry
from fidelity.plugins.loader import catalogue
from fidelity.plugins.offers import DefinitionFile
from fidelity.plugins.reading import intervention_of
from fidelity.report.problems import as_text


def conformance(distribution: str) -> Callable[[Check], None]:
    """A test with a case for every check of every definition that an installed distribution offers.

    Args:
        distribution: The distribution's name, such as ``fidelity-imr``.
    """
    checks = list(_checks(distribution))

    @pytest.mark.parametrize("check", [pytest.param(check, id=name) for name, check in checks])
    def test_conformance(check: Check) -> None:
        """The check is done: nothing is wrong, and nothing is owed."""
        assert check.outcome is Outcome.DONE, as_text(check.problems)

    if not checks:
        raise LookupError(f"no installed distribution `{distribution}` offers a definition; is it installed?")
    return cast("Callable[[Check], None]", test_conformance)


def _checks(distribution: str) -> Iterator[tuple[str, Check]]:
    plugins = catalogue()
    for entry in plugins.entries():
        if canonical(entry.distribution) == canonical(distribution) and isinstance(entry.offer, DefinitionFile):
            cases = [(str(case), case.read_bytes()) for case in entry.offer.cases()]
            siblings = [each.name for each in plugins.entries() if each.distribution == entry.distribution]
            report = check_data(entry.offer.read(), entry.offer.source, cases, _rules(entry, plugins), siblings)
            yield from ((f"{entry.name}-{check.name}", check) for check in report.checks)


def _rules(entry: Entry, plugins: Catalogue) -> dict[str, PythonRule]:
    try:
        checklists = intervention_of(entry).assessable.checklists
    except DefinitionError:
        # What is wrong with the file is for the checks to say.
        return {}
    names = {score.rule.name for each in checklists for score in each.scores if isinstance(score.rule, Python)}
    return {name: cast(PythonRule, plugins.rule(name)) for name in sorted(names)}
