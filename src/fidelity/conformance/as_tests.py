"""The checks of a distribution by name, for the pytest plugin."""

from __future__ import annotations

from functools import cache

from fidelity.conformance.check import Checked
from fidelity.conformance.installed import check_entry
from fidelity.conformance.kit import NAMES
from fidelity.conformance.report import EXEMPTIONS, Report
from fidelity.errors import UsageError
from fidelity.plugins.catalogue import Catalogue, canonical
from fidelity.plugins.loader import catalogue
from fidelity.problems import Problem, nearest


def named_checks(distribution: str) -> list[tuple[str, str]]:
    """Every check of every definition that an installed distribution offers: id and version, and the check's name.

    Args:
        distribution: The distribution's name, such as ``fidelity-imr``.

    Raises:
        UsageError: No installed distribution of that name offers a definition.
    """
    offered = [each.name for each in _installed().entries() if canonical(each.distribution) == canonical(distribution)]
    if not offered:
        known = {each.distribution for each in _installed().entries()}
        message = f"no installed distribution `{distribution}` offers a definition"
        help_ = nearest(distribution, known) or "is it installed? `fidelity plugins` shows what is"
        raise UsageError(Problem("offers-nothing", message, help_))
    return [(name, check) for name in offered for check in (*NAMES, EXEMPTIONS)]


def result(intervention: str, check: str) -> Checked | None:
    """How one check ended; None where the definition could not be read, so that it was not run.

    Args:
        intervention: Id and version, as ``imr@1.0``.
        check: The check's name.
    """
    return next((each for each in _report(intervention).checks if each.name == check), None)


@cache
def _report(intervention: str) -> Report:
    plugins = _installed()
    return check_entry(plugins.find(intervention), plugins)


@cache
def _installed() -> Catalogue:
    return catalogue()
