"""An intervention as the text of a definition file."""

from __future__ import annotations

from fidelity.definition.emission import emitted
from fidelity.definition.outline import outline
from fidelity.intervention import Intervention


def written(intervention: Intervention, schema_at: str = "intervention.schema.json") -> str:
    """The text of a definition file that reads back to an equal intervention.

    The text hash aside, which is one of the text: comments and ways of writing are not kept.

    Args:
        intervention: The intervention.
        schema_at: Where an editor finds the JSON Schema: an address, or a path from the file's folder.

    Raises:
        UsageError: Two of its scales share an id, which can only be so in one that was built in code.
    """
    return f"# yaml-language-server: $schema={schema_at}\n{emitted(outline(intervention))}"
