"""Records counted by pattern."""

from __future__ import annotations

from fidelity.evaluation.patterning import patterns_of, patterns_of_pieces
from fidelity.model.status import Status
from fidelity.tally.cube import Kind
from fidelity.tally.patterned import Patterned
from tests.evaluation.doubles import Record, gathered, visits

RECORDS = [
    Record("V1", "R1", (3, 0, 1, 5)),
    Record("V1", "R2", (3, Status.NOT_APPLICABLE, 0, 9)),
    Record("V2", "R1", (Status.MISSING, 0, 1, 5), site="S2"),
]


def counts(of: Patterned, kind: Kind, name: str) -> dict[tuple[str, ...], int]:
    """How many visits of each group have each pattern of a measure."""
    found = of.cube.find(kind, name)
    assert found is not None
    rows, held = of.cube.cells.rows(), found.counts
    return {
        (*rows[cell], str(found.levels[level])): int(n)
        for cell, level, n in zip(held.cell, held.level, held.n, strict=True)
    }


def test_what_a_tally_holds() -> None:
    """Points, then statuses; who said nothing is in no pattern; raw numbers and scores have none."""
    found = patterns_of(gathered(RECORDS), ("site", "practitioner"))
    assert found.cube.cells.names == ("site",)
    assert [choice.label for choice in found.choices["item", "asks"]] == ["0", "1", "2", "3", "(not_applicable)"]
    assert counts(found, "item", "asks") == {("S1", "0 0 0 2 0"): 1}
    assert counts(found, "item", "listens") == {("S1", "1 0 0 0 1"): 1, ("S2", "1 0 0 0 0"): 1}
    # 3 + 0 + 1 meets the cut of 4; 3 + 0 without the item that did not apply does not.
    assert counts(found, "criterion", "good") == {("S1", "1 1 0"): 1, ("S2", "0 0 1"): 1}
    assert [key[1] for key in found.choices] == ["asks", "listens", "plans", "good"]


def test_pieces_add_to_the_whole() -> None:
    """Visits in any number of pieces give the same counts."""
    records = visits(20, 1)
    pieces = [[record for record in records if int(record.visit[1:]) % 3 == part] for part in range(3)]
    (found,) = patterns_of_pieces(map(gathered, pieces), ("site",)).values()
    whole = patterns_of(gathered(records), ("site",))
    for kind, name in whole.choices:
        assert counts(found, kind, name) == counts(whole, kind, name)
