"""How a form is filled in, with the page's own fields and buttons."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

FACTS = {"date": "2026-11-20", "practitioner": "P03", "team": "T1", "site": "S1", "client": "C7", "rater": "R1"}
"""What is said of the visit, as far as a form asks for it."""
SAVED = "#saved[data-state=saved]"
"""What is there while all is kept."""

_ANSWER_ALL = """
(answers) => {
  for (const [id, text] of Object.entries(answers)) {
    const place = document.getElementById(`item-${id}`);
    const choice = [...place.querySelectorAll("input[type=radio]")].find((input) => input.value === text);
    const input = document.getElementById(`item-${id}-input`);
    if (choice) choice.click();
    else {
      input.value = text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}
"""
_TELL_ALL = """
(facts) => {
  for (const [name, text] of Object.entries(facts)) {
    const inputs = [...document.querySelectorAll(`#fact-${name} input`)];
    const texts = name === "date" ? text.split("-").reverse() : [text];
    inputs.forEach((input, place) => {
      input.value = texts[place];
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
"""


def begin(page: Page) -> None:
    """Start a new visit and say who, where and when."""
    page.click("#new")
    page.wait_for_selector("#visit")
    page.evaluate(_TELL_ALL, FACTS if page.query_selector("#fact-client") else _without_client(page))
    page.click("#visit button.main")
    page.wait_for_selector(".item.current")


def _without_client(page: Page) -> dict[str, str]:
    return {name: text for name, text in FACTS.items() if page.query_selector(f"#fact-{name}")}


def answer(page: Page, answers: Mapping[str, str]) -> None:
    """Answer many items at once, and wait until all is kept."""
    page.evaluate(_ANSWER_ALL, dict(answers))
    page.wait_for_selector(SAVED)


def go(page: Page, view: str) -> None:
    """Go to another part of the page."""
    page.evaluate("(to) => (location.hash = location.hash.split('/').slice(0, 2).concat(to).join('/'))", view)
    page.wait_for_selector(f"body[data-view={view.split('/')[0]}]")


def hand_in(page: Page, folder: Path) -> dict[str, Any]:
    """Download what is to be handed in, open items or not, and read it."""
    go(page, "finish")
    if page.is_visible("#incomplete"):
        page.check("#incomplete")
    with page.expect_download() as download:
        page.click("#download")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {**content, "_file": path.name}
