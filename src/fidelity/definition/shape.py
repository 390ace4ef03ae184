"""Where a document differs from its JSON Schema: keys, kinds of values, words and limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import attrs
from jsonschema import Draft202012Validator, ValidationError

from fidelity.definition.kind import expected_kind, found_kind, kind_help
from fidelity.definition.tree import Tree
from fidelity.problems import Path, Problem, nearest

_MOST_ERRORS = 1000
"""How many errors are looked at: an input that has more is no definition with mistakes in it."""

_ID_HELP = "use a small letter first, then small letters, digits and underscores, 26 at the most"
_WORDS = {
    "bad-id": ("cannot be an id", _ID_HELP),
    "bad-number": ("is not a number", "write 80, 0.6, 2/3 or 20%"),
    "bad-date": ("is not a day", "write year-month-day: 2024-01-31"),
    "bad-period": ("is not a period", "write a whole number of days, weeks, months, quarters or years: 6 months"),
    "bad-hash": ("is not a hash", "it is `sha256:` and 64 hexadecimal digits"),
    "bad-rule-name": ("cannot be the name of a rule", "write it as its plugin does: `my_plugin.my_rule`"),
}
"""What is said where text does not look as it should, by the problem that the schema names."""


@attrs.frozen(eq=False)
class _Difference:
    """One difference between a document and its schema.

    Attributes:
        keyword: The keyword of the schema that does not hold.
        wanted: What that keyword says.
        schema: The part of the schema in which it stands.
        found: The value.
        path: The way to the value.
        of_key: Whether it is a key that is meant; ``found`` then is the key.
    """

    keyword: str
    wanted: Any
    schema: Mapping[str, Any]
    found: Any
    path: Path
    of_key: bool

    @property
    def name(self) -> str:
        """The value's key in backticks, or a word for a value that has none."""
        return f"`{self.path[-1]}`" if self.path and isinstance(self.path[-1], str) else "this"

    @property
    def help(self) -> str:
        """What the schema itself advises; mostly nothing."""
        return str(self.schema.get("x-help", ""))


def shape_problems(tree: Tree, schema: dict[str, Any]) -> tuple[Problem, ...]:
    """Where a document differs from its schema, without places, in no order.

    What the reader has reported already is not reported again, nor what only follows from a misspelt key.

    Args:
        tree: The document.
        schema: Its schema.
    """
    # Of a key that is given twice the first value stays, and may be wrong by itself.
    known = {problem.path for problem in tree.problems if problem.code != "key-twice"}
    errors = islice(Draft202012Validator(schema).iter_errors(tree.value), _MOST_ERRORS)
    found = [problem for error in errors for problem in _problems(_difference(error), tree, schema)]
    return tuple(problem for problem in _without_consequences(found) if problem.path not in known)


def _difference(error: ValidationError) -> _Difference:
    return _Difference(
        keyword=str(error.validator),
        wanted=error.validator_value,
        schema=error.schema if isinstance(error.schema, Mapping) else {},
        found=error.instance,
        path=tuple(error.absolute_path),
        of_key="propertyNames" in error.absolute_schema_path,
    )


def _problems(it: _Difference, tree: Tree, schema: dict[str, Any]) -> Iterable[Problem]:
    if it.of_key:
        return [_key_problem(it, tree, schema)]
    return _EXPLANATIONS.get(it.keyword, _anything)(it)


def _key_problem(it: _Difference, tree: Tree, schema: dict[str, Any]) -> Problem:
    """A key that is no id, or that has a meaning and none beside the other keys of its mapping."""
    key, path = str(it.found), (*it.path, str(it.found))
    if it.keyword != "enum":
        return _pattern_problem(it, path)
    rule = tree.at((*it.path, "rule"))
    if isinstance(rule, str):
        help_ = schema["$defs"]["score"]["properties"].get(key, {}).get("description", "")
        return Problem("unknown-key", f"`{key}` does not belong to rule `{rule}`", help_, path)
    return Problem("unknown-key", f"`{key}` does not belong here", it.help or nearest(key, it.wanted), path)


def _unknown_keys(it: _Difference) -> Iterator[Problem]:
    known = it.schema["properties"]
    for key in it.found:
        if key not in known:
            yield Problem("unknown-key", f"unknown key `{key}`", nearest(key, known), (*it.path, key))


def _missing_keys(it: _Difference) -> Iterator[Problem]:
    for key in it.wanted:
        if key not in it.found:
            yield Problem("missing-key", f"`{key}` is missing", it.help or _purpose(it, key), it.path)


def _purpose(it: _Difference, key: str) -> str:
    """How to add a key, and what it is for, from the first sentence of its description."""
    described = it.schema.get("properties", {}).get(key, {}).get("description", "")
    sentence = described.split(". ")[0].rstrip(".")
    return f"add `{key}: …`" + (f". {sentence}" if sentence else "")


