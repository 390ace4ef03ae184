"""The line of a record: the order of its revisions, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import pytest

from fidelity.errors import StoreError
from fidelity.records.line import Line
from fidelity.records.log import Row


def row(name: str, *parents: str, kind: str = "observation", at: int = 0, content: str | None = None) -> Row:
    """A row of a record, by an id that can be read."""
    listed = "[" + ",".join(f'"{parent}"' for parent in parents) + "]"
    text = None if kind not in ("observation", "goal") else f'{{"a":"{content or name}"}}'
    return Row("r", kind, listed, "R1", f"2026-11-23T17:00:{at:02}.000000Z", "", name, "d", 1, "", "", text, "", "0")


def tips(*rows: Row) -> Sequence[str]:
    """The tips of the record that rows come to."""
    return Line(rows).record().tips


def test_a_revision_comes_after_what_it_follows() -> None:
    """Clocks of devices differ; what followed what counts, and time only beside that."""
    rows = [row("c", "b", at=1), row("b", "a", at=0), row("a", at=9), row("d", "a", at=5)]
    assert [each.id for each in Line(rows).rows] == ["a", "b", "d", "c"]


def test_tips_that_say_the_same_are_no_clash() -> None:
    """The first by time stands for them; those that say something else clash."""
    first = row("a")
    assert tips(first, row("b", "a", at=1, content="x"), row("c", "a", at=2, content="x")) == ("b",)
    assert tips(first, row("b", "a", at=2, content="x"), row("c", "a", at=1, content="y")) == ("c", "b")
    three = (row("b", "a", at=1, content="x"), row("c", "a", at=2, content="y"), row("d", "a", at=3, content="x"))
    assert tips(first, *three) == ("b", "c")


def test_a_record_made_twice_alike_is_no_clash() -> None:
    """One form handed in on two devices is one record, with two first revisions."""
    record = Line([row("b", at=2, content="x"), row("a", at=1, content="x")]).record()
    assert (record.tips, record.made_at[17:19], record.n_revisions) == (("a",), "01", 2)


def test_a_record_is_as_old_as_its_first_revision() -> None:
    """A correction on a device whose clock is behind does not make it older, nor somebody else's."""
    record = Line([row("a", at=9), attrs.evolve(row("b", "a", at=1), by="R2")]).record()
    assert (record.made_by, record.made_at[17:19]) == ("R1", "09")


def test_an_id_of_two_kinds_is_a_clash() -> None:
    """Even where both say the same words."""
    assert tips(row("a", content="x"), row("b", kind="goal", at=1, content="x")) == ("a", "b")


def test_a_settlement_takes_over_what_it_kept() -> None:
    """The content of its first parent, and its sign-off."""
    rows = [
        row("a"), row("b", "a", at=1), row("s", "a", kind="signed_off", at=2), row("k", "s", "b", kind="settled", at=3),
    ]  # fmt: skip
    record = Line(rows).record()
    assert (record.tips, record.content, record.locked) == (("k",), {"a": "a"}, True)
    rows[-1] = row("k", "b", "s", kind="settled", at=3)
    record = Line(rows).record()
    assert (record.content, record.locked) == ({"a": "b"}, False)


def test_an_erasure_beside_anything_wins() -> None:
    """Whatever was made on other devices meanwhile, and whenever that was."""
    rows = [row("a"), row("e", "a", kind="erased", at=1), row("b", "a", at=2), row("f", "b", kind="erased", at=3)]
    record = Line(rows).record()
    assert (record.tips, record.erased, record.content, record.locked) == (("e",), True, None, False)
    assert Line(rows).clash() is None
    assert record.changed_at.startswith("2026-11-23T17:00:01")


def test_the_base_is_the_last_that_all_follow() -> None:
    """Where sides parted, not where the record began."""
    rows = [row("a"), row("b", "a", at=1), row("c", "b", at=2), row("d", "b", at=3), row("e", "d", at=4)]
    clash = Line(rows).clash()
    assert clash is not None
    assert clash.base == {"a": "b"}
    clash = Line([row("a"), row("b", at=1)]).clash()
    assert clash is not None
    assert clash.base is None


def test_a_parent_that_is_not_there_is_told() -> None:
    """Such a store is damaged, and reading the record says so instead of making something up."""
    with pytest.raises(StoreError, match="follows a revision that is not there"):
        Line([row("b", "a")])
    with pytest.raises(StoreError, match="follows a revision that is not there"):
        Line([row("a", "b"), row("b", "a")])
    with pytest.raises(StoreError, match="follows a revision that is not there"):
        Line([row("a", kind="signed_off")])


def test_a_long_line_is_read() -> None:
    """Thousands of revisions in a row are no more than a few."""
    rows = [row("0"), *(row(str(n), str(n - 1), kind="unlocked", at=n % 60) for n in range(1, 5000))]
    record = Line(rows).record()
    assert (record.tips, record.n_revisions, record.content) == (("4999",), 5000, {"a": "0"})
