"""Tally files that are whole, and files of strangers."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import attrs
import pytest

from fidelity.errors import FidelityError, TallyError
from fidelity.tally.combining import combined
from fidelity.tally.cube import ScoredBy
from fidelity.tally.document import tally_text
from fidelity.tally.estimating import estimates
from fidelity.tally.question import ALL_KINDS, Question, UnitOfAnalysis
from fidelity.tally.reading import read_tally
from fidelity.tally.sharing import closed, linked
from tests.tally.mutations import mutated, written
from tests.tally.visits import cube, visits

OF = visits(12, 3)
CLOSED, LINKED, NOBODY = (
    json.loads(tally_text([shared]))
    for shared in (closed(cube(OF)), linked(cube(OF), b"secret"), closed(cube(OF, ("source", "site"))))
)
EVERYTHING = Question(("site",), tuple(UnitOfAnalysis), kinds=ALL_KINDS)


def code(data: bytes) -> str:
    """Why a file is refused."""
    with pytest.raises(TallyError) as caught:
        read_tally("t.json", data)
    (problem,) = caught.value.problems
    assert problem.help
    return problem.code


def changed(*path: Any, to: Any, of: dict[str, Any] = CLOSED) -> bytes:
    """A file in which one thing says something else, with a digest that fits."""
    made = json.loads(json.dumps(of))
    holder = made["editions"][0]
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = to
    return written(made)


@pytest.mark.parametrize("content", [CLOSED, LINKED, NOBODY])
def test_what_is_read_is_written_again_to_the_letter(content: dict[str, Any]) -> None:
    """Nothing is lost on the way through a file."""
    text = tally_text(read_tally("t.json", written(content)))
    assert json.loads(text) == content
    assert tally_text(read_tally("t.json", text.encode())) == text


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[1]", b"{}", b"a,b\n1,2\n", b"[" * 100_000, b'{"format":"x"}'])
def test_another_file_is_no_tally(data: bytes) -> None:
    """Neither a table, nor noise, nor brackets without end."""
    assert code(data) == "no-tally"


def test_one_digit_is_enough() -> None:
    """A number that somebody changed by hand is noticed, and so is an end that is missing."""
    text = tally_text([closed(cube(OF))])
    assert code(text.replace('"n":[1', '"n":[2', 1).encode()) == "tally-altered"
    assert code(text[:-10].encode()) == "no-tally"


def test_spaces_and_order_are_no_alteration() -> None:
    """A file that another program indented and sorted says the same."""
    text = tally_text([closed(cube(OF))])
    assert read_tally("t", json.dumps(json.loads(text), indent=2, sort_keys=True).encode())


@pytest.mark.parametrize("schema", [1, 3, "2", None])
def test_another_schema_is_told(schema: object) -> None:
    """A file of tomorrow is not guessed at, and neither is one of yesterday."""
    assert code(written({**CLOSED, "schema": schema})) == "tally-schema"


def test_who_scored_travels_with_the_file() -> None:
    """The plugin, the program, the titles and the rule, so that figures of others' tallies stand by themselves."""
    by = ScoredBy("1.0", "sha256:" + "0" * 64, "fidelity-visits", "2.1", "0.1.0", ("rule 1",))
    of = cube(OF)
    of = attrs.evolve(of, made=attrs.evolve(of.made, scored_by=(by,), title="Visits", one_record=("the first",)))
    (shared,) = read_tally("t", tally_text([closed(of)]).encode())
    assert shared.cube.made == of.made


MEASURE = ("measures", 1)
MARGIN = ("margins", -1)
CASES: dict[str, tuple[tuple[Any, ...], Any]] = {
    "negative count": ((*MEASURE, "n", 0), -1),
    "none": ((*MEASURE, "n", 0), 0),
    "too many": ((*MEASURE, "n", 0), 2**60),
    "more than fits": ((*MEASURE, "n", 0), 2**70),
    "a text for a number": ((*MEASURE, "n", 0), "1"),
    "a half": ((*MEASURE, "n", 0), 1.5),
    "not a number": ((*MEASURE, "n", 0), float("nan")),
    "true": ((*MEASURE, "n", 0), True),
    "one row too few": ((*MEASURE, "cell"), [0]),
    "a cell that there is not": ((*MEASURE, "cell", -1), 999),
    "a level that there is not": ((*MEASURE, "level", -1), 999),
    "a kind that there is not": ((*MEASURE, "kind"), "guess"),
    "another observation": (("measures", 0, "n", 0), 40),
    "division by nothing": ((*MEASURE, "levels", 0), ["value", "1/0"]),
    "a number like a bomb": ((*MEASURE, "levels", 0), ["value", "1e999999999"]),
    "a very long number": ((*MEASURE, "levels", 0), ["value", "9" * 5000]),
    "half a character": ((*MEASURE, "title"), "\ud800"),
    "cells without end": (("cells", "n"), 10**15),
    "a site twice": (("cells", "values", 1, 0), "S10"),
    "no measures": (("measures",), []),
    "no editions": (("cells",), None),
    "practitioners that are neither": (("practitioners",), "abc"),
    "a grouping too few": (("margins",), CLOSED["editions"][0]["margins"][1:]),
    "a practitioner more": ((*MARGIN, "named", 0, "n_clusters", 0), 40),
    "a sum more": ((*MARGIN, "named", 0, "total", 0), "12345"),
    "more without a name than there are": ((*MARGIN, "n_unnamed", 0), 10**6),
    "fewer without a name than have a value": ((*MARGIN, "n_unnamed"), [0]),
    "nobody who scored": (("scored_by",), []),
    "two who scored, out of order": (
        ("scored_by",),
        [{**CLOSED["editions"][0]["scored_by"][0], "version": version} for version in ("1.10", "1.9")],
    ),
    "more at criterion than there are": ((*MARGIN, "at_criterion", 0, "n_at", 0), 30),
}


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_is_damaged(case: str) -> None:
    """A digest that fits does not make impossible counts possible."""
    path, to = CASES[case]
    assert code(changed(*path, to=to)) == "tally-damaged"


@pytest.mark.parametrize(
    ("path", "to"),
    [(("day", 0), -7), (("day", 0), 10**9), (("n_met", 0), 50), (("n_judged", 0), 0), (("cell",), [])],
)
def test_last_days_that_cannot_be(path: tuple[Any, ...], to: Any) -> None:
    """Linked tallies hold last days, and these are checked too."""
    assert code(changed("latest", "good", *path, to=to, of=LINKED)) == "tally-damaged"


def test_linked_tallies_have_the_last_days_of_every_criterion() -> None:
    """None is missing, and none is too many."""
    assert code(changed("latest", to={}, of=LINKED)) == "tally-damaged"


def test_nothing_that_a_stranger_writes_breaks_the_program() -> None:
    """Whatever is altered, the file is refused in words, or its figures can be had; it never comes to a traceback."""
    rng = Random(20)
    own = {id(content): read_tally("t", written(content))[0] for content in (CLOSED, LINKED, NOBODY)}
    codes = []
    for _ in range(150):
        content = rng.choice((CLOSED, LINKED, NOBODY))
        try:
            for found in read_tally("t", mutated(content, rng)):
                estimates(combined([found, own[id(content)]]), EVERYTHING)
        except FidelityError as error:
            codes.append(error.problems[0].code)
    assert {*codes} <= {"tally-damaged", "unlike-tallies"}
    assert len(codes) > 120
