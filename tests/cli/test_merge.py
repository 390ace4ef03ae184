"""`fidelity merge`: other stores are taken in whole or not at all, in any order, as often as one likes."""

from __future__ import annotations

import json
from collections.abc import Callable

from fidelity.records.store import Store
from tests.cli.conftest import Ran
from tests.cli.recorded import Recorded, record_id

Fidelity = Callable[..., Ran]


def rows(text: str) -> list[list[str]]:
    """The rows of the table, without its head."""
    return [line.split() for line in text.splitlines()[2:]]


def tablet(recorded: Recorded, *numbers: int, name: str = "tablet.sqlite") -> None:
    """A store of another device in the folder `in`, with these visits."""
    folder = recorded.folder / "in"
    folder.mkdir(exist_ok=True)
    with Store.create(folder / name) as store:
        for number in numbers:
            store.append(record_id(number), "goal", {"id": record_id(number), "text": "Ask first"}, by="R2")


def test_a_store_is_taken_in_and_known_the_next_time(fidelity: Fidelity, recorded: Recorded) -> None:
    """The second time there is nothing new."""
    recorded.put(1)
    tablet(recorded, 2, 3)
    ran = fidelity("merge", "in/tablet.sqlite")
    assert (ran.code, ran.err) == (0, "")
    assert rows(ran.out) == [["in/tablet.sqlite", "2", "0", "0", "taken", "in"]]
    assert rows(fidelity("merge", "in/tablet.sqlite").out) == [["in/tablet.sqlite", "0", "2", "0", "taken", "in"]]
    assert recorded.record(record_id(3)).made_by == "R2"


def test_folders_are_looked_through(fidelity: Fidelity, recorded: Recorded) -> None:
    """Every store in it, once, and not what lies beside them; our own is not merged into itself."""
    tablet(recorded, 2)
    tablet(recorded, 3, name="phone.sqlite")
    (recorded.folder / "in" / "readme.txt").write_text("nothing", encoding="utf-8")
    ran = fidelity("merge", "in", "in/phone.sqlite", ".")
    assert ran.code == 0
    assert [row[:3] for row in rows(ran.out)] == [["in/phone.sqlite", "1", "0"], ["in/tablet.sqlite", "1", "0"]]
    (recorded.folder / "empty").mkdir()
    empty = fidelity("merge", "empty")
    assert (empty.code, "no-stores" in empty.err) == (2, True)


def test_what_is_no_sound_store_is_refused_and_the_others_go_in(fidelity: Fidelity, recorded: Recorded) -> None:
    """Each refusal is told with its file, and the command ends with 1."""
    tablet(recorded, 2)
    (recorded.folder / "in" / "broken.sqlite").write_bytes(b"no store at all")
    ran = fidelity("merge", "in", "gone.sqlite")
    assert ran.code == 1
    assert rows(ran.out) == [
        ["in/broken.sqlite", "–", "–", "–", "refused"],
        ["in/tablet.sqlite", "1", "0", "0", "taken", "in"],
        ["gone.sqlite", "–", "–", "–", "refused"],
    ]
    assert ("in/broken.sqlite" in ran.err, "error[not-a-store]" in ran.err, "error[store-missing]" in ran.err) == (
        True,
        True,
        True,
    )
    assert recorded.record(record_id(2)).made_by == "R2"


def test_clashes_are_told(fidelity: Fidelity, recorded: Recorded) -> None:
    """Two people corrected one record apart: nothing is lost, and somebody has to decide."""
    recorded.clash(recorded.put(1))
    ran = fidelity("merge", "other")
    assert (ran.code, "1 clash waits to be settled: `fidelity settle`." in ran.err) == (1, True)
    assert recorded.record(record_id(1)).n_revisions == 3


def test_an_erasure_comes_over(fidelity: Fidelity, recorded: Recorded) -> None:
    """What was erased there is erased here."""
    recorded.put(1)
    other = recorded.folder / "other.sqlite"
    other.write_bytes(recorded.path.read_bytes())
    with Store.open(other) as store:
        store.erase(record_id(1), by="S2", why="withdrawn")
    assert rows(fidelity("merge", "other.sqlite").out) == [["other.sqlite", "1", "1", "1", "taken", "in"]]
    assert recorded.record(record_id(1)).erased


def test_the_same_as_data(fidelity: Fidelity, recorded: Recorded) -> None:
    """Files with their problems, and the clashes by record."""
    recorded.clash(recorded.put(1))
    ran = fidelity("merge", "other", "gone.sqlite", "--format", "json")
    shown = json.loads(ran.out)
    assert (ran.code, shown["new"], shown["clashes"]) == (1, 1, [record_id(1)])
    assert [[problem["code"] for problem in file["problems"]] for file in shown["files"]] == [[], ["store-missing"]]
