"""An entry of the catalogue, read whole."""

from __future__ import annotations

from typing import cast

from fidelity.definition.reading import read_definition
from fidelity.errors import PluginError
from fidelity.intervention import Intervention
from fidelity.plugins.entry import Entry
from fidelity.plugins.failure import said
from fidelity.plugins.offers import DefinitionFile
from fidelity.problems import Problem


def intervention_of(entry: Entry) -> Intervention:
    """The whole intervention of an entry, read now.

    Raises:
        DefinitionError: Its definition file cannot be used.
        PluginError: Its definition file is no longer there.
    """
    offer = entry.offer
    if not isinstance(offer, DefinitionFile):
        return cast(Intervention, offer)
    try:
        data = offer.read()
    except OSError as error:
        message = f"`{entry.qualified_name}` cannot be read: {said(error)}"
        raise PluginError(Problem("unreadable-definition", message, f"is {offer.source} still there?")) from error
    return read_definition(data, offer.source)
