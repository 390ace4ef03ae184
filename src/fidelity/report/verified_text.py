"""What came of verifying a store: on a page of plain text, and as plain data."""

from __future__ import annotations

from collections.abc import Sequence

from fidelity.problems import Problem
from fidelity.records.verifying import Verified
from fidelity.report.grid import grid, paragraph
from fidelity.report.problems import as_json


def verified_text(verified: Verified, width: int = 80) -> str:
    """What the walk along the chains found.

    Args:
        verified: What came of it.
        width: How wide the page is, in characters.
    """
    n, chains = verified.n_entries, len(verified.heads)
    of = f"{'1 entry' if n == 1 else f'{n} entries'} in {'1 chain' if chains == 1 else f'{chains} chains'}"
    if verified.problems:
        found = "1 problem" if len(verified.problems) == 1 else f"{len(verified.problems)} problems"
        blocks = [paragraph(f"{of}: {found}.", width)]
    else:
        blocks = [paragraph(f"{of}: every hash holds.", width)]
    if verified.heads:
        rows = [(head.device, str(head.seq), head.hash[:16]) for head in verified.heads]
        blocks.append(grid(("device", "entries", "head"), rows, (1,), width))
    blocks.append(f"digest {verified.digest}")
    blocks.append(
        paragraph(
            "Stores with the same digest hold the same entries. Write digest or heads down elsewhere: whoever could "
            "rewrite the whole file could also rewrite its hashes.",
            width,
        )
    )
    return "\n\n".join(blocks)


def verified_json(verified: Verified, definitions: Sequence[Problem]) -> dict[str, object]:
    """The same as plain data.

    Args:
        verified: What came of it.
        definitions: What is known of the definitions that records were rated with.
    """
    return {
        "format": 1,
        "entries": verified.n_entries,
        "digest": verified.digest,
        "heads": [{"device": head.device, "seq": head.seq, "hash": head.hash} for head in verified.heads],
        "problems": as_json(verified.problems)["problems"],
        "remarks": as_json((*verified.remarks, *definitions))["problems"],
    }
