"""The page on the definition file, from the schema: every part with its keys, in reading order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from fidelity.model.rule import NAMES

_SCHEMA_FILE = Path(__file__).resolve().parents[1] / "schemas" / "intervention.schema.json"
SCHEMA: dict[str, Any] = json.loads(_SCHEMA_FILE.read_text(encoding="utf-8"))

SECTIONS = {
    "": ("The file", "at the top"),
    "source": ("Source", "under `source`"),
    "about": ("About", "under `about`"),
    "component": ("Component", "as `components`, a list"),
    "practice": ("Practice profile", "as `practice` of a component"),
    "teachable": ("Teachable", "under `teachable`"),
    "training_unit": ("Training unit", "as `units` under `teachable`, a list"),
    "learnable": ("Learnable", "under `learnable`"),
    "learning_step": ("Learning step", "as `pathway` under `learnable`, a list"),
    "doable": ("Doable", "under `doable`"),
    "practice_step": ("Practice step", "as `steps` under `doable`, a list"),
    "requirements": ("Requirements", "as `requires` under `doable`"),
    "assessable": ("Assessable", "under `assessable`"),
    "scale_in_full": ("Scale", "as `scales` under `assessable`, each under its short name"),
    "point": ("Point", "as a scale, a list, or `points` of a scale"),
    "companion": ("Companion", "as `companions` under `assessable`, a list"),
    "checklist": ("Checklist", "as `checklists` under `assessable`, a list"),
    "item": ("Item", "as `items` of a checklist, a list"),
    "rung": ("Range of numbers", "as `points` of an item, or `ranges` of a score, a list"),
    "score": ("Score", "as `scores` of a checklist, a list"),
    "group": ("Group of items", "as `of` of a score, or `item` of a condition"),
    "missing_limits": ("Missing", "as `missing` of a score"),
    "effects": ("Effects", "as `statuses` of a checklist or of a score"),
    "declared_range": ("Published range", "as `range` of a score"),
    "band": ("Band", "as `bands` of a score, a list"),
    "ladder_step": ("Step of a ladder", "as `steps` of a score with rule `ladder`, a list"),
    "need": ("Need of a step", "as `needs` of a step, a list"),
    "criterion": ("Criterion", "as `criteria` of a checklist, a list"),
    "condition": ("Condition", "as `all` or `any` of a criterion, a list"),
    "figure": ("Figure", "as `figures` of a checklist, a list"),
    "goal": ("Goal", "as `goal` of a figure"),
    "sampling": ("Sampling", "as `sampling` of a checklist"),
    "reliability": ("Reliability", "as `reliability` of a checklist"),
    "certification": ("Certification", "as `certification` of a checklist"),
    "profile": ("Profile", "as `profiles`, a list"),
    "replacement": ("Replacement", "as `replaces` of a profile, a list"),
    "addition": ("Addition", "as `adds` of a profile, a list"),
}
"""The parts of a definition in reading order: a title and where it is written, by its name in the schema."""

WORDS = {
    "id": "short name",
    "name": "id",
    "names": "list of ids",
    "text": "text",
    "texts": "list of texts",
    "version": "text in quotes",
    "number": "number",
    "share": "share",
    "minutes": "whole number",
    "date": "day",
    "period": "period",
    "code": "number or text",
    "effect": "word",
    "effects": "[effects](#effects)",
    "scale": "[scale](#scale), or a list of [points](#point)",
    "points": "list of [points](#point)",
    "members": "`all`, list of ids, or a [group](#group-of-items)",
    "tested_items": "`all`, id, list of ids, or a [group](#group-of-items)",
    "figure_of": "id, `all`, list of ids, or a [group](#group-of-items)",
    "missing": "word, or [limits](#missing)",
    "band_names": "id, or list of ids",
    "conditions": "list of [conditions](#condition)",
    "status_codes": "a status for each code",
    "number_or_none": "number or `none`",
    "number_or_none_or_highest": "number, `none` or `highest`",
}
"""What may stand beside a key, by the name in the schema."""

_SAID_BY = {"scale_in_full": "scale", "missing_limits": "missing"}
"""What says of a part what it is, where the part itself does not."""

TYPES = {"string": "text", "integer": "whole number", "boolean": "`true` or `false`"}


def sentences(text: str) -> str:
    """Prose with every sentence on a line of its own, and code marked as documents mark it."""
    joined = re.sub(r"\s+", " ", text.replace("``", "`")).strip()
    return re.sub(r"(?<=[.!?]) (?=[A-Z`“(])", "\n", joined)


def section(name: str) -> str:
    """One part of a definition."""
    title, where = SECTIONS[name]
    node = SCHEMA["$defs"][name] if name else SCHEMA
    own = own_keys() if name == "score" else {}
    lines = [f"## {title}\n", f"Written {where}.", sentences(node.get("description") or _described(name)), ""]
    lines += _table((key for key in node["properties"] if key not in own), node)
    if own:
        lines += ["\nWhat only some rules take:\n", "| key | for rule | what may stand there | meaning |"]
        lines += ["|---|---|---|---|", *(_own_line(key, rules, node["properties"][key]) for key, rules in own.items())]
    return "\n".join(lines) + "\n"


def _own_line(key: str, rules: list[str], node: dict[str, Any]) -> str:
    links = ", ".join(f"[{rule}](rules.md#{rule})" for rule in rules)
    return f"| `{key}` | {links} | {_kind(node)} | {_meaning(node)} |"


def _described(name: str) -> str:
    """What the places that lead to a part say of it."""
    if name in _SAID_BY:
        return str(SCHEMA["$defs"][_SAID_BY[name]]["description"])
    owners = [SCHEMA, *SCHEMA["$defs"].values()]
    found = [each for owner in owners for each in owner.get("properties", {}).values()]
    return next((each["description"] for each in found if each.get("$ref") == f"#/$defs/{name}"), "")


def _table(keys: Iterable[str], node: dict[str, Any]) -> Iterator[str]:
    yield "| key | what may stand there | meaning |\n|---|---|---|"
    for key in keys:
        must = " (required)" if key in node.get("required", ()) else ""
        yield f"| `{key}`{must} | {_kind(node['properties'][key])} | {_meaning(node['properties'][key])} |"


def _meaning(node: dict[str, Any]) -> str:
    inner = SCHEMA["$defs"].get(_name(node), {})
    return str(node.get("description") or inner.get("description", ""))


def _name(node: dict[str, Any]) -> str:
    return str(node.get("$ref", "")).rpartition("/")[2]


def _kind(node: dict[str, Any]) -> str:
    """What may stand beside a key, in words."""
    name = _name(node)
    if name == "effect" or "enum" in node:
        return _either(node.get("enum") or SCHEMA["$defs"][name]["enum"])
    if name in WORDS:
        return WORDS[name]
    if name:
        return f"[{SECTIONS[name][0].lower()}](#{SECTIONS[name][0].lower().replace(' ', '-')})"
    if "const" in node:
        return f"`{node['const']}`"
    if node["type"] == "array":
        return _several(_name(node["items"]))
    if node["type"] == "object":
        inner = node.get("properties") or {}
        return "mapping" + (f" with {', '.join(f'`{key}`' for key in inner)}" if inner else "")
    return TYPES[node["type"]]


def _several(name: str) -> str:
    if name in SECTIONS:
        title = SECTIONS[name][0].lower()
        return f"list, each entry: [{title}](#{title.replace(' ', '-')})"
    return f"list of {_either(SCHEMA['$defs'][name]['enum'])}"


def _either(words: list[str]) -> str:
    *most, last = (f"`{word}`" for word in words)
    return f"{', '.join(most)} or {last}" if most else last


def own_keys() -> dict[str, list[str]]:
    """The keys of a score that only some rules take, with these rules."""
    taken = {name: set(_takes(name)) for name in NAMES}
    common = set.intersection(*taken.values())
    keys = [key for key in SCHEMA["$defs"]["score"]["properties"] if key not in common]
    return {key: [name for name in NAMES if key in taken[name]] for key in keys}


def _takes(rule: str) -> list[str]:
    for each in SCHEMA["$defs"]["score"]["allOf"]:
        named = each["if"]["properties"]["rule"]
        if rule in named.get("enum", [named.get("const")]):
            return list(SCHEMA["$defs"][_name(each["then"])]["propertyNames"]["enum"])
    raise LookupError(f"the schema does not say what rule {rule} takes")
