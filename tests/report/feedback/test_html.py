"""The page as HTML: whole in itself, without a script, headings in order, and nobody's text means anything in it."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import attrs
import pytest
from hypothesis import given, settings

from fidelity.definition.reading import read_definition
from fidelity.plan.definition import Definition
from fidelity.plan.lowering import lower
from fidelity.report.feedback.html import feedback_html
from fidelity.report.feedback.page import feedback_of
from fidelity.report.feedback.subject import Earlier
from tests.report.feedback.sample import GOOD, HARD, MIDDLING, NOTES, SPARSE, family_meeting, observation, subject
from tests.report.feedback.test_page import CASES, Case
from tests.report.whole import WHOLE

VOID = {"meta", "br", "link", "img", "input", "hr"}
EARLIER = [observation(family_meeting(), ratings, {}, date=day) for ratings, day in (
    (MIDDLING, "2026-08-20"), (SPARSE, "2026-09-18"), (GOOD, "2026-10-16"))]  # fmt: skip


class Reader(HTMLParser):
    """Reads a page: its tags as they nest, its ids, headings and words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.pointed: list[str] = []
        self.forbidden: list[str] = []
        self.headings: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Take a tag."""
        self.tags.append(tag)
        known = dict(attributes)
        self.ids += [known["id"] or ""] if "id" in known else []
        self.pointed += (known.get("aria-labelledby") or "").split()
        self.pointed += [(known["href"] or "").removeprefix("#")] if "href" in known else []
        self.forbidden += [name for name in known if name in ("style", "src", "srcdoc") or name.startswith("on")]
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that is open."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Take words of a heading."""
        if self.open and any(re.fullmatch(r"h[1-6]", tag) for tag in self.open):
            level, text = self.headings[-1]
            self.headings[-1] = level, text + data


def read(html: str) -> Reader:
    """A page, read."""
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    return reader


@pytest.fixture(scope="module")
def html() -> str:
    """The page of a middling meeting, with a course."""
    return feedback_html(feedback_of(subject(MIDDLING, family_meeting(), EARLIER, NOTES)))


def test_the_page_is_sound(html: str) -> None:
    """Every tag is closed, every id is one, and whatever is pointed at is there."""
    page = read(html)
    assert len(set(page.ids)) == len(page.ids)
    assert set(page.pointed) <= set(page.ids)
    assert '<html lang="en">' in html
    assert "<title>Something to build on. Next: “The child" in html


def test_headings_are_in_order_and_none_is_empty(html: str) -> None:
    """One at the top, and no level is skipped."""
    headings = read(html).headings
    levels = [level for level, _ in headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(text.strip() for _, text in headings)
    assert [text for level, text in headings if level == 2] == [
        "What went well",
        "Two things to work on next",
        "Where this visit stands",
        "How it has gone",
        "What we agree on now",
        "Everything that was rated",
        "Where this comes from",
    ]


def test_nothing_is_fetched_and_nothing_runs(html: str) -> None:
    """No script, no style but its own, which is permitted by its hash; the picture stands in the page."""
    page = read(html)
    assert not {"script", "img", "link", "iframe", "object", "form", "a"} & set(page.tags)
    assert page.forbidden == []
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    hashed = b64encode(sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{hashed}'" in html
    assert "url(" not in html
    assert "@import" not in style
    assert page.tags.count("svg") == 1


def test_the_same_feedback_is_the_same_bytes(html: str) -> None:
    """No date and no chance is in it."""
    assert feedback_html(feedback_of(subject(MIDDLING, family_meeting(), EARLIER, NOTES))) == html


def test_there_is_no_picture_below_two_scores() -> None:
    """And a sentence that says so."""
    html = feedback_html(feedback_of(subject(GOOD, family_meeting(), EARLIER[1:2])))
    assert "<svg" not in html
    assert "Only one of the 2 visits on record has a score so far." in html
    assert "<figure" not in html


def test_nobodys_text_means_anything() -> None:
    """Not a title's, a note's, a fact's or a goal's."""
    intervention = read_definition(WHOLE.encode(), "visit.yaml")
    definition = Definition(intervention, lower(intervention.checklist("delivery")))
    evil = "<script>alert(1)</script>\"'&"
    of = subject(
        {"greets": "1", "asks": "0"}, definition, (), {"greets": evil}, rater=evil, observation=evil, mode=evil
    )
    html = feedback_html(feedback_of(attrs.evolve(of, origin=attrs.evolve(of.origin, standing=evil))))
    assert "script" not in read(html).tags
    assert "b" not in read(html).tags
    assert html.count("&lt;script&gt;") >= 3
    assert "Home visit &lt;b&gt;&amp; more&lt;/b&gt;" in html


def test_a_picture_of_hostile_names_is_harmless() -> None:
    """The names of scores and criteria go through another writer, and come out as text too."""
    intervention = read_definition(
        WHOLE.replace("The whole", "<b>&").replace("title: Competent", "title: <i>&").encode(), "v.yaml"
    )
    definition = Definition(intervention, lower(intervention.checklist("delivery")))
    best = {"greets": "2", "asks": "2", "listens": "2", "signs": "yes", "length": "30"}
    days = ("2026-08-20", "2026-09-20")
    before = [Earlier(observation(definition, best, {}, date=day), definition) for day in days]
    html = feedback_html(feedback_of(attrs.evolve(subject(best, definition), earlier=tuple(before))))
    assert "<svg" in html
    assert not {"b", "i"} & set(read(html).tags)


def test_long_lists_are_folded_up() -> None:
    """More than eight visits, more than six scores, and the ratings; what is folded up is not printed."""
    many = [observation(family_meeting(), GOOD, {}, date=f"2026-01-{day:02}") for day in range(1, 12)]
    html = feedback_html(feedback_of(subject(GOOD, family_meeting(), many)))
    assert html.count("<details") == 2
    assert '<details class="points">' in html
    few = feedback_html(feedback_of(subject(GOOD, family_meeting(), EARLIER)))
    assert '<details class="points" open>' in few


def test_what_is_empty_is_not_laid_out() -> None:
    """A page of nothing has no empty heading, paragraph, cell or list."""
    for ratings in ({}, SPARSE, HARD, GOOD):
        html = feedback_html(feedback_of(subject(ratings)))
        assert not re.findall(r"<(h\d|p|dd|dt|ul|ol|dl|figure)[^>]*>\s*</\1>", html)


@settings(max_examples=40, deadline=None)
@given(CASES)
def test_every_page_is_sound(case: Case) -> None:
    """Whatever the checklist and the ratings: tags nest, ids are single, headings follow each other."""
    html = feedback_html(feedback_of(case.subject()))
    page = read(html)
    assert len(set(page.ids)) == len(page.ids)
    assert set(page.pointed) <= set(page.ids)
    levels = [level for level, _ in page.headings]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(text.strip() for _, text in page.headings)
    assert page.forbidden == []
    assert not re.findall(r"<(h\d|p|dd|dt|ul|ol|dl|figure)[^>]*>\s*</\1>", html)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_of_text_can_be_read(html: str) -> None:
    """By day and by night, text stands out from what it stands on by 4.5 to 1, as WCAG AA asks."""
    for palette in re.findall(r":root \{(.*?)\}", html, re.DOTALL)[:2]:
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", palette))
        for front in ("ink", "soft", "accent"):
            for back in ("paper", "card", "tint"):
                bright, dark = sorted((_luminance(colours[front]), _luminance(colours[back])), reverse=True)
                assert (bright + 0.05) / (dark + 0.05) >= 4.5, (front, back)
