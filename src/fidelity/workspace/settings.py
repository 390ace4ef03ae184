"""What was said before the command, and in `fidelity.toml`: it holds for all of them."""

from __future__ import annotations

from pathlib import Path

import attrs


@attrs.frozen
class Settings:
    """What holds for every command.

    Attributes:
        disabled: Plugins that are not to be loaded, by distribution or entry point.
        strict: Whether a plugin that cannot be used ends the command.
        debug: Whether an unexpected error shows its traceback.
        config: The file that is read instead of the nearest `fidelity.toml`; once it was read, the one that holds.
        no_config: Whether no such file is read.
        allowed: The distributions whose plugins may be loaded; None for all. Only a file can say so.
    """

    disabled: frozenset[str] = frozenset()
    strict: bool = False
    debug: bool = False
    config: Path | None = None
    no_config: bool = False
    allowed: frozenset[str] | None = None
