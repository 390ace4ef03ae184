"""`fidelity verify`: whether the chain holds, and what became of the definitions since."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable

from tests.cli.conftest import Ran
from tests.cli.recorded import Recorded, edition, record_id

Fidelity = Callable[..., Ran]


def test_a_sound_store_holds(fidelity: Fidelity, recorded: Recorded) -> None:
    """It tells how much it walked along, each chain's head, and the digest."""
    recorded.put(1)
    fidelity("correct", "0000", "--set", "asks=2", "--why", "misread")
    ran = fidelity("verify")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("2 entries in 1 chain: every hash holds.\n")
    shown = json.loads(fidelity("verify", "--format", "json").out)
    assert (shown["entries"], shown["problems"], shown["remarks"]) == (2, [], [])
    assert f"digest {shown['digest']}\n" in ran.out
    assert [(head["seq"], head["hash"][:16] in ran.out) for head in shown["heads"]] == [(2, True)]


def test_equal_stores_have_equal_digests(fidelity: Fidelity, recorded: Recorded) -> None:
    """Also when they were merged the other way round."""
    recorded.clash(recorded.put(1))
    fidelity("merge", "other")
    ours = json.loads(fidelity("verify", "--format", "json").out)["digest"]
    (recorded.folder / "keep.sqlite").write_bytes(recorded.path.read_bytes())
    recorded.path.write_bytes((recorded.folder / "other" / "tablet.sqlite").read_bytes())
    assert json.loads(fidelity("verify", "--format", "json").out)["digest"] != ours
    fidelity("merge", "keep.sqlite")
    assert json.loads(fidelity("verify", "--format", "json").out)["digest"] == ours


def test_a_rating_that_was_changed_behind_its_back_is_found(fidelity: Fidelity, recorded: Recorded) -> None:
    """Whoever opens the file with another tool and turns a 0 into a 2 is found out."""
    recorded.put(1)
    connection = sqlite3.connect(recorded.path)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("""UPDATE bodies SET content = replace(content, '"plans":"0"', '"plans":"2"')""")
    connection.commit()
    connection.close()
    ran = fidelity("verify")
    assert (ran.code, "error[body-changed]" in ran.err, "every hash holds" in ran.out) == (1, True, False)
    codes = [problem["code"] for problem in json.loads(fidelity("verify", "--format", "json").out)["problems"]]
    assert "body-changed" in codes


def test_what_became_of_definitions_is_a_note(fidelity: Fidelity, recorded: Recorded) -> None:
    """Not installed, computing or reading otherwise: each is told once, with how many records, and is no fault."""
    recorded.put(1)
    recorded.put(2, "P04-2026-11-20", of=edition(text_hash="sha256:" + "1" * 64))
    recorded.put(3, "P05-2026-11-20", of=edition(text_hash="sha256:" + "1" * 64))
    recorded.put(4, "P06-2026-11-20", of=edition(plan_hash="sha256:" + "2" * 64))
    recorded.put(5, "P07-2026-11-20", of=edition(version="0.9"))
    ran = fidelity("verify")
    notes = [line for line in ran.err.splitlines() if line.startswith("note: ")]
    assert (ran.code, len(notes)) == (0, 3)
    assert [note for note in notes if "2 records: the text of visit@1.2 has changed" in note and "111111111111" in note]
    assert [note for note in notes if "1 record: the visit@1.2 that is installed computes otherwise" in note]
    assert [note for note in notes if "1 record: visit@0.9, which was rated, is not there" in note]
    shown = json.loads(fidelity("verify", "--format", "json").out)
    assert sorted(each["code"] for each in shown["remarks"]) == [
        "edition-differs",
        "edition-not-installed",
        "text-differs",
    ]


def test_an_erased_record_asks_for_no_definition(fidelity: Fidelity, recorded: Recorded) -> None:
    """What is gone was rated with nothing."""
    recorded.put(1, of=edition(version="0.9"))
    fidelity("erase", record_id(1), "--why", "withdrawn", "--yes")
    ran = fidelity("verify")
    assert (ran.code, ran.err) == (0, "")
