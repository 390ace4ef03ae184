"""Problems: their places, paths and advice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fidelity.problems import Place, Problem, nearest, twice, under


def test_a_place_reads_as_editors_link_it() -> None:
    """What is not known of a place is left out."""
    assert str(Place("a.yaml", 3, 5)) == "a.yaml:3:5"
    assert str(Place("a.yaml", 3)) == "a.yaml:3"
    assert str(Place("a.yaml")) == "a.yaml"


def test_a_problem_is_seen_from_further_up() -> None:
    """The path grows at its beginning, and nothing else changes."""
    problem = Problem("a", "wrong", "mend it", ("scale",))
    assert problem.under("items", 3).path == ("items", 3, "scale")
    assert [each.path for each in under([problem, problem], "items")] == [("items", "scale")] * 2
    assert problem.under("items").message == "wrong"


def test_a_problem_gets_its_place() -> None:
    """The place is added to a new record; the old one stays."""
    problem = Problem("a", "wrong")
    placed = problem.at(Place("a.yaml", 1, 2))
    assert (str(placed.place), problem.place) == ("a.yaml:1:2", None)


def test_the_nearest_name_is_offered() -> None:
    """A near name is a question, no near name is a list, and nothing known is nothing said."""
    assert nearest("totl", ["total", "mean"]) == "did you mean `total`?"
    assert nearest("xyz", ["total", "mean"]) == "known here: `mean`, `total`"
    assert nearest("xyz", []) == ""
    assert nearest("xyz", [f"name_{number:02}" for number in range(20)]).endswith("`name_11` and 8 more")


@given(st.text(), st.lists(st.text(min_size=1)))
def test_a_known_name_is_its_own_nearest(name: str, names: list[str]) -> None:
    """Whatever is asked, there is an answer, and a name that is known is offered itself."""
    assert isinstance(nearest(name, names), str)
    for each in names:
        assert nearest(each, names) == f"did you mean `{each}`?"


def test_a_double_is_found_where_it_stands() -> None:
    """The second of two is the problem, and the third another."""
    names = [((n, "id"), name) for n, name in enumerate(("a", "b", "a", "a"))]
    found = list(twice(names, "id-twice", "item"))
    assert [problem.path for problem in found] == [(2, "id"), (3, "id")]
    assert found[0].message == "item `a` is defined twice"
