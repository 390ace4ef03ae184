"""What a group `[reading]` of a file of settings says: the options of how tables are read, under their own names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

import attrs

from fidelity.intake.asked import Clashes, Order
from fidelity.problems import Problem, nearest
from fidelity.workspace.reading import PAIRS, Reading, option_of

GROUP = "reading"
_NAMES = {option_of(field.name): field.name for field in attrs.fields(Reading)}
READING = tuple(_NAMES)
"""The settings of the group; a dash in them may be written as an underscore."""
_WORDS = {"dates": tuple(filter(None, get_args(Order))), "clashes": get_args(Clashes)}
_FLAGS = ("absent", "lenient")
_EXAMPLES = {
    "as": '"imr@1.0"',
    "rename": '{therapist = "practitioner"}',
    "mark": '{99 = "missing"}',
    "fact": '{site = "S01"}',
    "from-name": '"site"',
    "from-folder": '"site"',
    "from-sheet": '"site"',
    "definition": '["visit.yaml"]',
    **dict.fromkeys(_FLAGS, "true"),
    **{key: f'"{words[0]}"' for key, words in _WORDS.items()},
}


def plainly(group: Mapping[str, object]) -> dict[str, object]:
    """The group with each setting under the name of its option.

    Args:
        group: What stands below `[reading]`.
    """
    return {key.replace("_", "-"): value for key, value in group.items()}


def reading_settings(group: Mapping[str, object], folder: Path) -> Reading:
    """What a group that is in order says.

    Args:
        group: What stands below `[reading]`, in which `reading_problems` finds nothing.
        folder: The folder of the file, from which paths are seen.
    """
    said = {_NAMES[key]: value for key, value in plainly(group).items()}
    files = said.get("definition", ())
    if isinstance(files, list):
        said["definition"] = tuple(folder / each for each in files)
    return Reading(**said)  # type: ignore[arg-type]  # each was found to be of its kind


def reading_problems(group: Mapping[str, object]) -> Iterator[Problem]:
    """What is wrong with the settings of the group that are known by name.

    Args:
        group: What stands below `[reading]`.
    """
    for key, value in plainly(group).items():
        if key in READING and (wrong := _wrong(key, value)):
            yield wrong
    if len(plainly(group)) < len(group):
        message = "a setting stands there twice, with a dash and with an underscore"
        yield Problem("given-twice", message, "keep the one that is true", (GROUP,))


def _wrong(key: str, value: object) -> Problem | None:
    what = ""
    help_ = f"write `{key} = {_EXAMPLES[key]}`"
    if key in PAIRS:
        pairs = value if isinstance(value, dict) else {"": ""}
        if not all(name.strip() and _is_text(meant) for name, meant in pairs.items()):
            what = "does not say of each thing what is meant, as a text"
    elif key in _FLAGS:
        what = "" if isinstance(value, bool) else "is neither `true` nor `false`"
    elif key == "definition":
        what = "" if isinstance(value, list) and all(map(_is_text, value)) else "is not a list of files"
    elif not _is_text(value):
        what = "is not a text on one line"
    elif key in _WORDS and value not in _WORDS[key]:
        what, help_ = f"cannot be `{value}`", nearest(str(value), _WORDS[key])
    return Problem("wrong-setting", f"`{key}` {what}", help_, (GROUP, key)) if what else None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()
