"""A hand-in in JSON, after `schemas/observation.schema.json`: its shape checked, nothing of it believed yet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import attrs

from fidelity.errors import HandInError
from fidelity.handins.limits import PROBLEMS
from fidelity.handins.patterns import PATTERNS, fits
from fidelity.handins.sheet import FACTS, NOTES, RATINGS, Sheet
from fidelity.problems import Problem, nearest
from fidelity.ratings.cells import quoted
from fidelity.records.observation import FORMAT, SCHEMA, Edition

_HELP = {
    "id": "a UUID is made where the observation is made, and never changed",
    "plan_hash": "`sha256:` and 64 digits, as the form that was handed out has it",
    "text_hash": "`sha256:` and 64 digits, as the form that was handed out has it",
}

_EDITION = tuple(field.name for field in attrs.fields(Edition))
_GROUPS = (FACTS, RATINGS, NOTES, "shown")
_KEYS = ("format", "schema", *PATTERNS, *_GROUPS)
_OPTIONAL = ("profile", "text_hash", "made_with", NOTES, "shown")
_STRANGERS = {
    "observations": "these are scores, and not what they were made of",
    "problems": "this is a list of problems",
    "checks": "this is the result of a check",
    "cases": "these are golden cases",
    "assessable": "this is the definition of an intervention",
}
"""What else we write in JSON, by a key that only it has."""


def json_sheet(value: object, source: str, where: str = "", line: int | None = None) -> Sheet:
    """A hand-in out of JSON; what is wrong with its shape is among its problems.

    Args:
        value: What was read.
        source: The file, as the user named it.
        where: Which of several it is.
        line: The line that it stands on, where files have one a line.

    Raises:
        HandInError: It is no hand-in at all.
    """
    group = _ours(value)
    good = {key: text for key in PATTERNS if (text := group.get(key, "")) == "" or fits(key, text)}
    edition = Edition(**{key: good[key] for key in _EDITION}) if good.keys() >= {*_EDITION} else None
    facts, ratings, notes, shown = (_texts(group.get(key)) for key in _GROUPS)
    sheet = Sheet(
        source, where, line, good.get("id", ""), edition, facts, ratings, notes, shown, good.get("made_with", "")
    )
    problems = tuple(sheet.placed(problem) for problem in islice(_problems(group), PROBLEMS))
    return attrs.evolve(sheet, problems=problems) if problems else sheet


def _ours(value: object) -> dict[str, Any]:
    """The group of keys that a hand-in is."""
    if isinstance(value, dict) and value.get("format") == FORMAT:
        return value
    said = "this is JSON, and no observation"
    if isinstance(value, dict):
        said = next((words for key, words in _STRANGERS.items() if key in value), said)
    help_ = f'an observation says `"format": "{FORMAT}"`; hand in the file that the form saved'
    raise HandInError(Problem("not-a-hand-in", said, help_))


def _problems(group: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with the shape of a hand-in."""
    if "schema" in group and (type(group["schema"]) is not int or group["schema"] != SCHEMA):
        yield _other_schema(group["schema"])
    for key in _KEYS:
        if key not in group and key not in _OPTIONAL:
            yield Problem("missing-key", f"`{key}` is missing", "hand in the file as the form saved it", (key,))
    for key, value in group.items():
        if key in PATTERNS and not fits(key, value):
            yield Problem("bad-value", f"`{key}` cannot be {_shown(value)}", _HELP.get(key, ""), (key,))
        elif key in _GROUPS:
            yield from _odd_texts(key, value)
        elif key not in _KEYS:
            yield Problem("unknown-key", f"an observation has no {quoted(key)}", nearest(key[:60], _KEYS), (key,))


def _odd_texts(key: str, value: object) -> Iterator[Problem]:
    if not isinstance(value, dict):
        message = f"`{key}` is {_shown(value)}, and should be a group of names with a text each"
        yield Problem("wrong-type", message, 'write `{"name": "text"}`', (key,))
        return
    for name, text in value.items():
        if not isinstance(text, str):
            message = f"`{key}`, {quoted(name)}: {_shown(text)} is no text"
            yield Problem("wrong-type", message, 'write it between quotation marks: `"2"`', (key, name))


def _other_schema(schema: object) -> Problem:
    if type(schema) is int and schema > SCHEMA:
        message = f"it was written by a newer form (schema {quoted(str(schema))}) than this program can read"
        help_ = "install a newer fidelity: `pip install --upgrade fidelity`"
        return Problem("newer-schema", message, help_, ("schema",))
    return Problem("bad-value", f"`schema` cannot be {_shown(schema)}", f"write {SCHEMA}", ("schema",))


def _texts(value: object) -> dict[str, str]:
    """The texts of a group, without what is none."""
    if not isinstance(value, dict):
        return {}
    if all(type(text) is str for text in value.values()):
        return value
    return {name: text for name, text in value.items() if isinstance(text, str)}


def _shown(value: object) -> str:
    """A value as messages show it."""
    if isinstance(value, dict | list):
        return "a group" if isinstance(value, dict) else "a list"
    return quoted(json.dumps(value) if not isinstance(value, str) else value)
