"""Plugins: what a distribution can offer, how it is found, and what became of it.

A plugin author needs two names from here::

    from fidelity.plugins import hookimpl, packaged

    @hookimpl
    def fidelity_interventions():
        return packaged(__name__)
"""

from fidelity.plugins.markers import hookimpl
from fidelity.plugins.offers import DefinitionFile, PythonRule, packaged

__all__ = ["DefinitionFile", "PythonRule", "hookimpl", "packaged"]
