"""Lists as CSV: what a spreadsheet would compute is harmless, and every reader reads the same."""

from __future__ import annotations

import csv
import io

from fidelity.report.plain_csv import csv_rows


def test_raw_text_is_written_as_it_is() -> None:
    """For programs, which compute nothing; headings are text, too, and a mere number is harmless."""
    assert csv_rows(("a",), [("-1",), ("-x",)]) == "a\n-1\n'-x\n"
    assert csv_rows(("=a", "b"), [("=1", "x")]) == "'=a,b\n'=1,x\n"
    assert csv_rows(("=a", "b"), [("=1", "x")], raw=True) == "=a,b\n=1,x\n"


def test_every_end_of_line_stays_in_its_cell() -> None:
    """Also the one that Python's writer leaves without quotation marks, and its reader takes for the end of a row."""
    text = csv_rows(("a", "b"), [("1\r2\r\n3\n4", 'say "so", please')])
    assert [*csv.reader(io.StringIO(text, newline=""))] == [["a", "b"], ["1\n2\n3\n4", 'say "so", please']]
