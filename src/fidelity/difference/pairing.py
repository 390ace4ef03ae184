"""Which checklist of the old version is compared with which of the new one."""

from __future__ import annotations

from collections.abc import Sequence

Pair = tuple[str, str]
"""The ids of an old and a new checklist; one of them is empty where the other has no partner."""


def paired(old: Sequence[str], new: Sequence[str]) -> tuple[Pair, ...]:
    """The pairs: by id, or the only two there are whatever they are called.

    Args:
        old: The checklists of the old version, by id.
        new: The checklists of the new version, by id.
    """
    if len(old) == len(new) == 1:
        return ((old[0], new[0]),)
    gone = ((name, "" if name not in new else name) for name in old)
    return (*gone, *(("", name) for name in new if name not in old))
