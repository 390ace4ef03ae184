"""Text that people typed, made fit to be kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.handins.plain_text import plain


@pytest.mark.parametrize(
    ("typed", "kept", "n_unseen"),
    [
        ("  She asked.  ", "She asked.", 0),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree", 0),
        ("a\x00b\x1b[31mred\x7f", "ab[31mred", 3),
        ("e\u0301", "\u00e9", 0),
        ("half \ud800", "half", 1),
        ("\ufeffmarked", "marked", 1),
        ("سلام \u200fעברית", "سلام \u200fעברית", 0),
        ("<script>alert(1)</script> =1+1", "<script>alert(1)</script> =1+1", 0),
        ("tab\tkept", "tab\tkept", 0),
        ("🙂", "🙂", 0),
    ],
)
def test_only_what_nobody_can_see_is_taken_out(typed: str, kept: str, n_unseen: int) -> None:
    """Script stays text, writing from right to left stays as it was."""
    assert plain(typed) == (kept, n_unseen)


@given(st.text())
def test_what_is_kept_can_be_written_and_stays_the_same(typed: str) -> None:
    """A second time, nothing is left to do."""
    kept, _ = plain(typed)
    assert plain(kept) == (kept, 0)
    kept.encode("utf-8")
