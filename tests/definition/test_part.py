"""One part of a document while the model is built from it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.definition.log import Log, log_of
from fidelity.definition.part import Broken, Part
from fidelity.definition.tree import Value
from fidelity.model.component import Role
from fidelity.model.range import Range
from fidelity.problems import Path, Problem


def _part(value: dict[str, Value], *wrong: Path) -> Part:
    return Part(value, (), log_of(Problem("wrong-type", "", path=path) for path in wrong))


def test_values_are_read_by_their_kind() -> None:
    """Whatever is not there is what it is when left out."""
    part = _part({"text": "a", "list": ["a", "b"], "whole": 3, "flag": True, "number": "2/3", "word": "adaptable"})
    assert (part.text("text"), part.text("gone")) == ("a", "")
    assert (part.texts("list"), part.texts("gone")) == (("a", "b"), ())
    assert (part.whole_number("whole"), part.whole_number("gone")) == (3, None)
    assert (part.flag("flag"), part.flag("gone")) == (True, False)
    assert (part.number("number"), part.number("gone")) == (Fraction(2, 3), None)
    assert (part.word("word", Role.CORE), part.word("gone", Role.CORE)) == (Role.ADAPTABLE, Role.CORE)
    assert part.name("text") == "a"


def test_what_is_wrong_is_what_it_is_when_left_out() -> None:
    """The part is remembered, for somebody may miss what it says."""
    part = _part({"id": "x", "text": 3}, ("text",))
    assert part.text("text") == ""
    assert part.log.lost() == {"x"}


@pytest.mark.parametrize("read", [Part.take, Part.name, Part.whole])
def test_what_a_part_cannot_do_without_breaks_it(read: object) -> None:
    """A value that is wrong breaks the part; so does one that is missing, where it must be there."""
    assert callable(read)
    with pytest.raises(Broken):
        read(_part({"key": 3}, ("key",)), "key")
    if read is not Part.whole:
        with pytest.raises(Broken):
            read(_part({}), "key")


def test_a_name_is_text() -> None:
    """Should the schema let something else through, the part is broken rather than wrong."""
    with pytest.raises(Broken):
        _part({"id": 3}).name()


@pytest.mark.parametrize("value", ["high", None, True, []])
def test_what_is_no_number_is_reported(value: Value) -> None:
    """Should the schema let it through, it is told here."""
    part = _part({"number": value})
    with pytest.raises(Broken):
        part.exact(value, "number")
    assert [(problem.code, problem.path) for problem in part.log.problems] == [("bad-number", ("number",))]


def test_problems_of_a_record_are_problems_of_the_part() -> None:
    """A record that contradicts itself breaks the part, and its problems are told with the way to it."""
    part = Part({}, ("a", 1), Log())
    with pytest.raises(Broken):
        part.made(Range, at_least=Fraction(3), at_most=Fraction(2))
    assert [(problem.code, problem.path) for problem in part.log.problems] == [("bad-range", ("a", 1))]


def test_of_a_list_what_can_be_built_is_built() -> None:
    """What cannot is remembered, and the places of the others are kept."""
    part = _part({"list": [{"id": "a"}, {"id": "b"}, 3, {}, {"id": "c"}]}, ("list", 1))
    assert part.list_of("list", Part.name) == ("a", "c")
    assert part.log.kept == {("list",): (0, 4)}
    assert part.log.lost() == {"b"}
    assert part.list_of("gone", Part.name) == ()


def test_a_list_of_which_everything_is_needed_breaks_with_one_entry() -> None:
    """All entries are tried first, so that all problems are known."""
    assert _part({"list": [{"id": "a"}]}).every("list", Part.name) == ("a",)
    with pytest.raises(Broken):
        _part({"list": [{"id": "a"}, {}]}).every("list", Part.name)
    with pytest.raises(Broken):
        _part({"list": []}, ("list",)).every("list", Part.name)


def test_mappings_within_are_parts() -> None:
    """What is no mapping is none."""
    part = _part({"a": {"b": 1}, "c": 3})
    inner = part.inner("a")
    assert inner is not None
    assert (inner.path, inner.has("b"), inner.has("c")) == (("a",), True, False)
    assert part.inner("c") is None


def test_what_nothing_refers_to_may_be_wrong() -> None:
    """A part that can be left out is left out where it cannot be built; what was reported stays reported."""
    part = _part({"fine": {"id": "x"}, "wrong": {"id": 3}})
    assert part.optional("fine", Part.name) == "x"
    assert part.optional("wrong", Part.name) is None
    assert part.optional("gone", Part.name) is None
