"""What a store is asked to write, checked before anything is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from unicodedata import category, normalize

from fidelity.errors import UsageError
from fidelity.problems import Problem, nearest
from fidelity.records.entry import RECORDS, Kind
from fidelity.records.plain import written
from fidelity.records.revising import Revision

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
LONGEST = 200
"""The most signs that the id of a record can have."""


def revision(
    record: str, kind: str, content: Mapping[str, Any], *, by: str, at: str, why: str = "", after: str = ""
) -> Revision:
    """A revision that can be written, if the record allows it.

    Args:
        record: The record's id.
        kind: What it is a record of.
        content: What it says.
        by: Who says so.
        at: When.
        why: The reason.
        after: The revision that the writer saw.

    Raises:
        UsageError: Any of these is not what it should be.
    """
    if not record.isprintable() or " " in record or not 0 < len(record) <= LONGEST:
        message = f"`{record}` is no id of a record"
        raise UsageError(Problem("bad-record-id", message, "an id is one word; forms make their own"))
    if not _is_time(at):
        message = f"`{at}` is not a time of the log"
        raise UsageError(Problem("bad-time", message, "write UTC with microseconds: `2026-11-23T17:05:01.123456Z`"))
    because = reason(why) if after else plain(why)
    return Revision(normalize("NFC", record), kind_of_record(kind), written(content), code(by), at, because, after)


def kind_of_record(kind: str) -> Kind:
    """What a record can be a record of."""
    kinds = [each.value for each in RECORDS]
    if kind not in kinds:
        raise UsageError(Problem("wrong-kind", f"there are no records of kind `{kind}`", nearest(kind, kinds)))
    return Kind(kind)


def code(by: str) -> str:
    """The code of who acts."""
    found = plain(by)
    if not found or not found.isprintable():
        raise UsageError(Problem("nobody-named", "nothing says who does this", "give a code: `--by R1`"))
    return found


def reason(why: str) -> str:
    """A reason that says something."""
    found = plain(why)
    if not any(sign.isprintable() and not sign.isspace() for sign in found):
        raise UsageError(Problem("no-reason", "a reason is missing", "say why in a few words: `--why`"))
    return found


def plain(text: str) -> str:
    """Text in composed form, without blanks at its ends and without what controls a terminal."""
    kept = "".join(sign for sign in text if sign in "\n\t" or category(sign) not in ("Cc", "Cs"))
    return normalize("NFC", kept).strip()


def _is_time(at: str) -> bool:
    try:
        return _TIME.fullmatch(at) is not None and datetime.fromisoformat(at) is not None
    except ValueError:
        return False
