"""What is known to be wrong, and where things stand once wrong ones are left out."""

from __future__ import annotations

from fidelity.definition.log import log_of, slug
from fidelity.definition.part import Part
from fidelity.problems import Problem


def test_damage_reaches_up_to_the_root() -> None:
    """What holds something wrong is damaged; what stands beside it is not."""
    log = log_of([Problem("wrong-type", "", path=("a", 0, "b")), Problem("unknown-key", "", path=("c", "d"))])
    assert log.is_wrong(("a", 0, "b"))
    assert not log.is_wrong(("a", 0))
    assert log.is_damaged(("a", 0))
    assert log.is_damaged(("a",))
    assert not log.is_damaged(("a", 1))
    assert not log.is_damaged(("c", "d"))


def test_paths_of_records_become_paths_of_the_document() -> None:
    """The second record may be the fourth entry."""
    log = log_of([])
    log.keep(("items",), [0, 3])
    log.keep(("items", 3, "steps"), [2])
    assert log.in_document(Problem("x", "", path=("items", 1, "steps", 0))).path == ("items", 3, "steps", 2)
    assert log.in_document(Problem("x", "", path=("items", 0, "of", 1))).path == ("items", 0, "of", 1)
    assert log.in_document(Problem("x", "", path=("items", 9))).path == ("items", 9)


def test_names_of_broken_parts_are_remembered() -> None:
    """Under a path, as they are written and as they will have been meant."""
    log = log_of([])
    log.remember(Part({"id": "Asks open"}, ("items", 0), log))
    log.remember(Part({"id": 3}, ("items", 1), log))
    log.remember(Part({"id": "total"}, ("scores", 0), log))
    assert log.lost("items") == {"Asks open", "asks_open"}
    assert log.lost() == {"Asks open", "asks_open", "total"}
    assert log.broken == [("items", 0), ("items", 1), ("scores", 0)]
    assert slug("Plain-Words!") == "plain_words_"
