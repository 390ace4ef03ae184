"""What a store refuses to write, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fidelity.errors import StoreError
from fidelity.problems import Problem
from fidelity.records.clash import Side, differences, spoken

_SETTLE = "revisions of two devices clash: `fidelity settle` decides between them"


class Locked(StoreError):  # noqa: N818 - the record is locked
    """The record is signed off."""


class Erased(StoreError):  # noqa: N818 - the record is erased
    """The record was erased."""


class Conflict(StoreError):  # noqa: N818 - two people are in conflict, nothing is in error
    """The record has moved on since its writer saw it, or waits for a clash to be settled.

    Attributes:
        mine: What was to be written.
        theirs: What stands; in a clash, the latest of what stands beside it.
        base: What the writer saw; None where that was nothing.
    """

    def __init__(
        self, record: str, mine: Side, theirs: Side, base: Mapping[str, Any] | None, *, is_clash: bool = False
    ) -> None:
        self.mine, self.theirs, self.base = mine, theirs, base
        found = differences(base, mine.content, theirs.content)
        told = "; ".join(map(str, found)) or "both say the same"
        what = "recorded" if base is None else "changed"
        who = f"{theirs.by} on {spoken(theirs.at)}, before {mine.by} on {spoken(mine.at)}"
        help_ = _SETTLE if is_clash else "look at what stands now, and correct that if it is still wrong"
        super().__init__(Problem("conflict", f"record `{record[:8]}` was {what} by {who}: {told}", help_))
