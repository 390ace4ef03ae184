"""How large a hand-in may be, in every way in which one can be large.

A form of a hundred items with a note at each takes about 60 KB. What is allowed here is far more, and little enough
that a file made in malice costs a moment and some memory, and nothing else.
"""

from __future__ import annotations

MIB = 1 << 20

FILE = 20 * MIB
"""A workbook, or a table as text."""
DOCUMENT = 8 * MIB
"""A JSON document; many hand-ins in one file are JSON Lines."""
LINES = 128 * MIB
"""A file of JSON Lines."""
LINE = MIB
"""One of its lines."""
PROBLEMS = 100
"""So many problems of a part of one hand-in are told; to look for what was meant by a name takes its time."""
REFUSED = 1_000
"""So many hand-ins of one file are refused one by one; then the file is."""
LONGEST_INTEGER = 40
"""The digits of a whole number; more take quadratic time to read."""

MEMBERS = 200
"""The files within a workbook."""
UNPACKED = 32 * MIB
"""All that is read of a workbook, unpacked."""
RATIO = 100
"""How many times as large a workbook may get by being unpacked."""

ROWS = 50_000
"""The rows of a table."""
COLUMNS = 1_000
"""The columns of a table."""
CELLS = 2_000_000
"""The cells of a table."""
CHARACTERS = 32_767
"""One cell: what Excel holds."""

FACT = 300
"""The characters of a fact."""
FACTS = 60
"""How many facts there may be."""
ANSWER = 2_000
"""The characters of an answer; results of many persons are long."""
NOTE = 10_000
"""The characters of a note."""

FILES = 200_000
"""How many files are looked at in folders."""
