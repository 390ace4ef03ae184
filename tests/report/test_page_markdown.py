"""A page as Markdown: the same as in HTML, and nobody's text means anything in it."""

from __future__ import annotations

import pytest

from fidelity.intervention import Intervention
from fidelity.report.page.page import page_of
from fidelity.report.page_markdown import coded, escaped, page_markdown
from tests.report.whole import page


@pytest.fixture(scope="module")
def text() -> str:
    """The page."""
    return page_markdown(page())


def test_the_page_says_all_that_it_is_given(text: str) -> None:
    """Headings, tables, items, scores, criteria, figures, profiles, companions and hashes."""
    for said in (
        "# Home visit \\<b\\>& more\\</b\\>",
        "What happens on Sundays \\| and at night.",
        "| Welcoming | A smile | A nod | A frown |",
        "- **Caring** (adaptable) Seen in `asks`, `listens` and `signs`.",
        "## Delivery of visits",
        "Scale `steps`:",
        "#### Caring",
        "**2. Asks openly** `asks` (critical)",
        "Answer on scale `steps`. Instead of a rating: not applicable (`NA`).",
        "| below 20 minutes | 1 |",
        "- **Competent** `competent`: Asks for `total` at least 60, from 2024-01-01. Source: Trial",
        "- Leaves out `asks`.",
        "- criterion `good` is new.",
        "- **other@2, checklist day, profile night**: It is rated on the same day.",
        page().text_hash,
    ):
        assert said in text, said


def test_tables_are_tables(text: str) -> None:
    """Every row of a table has as many cells as its head."""
    width = 0
    for line in text.splitlines():
        if not line.startswith("|"):
            width = 0
            continue
        n = line.replace("\\|", "").count("|")
        width = width or n
        assert n == width, line


def test_the_page_ends_with_one_line_break(text: str) -> None:
    """As files do, and with no two blank lines within."""
    assert text.endswith("`\n")
    assert "\n\n\n" not in text


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a *b* [c](d)", "a \\*b\\* \\[c\\](d)"),
        ("not_applicable and _this_", "not_applicable and \\_this\\_"),
        ("- a list", "\\- a list"),
        ("1. a list", "\\1. a list"),
        ("# no heading", "\\# no heading"),
        ("two\nlines", "two lines"),
    ],
)
def test_text_is_text(given: str, shown: str) -> None:
    """What would mean something is escaped."""
    assert escaped(given) == shown


def test_ids_stay_code() -> None:
    """A backtick without a partner is a letter like others."""
    assert coded("`a_b` or *c*") == "`a_b` or \\*c\\*"
    assert coded("a ` b") == "a \\` b"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a `\n\n<script>\n\n` b", "a ` <script> ` b"),
        ("```<script>`", "\\`\\`\\`\\<script\\>\\`"),
        ("`a``<script>`", "\\`a\\`\\`\\<script\\>\\`"),
        ("a\n\n---\n\n1. b", "a --- 1. b"),
    ],
)
def test_no_text_breaks_out_of_code(given: str, shown: str) -> None:
    """What is taken for code here is code in Markdown too, and a paragraph stays one line."""
    assert coded(given) == shown


def test_a_bare_intervention_has_a_page_too() -> None:
    """What is not said takes no room."""
    assert page_markdown(page_of(Intervention("bare", "1", "Bare"), {}, {})).startswith("# Bare\n\n`bare@1`")


def test_a_profile_is_named() -> None:
    """On top, and beside the checklist."""
    told = page_markdown(page("short"))
    assert "`visit@1.2`, profile `short`" in told
    assert "Checklist `delivery`, as profile `short` has it." in told
