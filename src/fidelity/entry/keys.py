"""Keys: what can be typed at an item beside its answers, and how none of it can be mistaken for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from itertools import chain

import attrs

from fidelity.model.checklist import Checklist
from fidelity.model.status import Status
from fidelity.ratings.measure import canonical


class Command(Enum):
    """What can be asked for at an item, instead of answering it."""

    BACK = "back"
    SKIP = "skip"
    NOTE = "note"
    HELP = "help"
    GO = "go"
    OVERVIEW = "overview"
    END = "end"
    QUIT = "quit"


_COMMAND_KEYS = {
    Command.BACK: "b",
    Command.SKIP: "s",
    Command.NOTE: "+",
    Command.HELP: "?",
    Command.GO: "g",
    Command.OVERVIEW: "o",
    Command.END: "e",
    Command.QUIT: "q",
}
_STATUS_KEYS = {
    Status.NOT_APPLICABLE: "n",
    Status.NOT_OBSERVED: "u",
    Status.NO_OPPORTUNITY: "p",
    Status.NOT_ASSESSABLE: "a",
    Status.INSUFFICIENT_DATA: "i",
}
FEWEST_NUMBERED = 3
"""From how many points on the points of a scale can be chosen by their number: of two, `1` could be meant as yes."""


@attrs.frozen(eq=False)
class Keys:
    """What is typed for what, the same at every item of a checklist.

    Attributes:
        commands: The key of each command.
        statuses: The key of each status that may stand instead of a rating.
        numbered: Whether a point can be chosen by its number: only where no code of the checklist is a number itself.
        words: The commands by their names, for those who type words.
    """

    commands: Mapping[Command, str]
    statuses: Mapping[Status, str]
    numbered: bool
    words: Mapping[str, Command]

    def command(self, text: str) -> Command | None:
        """The command that a text is the key or the name of; capitals do not matter."""
        wanted = text.casefold()
        keys = {key: command for command, key in self.commands.items()}
        return keys.get(wanted) or self.words.get(wanted)

    def status(self, text: str) -> Status | None:
        """The status that a text is the key of; capitals do not matter."""
        return {key: status for status, key in self.statuses.items()}.get(text.casefold())


def keys_of(checklist: Checklist) -> Keys:
    """The keys for a checklist.

    The codes of its scales always win. A key that some code is, or begins with, whatever its capitals, gets a stroke
    before it: where `no` is a code, `/n` is *not applicable* and `n` is nothing, so that nobody who stops in the middle
    of a word has answered. This holds for the whole checklist, so that a key means the same at every item.

    Args:
        checklist: The checklist.
    """
    codes = {point.code.casefold() for item in checklist.items for point in item.scale.points}
    named = _status_codes(checklist)

    def free(key: str, means: Status | None = None) -> bool:
        """Whether no code begins so, and no code of another status is the same."""
        return not any(code.startswith(key) for code in codes) and named.get(key, means) is means

    def first_free(key: str, means: Status | None = None) -> str:
        return key if free(key, means) else first_free(f"/{key}", means)

    return Keys(
        {command: first_free(key) for command, key in _COMMAND_KEYS.items()},
        {status: first_free(key, status) for status, key in _STATUS_KEYS.items()},
        not any(canonical(code) for code in chain(codes, named)),
        {command.value: command for command in Command if free(command.value)},
    )


def _status_codes(checklist: Checklist) -> dict[str, Status]:
    """The codes that stand for a status anywhere in a checklist, in small letters."""
    scales: Iterable[Mapping[str, Status]] = (item.scale.status_codes for item in checklist.items)
    every = chain(checklist.status_codes.items(), *(codes.items() for codes in scales))
    return {code.casefold(): status for code, status in every}
