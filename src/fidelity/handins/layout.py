"""How a fill-in sheet is laid out, as a workbook and as text alike: what is written, and what is found again.

A sheet is one table. A row is a fact, an item, or something that says which form this is; its key tells which, so that
rows and columns may be moved, and texts be translated, without harm.
"""

from __future__ import annotations

NUMBER, QUESTION, ANSWER, NOTE, PERMITTED, GUIDANCE, KEY = (
    "No.",
    "Question",
    "Answer",
    "Note",
    "Permitted",
    "How to decide",
    "Key",
)
COLUMNS = (NUMBER, QUESTION, ANSWER, NOTE, PERMITTED, GUIDANCE, KEY)
"""What the columns are called, in their order; only the key, the answer and the note are read."""
READ = (KEY, ANSWER, NOTE)

FACT, DATE, ITEM, FORM = "fact", "date", "item", "form"
"""The kinds of rows; a key is one of these, a colon, and a name."""
KINDS = (FACT, DATE, ITEM, FORM)
DATE_PARTS = ("year", "month", "day")
"""The rows of the kind ``date``.

A sheet in text asks for the parts of the date: a spreadsheet would rewrite a whole one in the manner of its country,
and nobody could tell 3 April from 4 March.
"""
EDITION = "edition"
PLAN_HASH = "plan_hash"
TEXT_HASH = "text_hash"
ID = "id"
FORM_ROWS = (EDITION, PLAN_HASH, TEXT_HASH, ID)
"""What says which form this is.

The edition is one text, ``imr/fidelity@1.0``, because a spreadsheet would make the number 1 of a version ``1.0`` that
stands alone in its cell.
"""


def key(kind: str, name: str) -> str:
    """The key of a row: ``item:greets``."""
    return f"{kind}:{name}"


def edition_text(intervention: str, version: str, checklist: str, profile: str) -> str:
    """An edition in one text: ``imr/fidelity@1.0``, with the profile before the version where there is one."""
    return "/".join(filter(None, (intervention, checklist, profile))) + f"@{version}"


def edition_parts(text: str) -> tuple[str, str, str, str] | None:
    """Intervention, version, checklist and profile of such a text; None where it is none.

    Args:
        text: What `edition_text` wrote; ids hold no ``@``, and a version may hold whatever it likes.
    """
    ids, _, version = text.partition("@")
    intervention, *rest = ids.split("/")
    if not version or not all((intervention, *rest)) or len(rest) not in (1, 2):
        return None
    return intervention, version, rest[0], rest[1] if len(rest) == 2 else ""
