"""What the caller says about tables that do not say it themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import attrs

from fidelity.ratings.heading import Absent
from fidelity.records.observation import Edition

Order = Literal["", "day_first", "month_first"]
"""How 03/04/2026 is meant; empty where nobody says."""
Clashes = Literal["refuse", "first", "last"]
"""What becomes of two different records of one visit by one rater: which of them is taken, if any."""


@attrs.frozen
class Asked:
    """What the caller says about tables that do not say it themselves.

    Attributes:
        edition: Which edition tables are of that do not say it; what is empty in it is open. None where nobody says.
        renames: What columns are called, and what is meant: the id of an item, or the name of a fact.
        marks: What cells of items, of ``role`` and of ``mode`` say, and what is meant: ``99`` and ``missing``.
        dates: How 03/04/2026 is meant.
        facts: Facts that hold wherever a record does not say them.
        from_file: The fact that the name of each file says, such as ``site``; empty for none.
        from_folder: The fact that the name of the folder says in which a file lies; empty for none.
        from_sheet: The fact that the name of each sheet of a workbook says; empty for none.
        absent: What an item without a column is: an ``error``, or ``missing``.
        clashes: What becomes of two different records of one visit by one rater.
        lenient: Whether files that cannot be used are left out and told, instead of refusing everything.
        with_sealed: Whether records are taken whose visit awaits another rater.
    """

    edition: Edition | None = None
    renames: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    marks: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    dates: Order = ""
    facts: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    from_file: str = ""
    from_folder: str = ""
    from_sheet: str = ""
    absent: Absent = "error"
    clashes: Clashes = "refuse"
    lenient: bool = False
    with_sealed: bool = False


NOTHING = Asked()
"""Nothing is said: tables have to say it all."""
