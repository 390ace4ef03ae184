"""What codes look like: patterns that can be read, shown and trusted, and none besides."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.errors import InvalidRecord
from fidelity.records.code_pattern import LONGEST_CODE, CodePattern

PIECE = st.sampled_from(["[A-Z]", "[0-9]", r"\d", "[a-z0-9]", "P", "-", "[AB]", r"\.", "(AB|C)", "([A-Z]-)", r"\w"])
REPEAT = st.sampled_from(["", "?", "+", "*", "{2}", "{1,3}", "{0,2}", "{2,}"])
PATTERN = st.lists(st.builds(str.__add__, PIECE, REPEAT), min_size=1, max_size=5).map("".join)


@pytest.mark.parametrize(
    ("pattern", "example"),
    [
        ("[A-Z]{1,4}[0-9]{1,5}", "AB12"),
        (r"P\d{2}", "P12"),
        ("(AB|CD)-[0-9]{3}(-[A-Z]{2})?", "AB-123-AB"),
        ("([A-Z]{2}-){2}[0-9]+", "AB-AB-12"),
        ("site_[a-z]*", "site_ab"),
        ("[A-Z0]", "A"),
        ("[0]{3}", "000"),
        (r"S[\d_-]{2}", "S12"),
        ("(?:N|S)[1-9]", "N1"),
    ],
)
def test_an_example_is_given(pattern: str, example: str) -> None:
    """One that people would come up with."""
    made = CodePattern(pattern)
    assert made.example == example
    assert made.fits(example)


@pytest.mark.parametrize(
    ("code", "fits"),
    [("P03", True), ("P", False), ("P03x", False), ("p03", False), (" P03", False), ("P03\n", False), ("", False),
     ("P٣", False), ("Ｐ03", False), ("P03 R1", False)],
)  # fmt: skip
def test_the_whole_code_must_fit(code: str, fits: bool) -> None:
    """Nothing before or after it, no line break at its end, and no digits of other scripts."""
    assert CodePattern(r"[A-Z]{1,4}\d{1,5}").fits(code) is fits


@given(PATTERN)
def test_what_is_accepted_has_an_example_that_fits(pattern: str) -> None:
    """A pattern is refused, or its example fits it as Python reads it, and it is at once clear what does not."""
    try:
        made = CodePattern(pattern)
    except InvalidRecord:
        return
    assert re.fullmatch(pattern, made.example, re.ASCII)
    assert not made.fits("")
    started = time.perf_counter()
    for sign in "A1a-.":
        made.fits(sign * (LONGEST_CODE - 1) + "!")
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("", "1 to 200 signs"),
        ("A" * 201, "1 to 200 signs"),
        ("(a+)+b", "too many ways"),
        ("(a|a)*", "too many ways"),
        ("(a?){20}b", "too many ways"),
        ("(a|ab)(c|bcd)*d*e*", "too many ways"),
        ("a?" * 30 + "a" * 30, "too many ways"),
        ("[a-z]+" * 4, "too many ways"),
        (".*", "`.` does not belong there"),
        ("[^A]", "`[` does not belong there"),
        ("(?=A)A", "`?` does not belong there"),
        (r"(A)\1", r"`\` does not belong there"),
        ("^A$", "`^` does not belong there"),
        ("A++", "`+` does not belong there"),
        ("A+?", "`?` does not belong there"),
        ("(A", "a bracket is not closed"),
        ("A)", "`)` does not belong there"),
        ("[A-Z", "`[` does not belong there"),
        ("[]", "`[` does not belong there"),
        ("[Z-A]", "`Z-A` counts backwards"),
        ("A{3,2}", "`{3,2}` counts from more to fewer"),
        ("A{0}", "`{0}` counts from more to fewer"),
        ("A*", "an empty code would fit it"),
        ("(A|)", "an empty code would fit it"),
        ("A{99}", "at most 64 signs"),
        ("+", "`+` does not belong there"),
        ("Größe", "`ö` does not belong there"),
    ],
)
def test_what_cannot_be_trusted_is_refused(pattern: str, why: str) -> None:
    """The reason is given, and an example of a pattern."""
    with pytest.raises(InvalidRecord, match=re.escape(why)) as error:
        CodePattern(pattern)
    assert error.value.problems[0].code == "bad-code-pattern"
    assert "[A-Z]{1,4}[0-9]{1,5}" in error.value.problems[0].help
