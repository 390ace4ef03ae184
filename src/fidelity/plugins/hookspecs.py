"""The hooks: what a plugin can be asked for.

A hook takes no arguments and returns frozen records. There are no wrappers, so that no plugin can change a number that
is not its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from fidelity.plugins.markers import hookspec
from fidelity.plugins.offers import DefinitionFile, Intervention, PythonRule


@hookspec
def fidelity_interventions() -> Iterable[DefinitionFile | Intervention]:
    """The interventions that this plugin offers.

    Returns:
        Definition files, mostly by ``return packaged(__name__)``; or interventions that were built in code.
    """
    return ()


@hookspec
def fidelity_rules() -> Iterable[PythonRule]:
    """The scoring rules that this plugin computes in Python.

    Returns:
        Where each rule is to be found. Its module is imported only when a chosen checklist names the rule, so the
        function belongs into a module of its own.
    """
    return ()


OFFERS: dict[str, tuple[type, ...]] = {
    fidelity_interventions.__name__: (DefinitionFile, Intervention),
    fidelity_rules.__name__: (PythonRule,),
}
"""What each hook returns, by its name."""
