"""How tables are to be read that do not say it themselves, as people say it: with options, or in a file of settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import attrs

from fidelity.intake.asked import Clashes, Order

PAIRS = ("rename", "mark", "fact")
"""What is said of several things by name."""


def option_of(name: str) -> str:
    """The option that an attribute of `Reading` is said with, without its dashes, which is its name in a file too."""
    return "as" if name == "edition" else name.replace("_", "-")


@attrs.frozen
class Reading:
    """How tables are to be read; whatever is empty was not said.

    Attributes:
        edition: Which edition tables are of that do not say it, such as ``imr@1.0``.
        rename: What columns are called, and what is meant.
        mark: What cells say, and what is meant.
        fact: Facts that hold wherever nothing is said.
        dates: What comes first in a date such as 03/04/2026.
        from_name: The fact that file names say.
        from_folder: The fact that folder names say.
        from_sheet: The fact that the names of sheets say.
        absent: Whether items without a column are taken as not rated.
        clashes: What becomes of two different records of one visit by one rater.
        lenient: Whether files that cannot be used are left out.
        definition: Definition files that no plugin brings.
    """

    edition: str = ""
    rename: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    mark: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    fact: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    dates: Order = ""
    from_name: str = ""
    from_folder: str = ""
    from_sheet: str = ""
    absent: bool | None = None
    clashes: Clashes | Literal[""] = ""
    lenient: bool | None = None
    definition: tuple[Path, ...] = ()

    def without(self, said: Reading) -> Reading:
        """What is left of it beside something that is said with more right.

        Args:
            said: What wins, option by option and name by name.
        """
        left: dict[str, Any] = {}
        for name, value in attrs.asdict(self, recurse=False).items():
            mine = getattr(said, name)
            if name in PAIRS:
                known = set(map(str.casefold, mine))
                left[name] = {written: meant for written, meant in value.items() if written.casefold() not in known}
            elif mine in ("", None, ()):
                left[name] = value
        return Reading(**left)

    def over(self, other: Reading) -> Reading:
        """The two as one; this one wins.

        Args:
            other: What holds where this one says nothing.
        """
        left = other.without(self)
        both: dict[str, Any] = {
            name: {**getattr(left, name), **value} if name in PAIRS else value
            for name, value in attrs.asdict(self, recurse=False).items()
            if name in PAIRS or value not in ("", None, ())
        }
        return attrs.evolve(left, **both)

    def options(self) -> Iterator[str]:
        """The same as options of a command, one after the other."""
        for name, value in attrs.asdict(self, recurse=False).items():
            option = f"--{option_of(name)}"
            if name in PAIRS:
                yield from (f'{option} "{written}={meant}"' for written, meant in value.items())
            elif isinstance(value, tuple):
                yield from (f"{option} {path}" for path in value)
            elif value is False:
                yield f"--no-{option_of(name)}"
            elif value:
                yield option if value is True else f"{option} {value}"
