"""A form as one file: the same bytes each time, closed against everything, with its own parts and no others."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from fidelity.export.javascript import scorer
from fidelity.forms.html import SCRIPTS, STYLES, form_html, print_html
from fidelity.forms.payload import payload
from tests.forms.samples import blank

LONGEST = 300
"""How many lines a part of the script may have, as a module may."""
FORBIDDEN = (
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch(", "XMLHttp",
    "WebSocket", "sendBeacon", "EventSource", "importScripts", "import(", "location.href", "window.open", "postMessage",
)  # fmt: skip
"""What would turn text into markup or code, or ask a network."""


class Parts(HTMLParser):
    """The elements of a page with their attributes, and the texts of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.inside: list[tuple[str, dict[str, str], str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, {name: value or "" for name, value in attributes}))

    def handle_endtag(self, tag: str) -> None:
        """What follows stands in no script."""
        self.elements.append(("", {}))

    def handle_data(self, data: str) -> None:
        """Keep what stands in scripts and styles."""
        if self.elements and self.elements[-1][0] in ("script", "style"):
            self.inside.append((*self.elements[-1], data))


def policy(parts: Parts) -> dict[str, list[str]]:
    """What the page may do."""
    (content,) = (
        each["content"] for tag, each in parts.elements if each.get("http-equiv") == "Content-Security-Policy"
    )
    return {rule.split()[0]: rule.split()[1:] for rule in content.split(";")}


def hashed(text: str) -> str:
    """A text as a policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("write", [form_html, print_html])
def test_the_policy_allows_its_own_parts_alone(write: object) -> None:
    """Each script and the style by its hash, and nothing else at all."""
    assert callable(write)
    parts = Parts(write(blank()))
    styles = [hashed(text) for tag, _, text in parts.inside if tag == "style"]
    scripts = [hashed(text) for tag, each, text in parts.inside if tag == "script" and "type" not in each]
    assert policy(parts) == {
        "default-src": ["'none'"],
        "script-src": scripts or ["'none'"],
        "style-src": styles,
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "require-trusted-types-for": ["'script'"],
    }
    assert (len(styles), len(scripts)) == (1, 2 if write is form_html else 0)


@pytest.mark.parametrize("write", [form_html, print_html])
def test_nothing_is_fetched_and_nothing_runs_inline(write: object) -> None:
    """No element names an address, a handler or a style of its own."""
    assert callable(write)
    for tag, attributes in Parts(write(blank())).elements:
        named = {name for name in attributes if name.startswith("on") or name in ("style", "src", "srcset", "action")}
        assert not named, (tag, attributes)
        assert attributes.get("href", "#").startswith("#")
        assert tag not in ("link", "img", "iframe", "object", "embed", "base")


def test_ids_are_unique_and_what_refers_to_them_finds_them() -> None:
    """Labels, descriptions and headings belong to something."""
    elements = [each for _, each in Parts(form_html(blank())).elements]
    ids = [each["id"] for each in elements if "id" in each]
    assert len(ids) == len(set(ids))
    named = ("for", "aria-labelledby", "aria-describedby")
    wanted = {name for each in elements for key in named for name in each.get(key, "").split()}
    assert wanted <= set(ids)


def test_the_same_form_gives_the_same_bytes() -> None:
    """No clock, no chance."""
    assert form_html(blank()) == form_html(blank())


def test_the_page_holds_scorer_and_data() -> None:
    """As they are."""
    parts = Parts(form_html(blank()))
    scripts = [text for tag, each, text in parts.inside if tag == "script" and "type" not in each]
    (data,) = (text for tag, each, text in parts.inside if each.get("type") == "application/json")
    assert scripts[0] == scorer(blank().plan)
    assert json.loads(data) == payload(blank())


def test_what_is_known_stands_in_the_fields() -> None:
    """On paper too, where no script would put it there."""
    elements = Parts(print_html(blank(practitioner="P03", date="2026-11-20", raters="2"))).elements
    filled = {
        each.get("id") or each.get("data-part"): each["value"]
        for _, each in elements
        if each.get("type") == "text" and each.get("value")
    }
    assert filled == {"day": "20", "month": "11", "year": "2026", "fact-practitioner-input": "P03"}
    checked = [(each["name"], each["value"]) for _, each in elements if "checked" in each]
    assert checked == [("raters", "2")]


def test_a_form_holds_no_answers() -> None:
    """Nobody's: no item is ticked, and no note is written."""
    html = form_html(blank(practitioner="P03", raters="2"))
    items = [each for tag, each in Parts(html).elements if each.get("name", "").startswith("item-")]
    assert items
    assert not [each for each in items if "checked" in each]
    assert re.findall(r"<textarea[^>]*>([^<]*)", html) == [""] * 5


def test_each_sheet_of_paper_says_what_it_is() -> None:
    """In the style sheet, where every sign but letters and digits is written as its number."""
    html = print_html(blank())
    plan = blank().edition.plan_hash[7:19]
    assert rf'content: "visit\40 1\2e 2\2c \20 delivery\20 \b7 \20 plan\20 {plan}\20 ' in html
    assert '"FOOTING"' not in html
    assert '"HEADING"' not in html


def test_every_part_of_the_script_is_used_and_small() -> None:
    """A part that is not listed would be forgotten, and one that is long holds a second noun."""
    folder = files("fidelity.forms") / "templates" / "script"
    assert sorted(each.name for each in folder.iterdir()) == sorted(SCRIPTS)
    for name in SCRIPTS:
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        assert len(lines) <= LONGEST, name
        assert lines[0].startswith("// "), f"{name}: say in the first line what this part holds"


@pytest.mark.parametrize("word", FORBIDDEN)
def test_the_script_makes_no_markup_and_asks_no_network(word: str) -> None:
    """It sets texts as text, and has no way out."""
    script = "".join((files("fidelity.forms") / "templates" / "script" / name).read_text("utf-8") for name in SCRIPTS)
    assert word not in script


def test_the_form_looks_like_a_sibling_of_the_page() -> None:
    """Its colours and letters are those of the page about an intervention, by day and by night."""
    form, page = (
        (files(f"fidelity.{room}") / "templates" / name).read_text("utf-8")
        for room, name in (("forms", STYLES[0]), ("report", "page.css"))
    )
    pattern = r":root \{(.*?)\}"
    for ours, theirs in zip(
        re.findall(pattern, form, re.DOTALL)[:2], re.findall(pattern, page, re.DOTALL)[:2], strict=True
    ):
        declared = [{*re.findall(r"--[\w-]+: [^;]+;", text)} for text in (ours, theirs)]
        assert {each.split(":")[0] for each in declared[0] ^ declared[1]} == {"--on-accent"}
