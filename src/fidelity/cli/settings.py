"""What was said before the command: it holds for all of them."""

from __future__ import annotations

import attrs


@attrs.frozen
class Settings:
    """What holds for every command.

    Attributes:
        disabled: Plugins that are not to be loaded, by distribution or entry point.
        strict: Whether a plugin that cannot be used ends the command.
        debug: Whether an unexpected error shows its traceback.
    """

    disabled: frozenset[str] = frozenset()
    strict: bool = False
    debug: bool = False
