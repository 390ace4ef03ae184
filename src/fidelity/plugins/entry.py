"""An entry of the catalogue: one version of one intervention, known by its header."""

from __future__ import annotations

import re

import attrs

from fidelity.plugins.offers import DefinitionFile, Intervention

VersionOrder = tuple[tuple[int, int, str], ...]
"""What versions are compared by."""

_WORD, _END, _NUMBER = range(3)


@attrs.frozen
class Entry:
    """One version of one intervention that a plugin offers.

    Attributes:
        id: The intervention's id.
        version: Its version.
        title: Its name for people.
        distribution: The distribution that offers it.
        offer: Where the rest of it is.
        clashes_with: Other distributions that offer the same id and version; as long as there are any, none of them can
            be used.
    """

    id: str
    version: str
    title: str
    distribution: str
    offer: DefinitionFile | Intervention
    clashes_with: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Id and version, as a command takes them: ``imr@1.0``."""
        return f"{self.id}@{self.version}"

    @property
    def qualified_name(self) -> str:
        """Distribution, id and version: ``fidelity-imr/imr@1.0``."""
        return f"{self.distribution}/{self.name}"


def version_order(version: str) -> VersionOrder:
    """What a version is compared by, in the natural order.

    Numbers are compared as numbers, so ``1.10`` comes after ``1.9``. A word makes a version earlier than the one it is
    added to, so ``2.0-draft`` comes before ``2.0``; a number makes it later, so ``2.0.1`` comes after ``2.0``.
    """
    # Digits are compared by their number and then one by one: a plugin's version may have more than `int` takes.
    parts = (part.lstrip("0") for part in re.findall(r"[0-9]+|[a-z]+", version.lower()))
    ranked = ((_WORD, 0, part) if part.isalpha() else (_NUMBER, len(part), part) for part in parts)
    return (*ranked, (_END, 0, ""))
