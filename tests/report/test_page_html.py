"""A page as HTML: whole in itself, without a script, and nobody's text means anything in it."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import attrs
import pytest

from fidelity.intervention import Intervention
from fidelity.report.page.page import page_of
from fidelity.report.page_html import page_html
from tests.report.whole import page

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Reader(HTMLParser):
    """Reads a page: its tags as they nest, its ids, links and words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.styled: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Take a tag."""
        self.tags.append(tag)
        known = dict(attributes)
        self.ids += [known["id"] or ""] if "id" in known else []
        self.links += [known["href"] or ""] if "href" in known else []
        self.styled += [tag for name in known if name == "style" or name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that is open."""
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def html() -> str:
    """The page."""
    return page_html(page())


@pytest.fixture(scope="module")
def read(html: str) -> Reader:
    """The page, read."""
    reader = Reader()
    reader.feed(html)
    return reader


def test_every_tag_is_closed_and_every_place_is_one(read: Reader) -> None:
    """The page is sound, and each link within it leads somewhere."""
    assert read.open == []
    assert len(set(read.ids)) == len(read.ids)
    within = {link.removeprefix("#") for link in read.links if link.startswith("#")}
    assert within <= set(read.ids)
    assert "checklist-delivery-greets" in within or "checklist-delivery-asks" in within


def test_nothing_is_fetched_and_nothing_runs(html: str, read: Reader) -> None:
    """No script, no picture, no style but its own, which is permitted by its hash."""
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(read.tags)
    assert read.styled == []
    assert [link for link in read.links if not link.startswith("#")] == ["https://example.org/visit"]
    style = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(style) == 1
    hashed = b64encode(sha256(style[0].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{hashed}'" in html
    assert "url(" not in style[0]
    assert "@import" not in style[0]


def test_text_is_text(html: str) -> None:
    """A tag in a title is shown, and not obeyed."""
    assert "Home visit &lt;b&gt;&amp; more&lt;/b&gt;" in html
    assert "<b>" not in html


def test_an_address_that_is_none_is_no_link() -> None:
    """Only addresses of the web can be followed."""
    told = page_html(attrs.evolve(page(), url="javascript:alert(1)"))
    assert 'href="javascript' not in told
    assert "javascript:alert(1)" in told


def test_the_page_says_all_that_it_is_given(html: str) -> None:
    """Items, anchors, points, scores, bands, criteria, figures, profiles, companions and hashes."""
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<body>")[2]))
    for said in (
        "What happens on Sundays | and at night.",
        "A smile",
        "First day",
        "Greets everyone",
        "Waits and sums up",
        "at least 20 minutes",
        "Instead of a rating: not applicable ( NA )",
        "The points of all 5 items as a percentage of the possible points.",
        "at least 60",
        "Competent visits",
        "Leaves out asks .",
        "other@2, checklist day, profile night",
        page().text_hash,
        page().checklists[0].plan_hash,
    ):
        assert said in words, said


def test_ids_in_sentences_are_code_and_lead_to_their_place(html: str) -> None:
    """An item or score of the checklist is linked."""
    assert '<a href="#checklist-delivery-total"><code>total</code></a>' in html


def test_the_same_page_is_the_same_bytes(html: str) -> None:
    """No date and no chance is in it."""
    assert page_html(page()) == html


def test_a_bare_intervention_has_a_page_too() -> None:
    """What is not said takes no room."""
    reader = Reader()
    reader.feed(page_html(page_of(Intervention("bare", "1", "Bare"), {}, {})))
    assert reader.open == []
    assert "table" not in reader.tags


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_every_colour_of_text_can_be_read(html: str) -> None:
    """In light and in dark, text stands out from what it stands on by 4.5 to 1, as WCAG AA asks."""
    palettes = re.findall(r":root \{(.*?)\}", html, re.DOTALL)[:2]
    light = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", palettes[0]))
    dark = {**light, **dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", palettes[1]))}
    for palette in (light, dark):
        for ink in ("ink", "soft", "accent", "good", "fair", "poor"):
            for ground in ("paper", "card", "tint"):
                assert _contrast(palette[ink], palette[ground]) >= 4.5, (ink, ground)
        for ink in ("warn", "ink"):
            assert _contrast(palette[ink], palette["warn-tint"]) >= 4.5, ink
