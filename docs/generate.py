#!/usr/bin/env python3
"""Writes the pages of the reference from what they describe: commands, problems, checks, definition, rules and hooks.

``python3 dev.py docs`` runs it. With ``--check`` it writes nothing, and ends with 1 where a page is out of date.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import click
from definition_page import SECTIONS, own_keys, section, sentences

from fidelity.cli.main import group
from fidelity.conformance.check import Layer
from fidelity.conformance.kit import EVERY
from fidelity.definition.reading import read_definition
from fidelity.messages import codes, explanation
from fidelity.model.rule import NAMES
from fidelity.model.status import STRICT, Effect, Status
from fidelity.plan.words import missing_words, rule_words, status_words
from fidelity.plugins import hookspecs, offers

HERE = Path(__file__).resolve().parent
REFERENCE, TEMPLATES = HERE / "reference", HERE / "templates"
MADE = "<!-- Made by docs/generate.py: do not edit this page, edit what it is made from. -->\n"
_PARTS = {"Args": "It takes:", "Attributes": "Its attributes:", "Raises": "It raises:"}
"""What stands above the lists of a docstring."""
WIDTH = 78
"""What click takes of a terminal of 80 columns."""


def pages() -> dict[Path, str]:
    """Every page with its text."""
    texts = {
        "commands": _filled("commands", commands="\n".join(_command(group, None, "fidelity"))),
        "problems": _filled("problems", problems="\n".join(_problem(code) for code in codes())),
        "definition": _filled("definition", sections="\n".join(section(name) for name in SECTIONS)),
        "rules": _filled("rules", effects=_effects(), statuses=_statuses(), rules="\n".join(_rules())),
        "hooks": _filled("hooks", hooks="\n".join(_hooks())),
        "checks": _filled("checks", checks="\n".join(_checks())),
    }
    return {REFERENCE / f"{name}.md": text for name, text in texts.items()}


def _filled(name: str, **parts: str) -> str:
    text = (TEMPLATES / f"{name}.md").read_text(encoding="utf-8")
    for key, part in parts.items():
        text = text.replace("{{" + key + "}}", part.strip())
    return f"{MADE}\n{text.strip()}\n"


def _command(command: click.Command, parent: click.Context | None, name: str) -> Iterator[str]:
    ctx = command.make_context(name, [], parent, resilient_parsing=True, terminal_width=WIDTH)
    title = "The program" if parent is None else ctx.command_path.removeprefix("fidelity ")
    yield f"## {title}\n\n```console\n$ {ctx.command_path} --help\n{command.get_help(ctx)}\n```\n"
    if isinstance(command, click.Group):
        for inner in command.list_commands(ctx):
            found = command.get_command(ctx, inner)
            if found is not None:
                yield from _command(found, ctx, inner)


def _problem(code: str) -> str:
    said = "\n".join(sentences(line) if line else "" for line in explanation(code).strip().splitlines())
    return f"## {code}\n\n{said}\n"


def _told(kind: type[Enum]) -> dict[str, str]:
    """What is said below each member of an enumeration."""
    (node,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(node, ast.ClassDef)
    pairs = zip(node.body, node.body[1:], strict=False)
    return {
        ast.unparse(one.targets[0]): str(ast.literal_eval(other.value))
        for one, other in pairs
        if isinstance(one, ast.Assign) and isinstance(other, ast.Expr)
    }


def _effects() -> str:
    told = _told(Effect)
    lines = [f"| `{each.value}` | {told[each.name]} |" for each in Effect if each is not Effect.USED]
    return "\n".join(["| effect | what it does |", "|---|---|", *lines])


def _statuses() -> str:
    told = _told(Status)
    words = {Effect.USED: "used", Effect.EXCLUDED: "excluded"}
    lines = [
        f"| `{each.value}` | {told[each.name]} | {words.get(STRICT[each]) or f'`{STRICT[each].value}`'} |"
        for each in Status
    ]
    return "\n".join(["| status | meaning | where nothing is said |", "|---|---|---|", *lines])


def _rules() -> Iterator[str]:
    text = (REFERENCE / "rules.yaml").read_text(encoding="utf-8")
    checklist = read_definition(text.encode(), "rules.yaml").checklist()
    written = text.partition("      scores:\n")[2].split("\n\n")
    own = own_keys()
    for block, score in zip(written, checklist.scores, strict=True):
        (name,) = re.findall(r"^ +rule: (\w+)$", block, re.MULTILINE)
        lines = [line.removeprefix(" " * 8) for line in block.strip("\n").splitlines()]
        notes = [line.removeprefix("# ") for line in lines if line.startswith("#")]
        shown = "\n".join(line for line in lines if not line.startswith("#"))
        takes = [f"`{key}`" for key, rules in own.items() if name in rules]
        limits = "; ".join((missing_words(score), *status_words(score, checklist)))
        summary, _, _ = (NAMES[name].__doc__ or "").partition("\n")
        yield f"## {name}\n\n{sentences(summary)}"
        yield f"Its own keys: {', '.join(takes)}.\n" if takes else "It has no keys of its own.\n"
        yield f"```yaml\n{shown}\n```\n\nIn words: {rule_words(score, checklist)}; {limits}.\n"
        yield "\n".join(notes) + "\n"


def _checks() -> Iterator[str]:
    told = _told(Layer)
    for layer in Layer:
        yield f"## {layer.value}\n\n{told[layer.name]}\n"
        yield "| check | it makes sure that | where it fails |\n|---|---|---|"
        of_layer = (check for check in EVERY if check.layer is layer)
        yield "\n".join(f"| `{check.name}` | {check.title} | {check.mend} |" for check in of_layer) + "\n"


def _hooks() -> Iterator[str]:
    for name in hookspecs.OFFERS:
        hook = getattr(hookspecs, name)
        returns = inspect.signature(hook).return_annotation
        yield f"## {name}\n\n```text\n{name}() -> {returns}\n```\n\n{_docstring(hook)}\n"
    yield "## What hooks return\n"
    for record in (offers.DefinitionFile, offers.PythonRule):
        yield f"### {record.__name__}\n\n{_docstring(record)}\n"
    call = inspect.signature(offers.packaged)
    yield f"### packaged\n\n```text\npackaged{call}\n```\n".replace("'", "")
    yield _docstring(offers.packaged)


def _docstring(of: object) -> str:
    """A docstring as a page has it: prose by the sentence, named parts as lists."""
    parts: list[str] = []
    for block in (inspect.getdoc(of) or "").split("\n\n"):
        head, _, rest = block.partition("\n")
        if head.rstrip(":") in _PARTS:
            entries = re.split(r"\n(?=\S)", inspect.cleandoc(rest))
            lines = (re.sub(r"^(\w+):", r"- `\1`:", sentences(entry).replace("\n", "\n  ")) for entry in entries)
            parts.append("\n".join((_PARTS[head.rstrip(":")], "", *lines)))
        elif head == "Returns:":
            parts.append("It returns:\n" + sentences(rest))
        else:
            parts.append(sentences(block))
    return "\n\n".join(parts)


def main(arguments: list[str]) -> int:
    """Write the pages, or say which of them are out of date."""
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in arguments:
        names = ", ".join(path.relative_to(HERE.parent).as_posix() for path in stale)
        print(f"Out of date: {names}. Run: python3 dev.py docs" if stale else "All pages are up to date.")
        return 1 if stale else 0
    for path in stale:
        path.write_text(pages()[path], encoding="utf-8", newline="\n")
        print(f"Wrote {path.relative_to(HERE.parent).as_posix()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