def _wrong_type(it: _Difference) -> Iterator[Problem]:
    kinds = [it.wanted] if isinstance(it.wanted, str) else [kind for kind in it.wanted if kind != "null"]
    message = f"{it.name} must be {expected_kind(kinds)}, and {found_kind(it.found)}"
    help_ = "" if it.found is None else it.help
    yield Problem("wrong-type", message, help_ or kind_help(kinds, it.found, it.path), it.path)


def _unknown_word(it: _Difference) -> Iterator[Problem]:
    words = [it.wanted] if it.keyword == "const" else it.wanted
    known = [str(word) for word in words if word is not None]
    if isinstance(it.found, str):
        message = f"`{it.found[:60]}` is not understood here"
        yield Problem("unknown-word", message, it.help or nearest(it.found, known), it.path)
        return
    choice = ", ".join(f"`{word}`" for word in known)
    wanted = choice if len(known) == 1 else "a word from a list"
    help_ = f"write {choice}" if len(known) == 1 else f"choose one of {choice}"
    yield Problem("unknown-word", f"{it.name} must be {wanted}, and {found_kind(it.found)}", help_, it.path)


def _pattern(it: _Difference) -> Iterator[Problem]:
    yield _pattern_problem(it, it.path)


def _pattern_problem(it: _Difference, path: Path) -> Problem:
    code = str(it.schema.get("x-problem", "bad-value"))
    words, help_ = _WORDS.get(code, ("cannot stand here", ""))
    return Problem(code, f"`{str(it.found)[:60]}` {words}", help_, path)


def _one_of(it: _Difference) -> Iterator[Problem]:
    choice = [option["required"][0] for option in it.wanted]
    present = [key for key in choice if key in it.found]
    if present:
        both = " and ".join(f"`{key}`" for key in present)
        yield Problem("one-of", f"{both} exclude each other", "keep one of them", (*it.path, present[-1]))
    else:
        names = ", ".join(f"`{key}`" for key in choice)
        yield Problem("missing-key", f"one of {names} is missing", "add it", it.path)


def _too_few(it: _Difference) -> Iterator[Problem]:
    if it.keyword == "minLength":
        yield Problem("too-few", "there is no text between the quotes", "write some, or remove the line", it.path)
        return
    noun = "entry" if it.wanted == 1 else "entries"
    message = f"at least {it.wanted} {noun} must be here, and there are {len(it.found) or 'none'}"
    yield Problem("too-few", message, "add to it" if it.found else "add to it, or remove it", it.path)


def _too_many(it: _Difference) -> Iterator[Problem]:
    noun = "characters" if it.keyword == "maxLength" else "entries"
    message = f"at most {it.wanted} {noun} can be here, and there are {len(it.found)}"
    yield Problem("too-many", message, "make it shorter", it.path)


def _out_of_range(it: _Difference) -> Iterator[Problem]:
    word = "least" if it.keyword == "minimum" else "most"
    message = f"{it.name} must be at {word} {it.wanted}, and is {it.found}"
    yield Problem("out-of-range", message, "is it in the right unit, and in the right line?", it.path)


def _anything(it: _Difference) -> Iterator[Problem]:
    yield Problem("bad-value", f"{it.name} cannot be this", "compare it with the description of the key", it.path)


_EXPLANATIONS: dict[str, Callable[[_Difference], Iterator[Problem]]] = {
    "additionalProperties": _unknown_keys,
    "required": _missing_keys,
    "type": _wrong_type,
    "enum": _unknown_word,
    "const": _unknown_word,
    "pattern": _pattern,
    "oneOf": _one_of,
    "anyOf": _one_of,
    "minItems": _too_few,
    "minProperties": _too_few,
    "minLength": _too_few,
    "maxItems": _too_many,
    "maxProperties": _too_many,
    "maxLength": _too_many,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
}


def _without_consequences(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Leave out a key that is missing only because it is misspelt, and a second word on the same key."""
    found = tuple(dict.fromkeys(problems))
    misspelt = [
        problem for problem in found if problem.code == "unknown-key" and problem.help.startswith("did you mean")
    ]
    meant = {(problem.path[:-1], word) for problem in misspelt for word in _quoted(problem.help)}
    said: set[Path] = set()
    for problem in found:
        if problem.code == "missing-key" and any((problem.path, word) in meant for word in _quoted(problem.message)):
            continue
        if problem.code == "unknown-key":
            if problem.path in said:
                continue
            said.add(problem.path)
        yield problem


def _quoted(sentence: str) -> list[str]:
    """The words in backticks."""
    return sentence.split("`")[1::2]
