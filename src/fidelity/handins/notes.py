"""The notes of a hand-in, checked: text that people typed, kept as text."""

from __future__ import annotations

from collections.abc import Mapping

from fidelity.handins.limits import NOTE, PROBLEMS
from fidelity.handins.plain_text import plain
from fidelity.model.checklist import Checklist
from fidelity.problems import Problem, nearest, remark
from fidelity.records.personal import looks_personal

Found = tuple[Problem, str]
"""A problem, and the item whose note it is about."""


def checked_notes(given: Mapping[str, str], checklist: Checklist) -> tuple[dict[str, str], list[Found], list[Found]]:
    """The notes by item, what is wrong with them, and what is odd about them.

    Args:
        given: What the hand-in says, by item.
        checklist: The checklist.
    """
    notes: dict[str, str] = {}
    problems, remarks = list[Found](), list[Found]()
    for name, typed in given.items():
        if len(problems) + len(remarks) >= PROBLEMS:
            break
        text, n_unseen = plain(typed)
        if name not in checklist.item:
            known = nearest(name[:60], checklist.item)
            problems.append((Problem("unknown-item", "the checklist has no such item", known), name))
        elif len(text) > NOTE:
            message = f"it has {len(text):,} characters, and at most {NOTE:,} are kept"
            problems.append((Problem("too-long", message, "keep what matters for the next visit"), name))
        elif text:
            notes[name] = text
        if n_unseen:
            said = f"{n_unseen} signs that nobody can see were taken out"
            remarks.append((remark("control-character", said), name))
        if signs := looks_personal(text[:NOTE]):
            said = f"it looks as if it held {' and '.join(signs)}"
            remarks.append((remark("looks-personal", said, "give codes, and keep names elsewhere"), name))
    return notes, problems, remarks
