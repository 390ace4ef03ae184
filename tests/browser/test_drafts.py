"""What a form says is saved is there: after a reload, after the browser was killed, and beside another window."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fidelity.forms.html import form_html
from tests.browser.conftest import ARGUMENTS, Opener
from tests.browser.filling import SAVED, answer, begin, go, hand_in
from tests.browser.forms import blank

if TYPE_CHECKING:
    from playwright.sync_api import Page, Playwright

ITEMS = [question.id for question in blank().questions]
NO_DATABASE = "Object.defineProperty(window, 'indexedDB', { value: undefined })"
NO_STORAGE = (
    f"{NO_DATABASE}; Object.defineProperty(window, 'localStorage', {{ get() {{ throw new Error('closed'); }} }})"
)
FULL = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...given) {
  if (window.isFull) throw new DOMException("the disk is full", "QuotaExceededError");
  return put.apply(this, given);
};
"""


@contextmanager
def killed_at_the_end(playwright: Playwright, chromium: str, profile: Path, page: Path) -> Iterator[Page]:
    """A browser with a profile of its own on the disk, which ends as a flat battery ends it."""
    context = playwright.chromium.launch_persistent_context(profile, executable_path=chromium, args=ARGUMENTS)
    opened = context.pages[0]
    opened.set_default_timeout(60_000)
    opened.goto(page.as_uri())
    yield opened
    # The browser with all its processes: they are a group of their own, and no other names this profile.
    with context.expect_event("close"):
        for group in groups(profile):
            os.killpg(group, signal.SIGKILL)


def groups(profile: Path) -> set[int]:
    """The groups of processes of a browser, by its profile."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"--user-data-dir={profile}".encode() in (process / "cmdline").read_bytes():
                found.add(os.getpgid(int(process.name)))
    assert found
    assert os.getpgrp() not in found
    return found


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="this system does not tell a browser's processes")
def test_what_was_saved_survives_a_kill(playwright: Playwright, chromium: str, tmp_path: Path) -> None:
    """Killed without warning in the middle of a note, the browser has all that was said to be saved."""
    page_file, profile = tmp_path / "form.html", tmp_path / "profile"
    page_file.write_text(form_html(blank()), encoding="utf-8")
    promised: dict[str, str] = {}
    for answers in (ITEMS[:7], ITEMS[7:15]):
        with killed_at_the_end(playwright, chromium, profile, page_file) as page:
            if promised:
                page.click("#drafts button.main")
                page.wait_for_selector("body[data-view=item]")
                assert kept(page)["ratings"] == promised
            else:
                begin(page)
            for item in answers:
                go(page, f"item/{item}")
                page.click(".item.current .choice >> nth=1")
                page.wait_for_selector(SAVED)
                promised[item] = "1"
            page.keyboard.press("Enter")
            page.locator(".item.current textarea").press_sequentially("nobody has pro")
    with killed_at_the_end(playwright, chromium, profile, page_file) as page:
        assert page.inner_text("#drafts h3") == "P03-2026-11-20-C7"
        assert "15 of 20 answered" in page.inner_text("#drafts .facts")
        page.click("#drafts button.main")
        page.wait_for_selector("body[data-view=item]")
        assert kept(page)["ratings"] == promised


def kept(page: Page) -> dict[str, Any]:
    """The draft that is open, as the browser's database holds it."""
    found: dict[str, Any] = page.evaluate("""() => new Promise((tell) => {
      indexedDB.open("fidelity-forms").onsuccess = (event) => {
        const id = location.hash.split("/")[1];
        const asked = event.target.result.transaction("drafts").objectStore("drafts").get(id);
        asked.onsuccess = () => tell(asked.result);
      };
    })""")
    return found


def test_a_reload_goes_on_where_one_was(opened: Opener) -> None:
    """At the same item, with answers, facts and notes."""
    with opened(form_html(blank())) as page:
        begin(page)
        answer(page, {"spoken_beforehand": "2", "safe_to_meet": "not_observed"})
        go(page, "item/safe_to_meet")
        page.fill(".item.current textarea", "not seen, twice")
        page.press(".item.current textarea", "Tab")
        page.wait_for_selector(SAVED)
        page.reload()
        page.wait_for_selector("#item-safe_to_meet.current")
        assert page.is_checked("#item-safe_to_meet input[value=not_observed]")
        assert page.is_checked("#item-spoken_beforehand input[value='2']")
        assert page.input_value("#item-safe_to_meet-note") == "not seen, twice"
        assert page.input_value("#fact-client-input") == "C7"
        assert page.input_value("[data-part=year]") == "2026"


def test_two_windows_never_write_over_each_other(opened: Opener) -> None:
    """The later write is refused and said, and what it held can be kept as a draft of its own."""
    with opened(form_html(blank())) as first:
        begin(first)
        answer(first, {"spoken_beforehand": "2"})
        second = first.context.new_page()
        second.goto(first.url)
        second.wait_for_selector("body[data-view=item]")
        answer(first, {"safe_to_meet": "1"})
        second.click("#item-spoken_beforehand .choice >> nth=2")
        second.wait_for_selector("#ask[open]")
        assert second.inner_text("#saved").startswith("Not saved")
        assert kept(first)["ratings"] == {"spoken_beforehand": "2", "safe_to_meet": "1"}
        second.click("text=Keep what is here as a draft of its own")
        second.wait_for_selector(SAVED)
        assert kept(second)["ratings"] == {"spoken_beforehand": "0"}
        assert kept(first)["ratings"] == {"spoken_beforehand": "2", "safe_to_meet": "1"}
        assert kept(first)["id"] != kept(second)["id"]


def test_the_other_window_s_answers_can_be_taken_over(opened: Opener) -> None:
    """What is there is shown, and one goes on from it."""
    with opened(form_html(blank())) as first:
        begin(first)
        answer(first, {"spoken_beforehand": "2"})
        second = first.context.new_page()
        second.goto(first.url)
        second.wait_for_selector("body[data-view=item]")
        answer(first, {"safe_to_meet": "1"})
        second.click("#item-spoken_beforehand .choice >> nth=2")
        second.click("text=Take over what is there")
        second.wait_for_selector("#item-safe_to_meet input[value='1']:checked", state="attached")
        answer(second, {"suits_family": "0"})
        assert kept(first)["ratings"] == {"spoken_beforehand": "2", "safe_to_meet": "1", "suits_family": "0"}


def test_without_a_database_plainer_storage_keeps_drafts(opened: Opener) -> None:
    """And the page says that it is less safe."""
    with opened(form_html(blank()), before=NO_DATABASE) as page:
        assert page.inner_text("#storage").startswith("This browser keeps drafts less safely")
        begin(page)
        answer(page, {"spoken_beforehand": "2"})
        page.reload()
        page.wait_for_selector("body[data-view=item]")
        assert page.is_checked("#item-spoken_beforehand input[value='2']")


def test_where_nothing_is_kept_nothing_is_called_saved(opened: Opener, tmp_path: Path) -> None:
    """The page works, warns, asks before it is left, and still gives the file."""
    with opened(form_html(blank()), before=NO_STORAGE) as page:
        assert page.inner_text("#storage").startswith("This browser keeps nothing for this page")
        begin(page)
        page.click(".item.current .choice")
        page.wait_for_selector("#saved[data-state=failed]")
        assert page.inner_text("#saved") == "Not saved: this browser keeps nothing for this page"
        assert hand_in(page, tmp_path)["ratings"] == {"spoken_beforehand": "2"}
        with page.expect_event("dialog") as asked:
            page.close(run_before_unload=True)
        assert asked.value.type == "beforeunload"
        asked.value.accept()


def test_a_full_disk_is_said_and_overcome(opened: Opener) -> None:
    """Nothing is called saved while it is full, and the next answer saves all that was not."""
    with opened(form_html(blank()), before=FULL) as page:
        begin(page)
        answer(page, {"spoken_beforehand": "2"})
        page.evaluate("window.isFull = true")
        page.click("#next")
        page.click(".item.current .choice")
        page.wait_for_selector("#saved[data-state=failed]")
        assert kept(page)["ratings"] == {"spoken_beforehand": "2"}
        page.evaluate("window.isFull = false")
        page.click("#next")
        page.click(".item.current .choice")
        page.wait_for_selector(SAVED)
        assert kept(page)["ratings"] == {"spoken_beforehand": "2", "safe_to_meet": "2", "suits_family": "2"}


def test_drafts_are_listed_and_deleted(opened: Opener) -> None:
    """With what is known of each; one is deleted only after a question, and all are by clearing the device."""
    with opened(form_html(blank())) as page:
        for many in (3, 5):
            begin(page)
            answer(page, dict.fromkeys(ITEMS[:many], "2"))
            page.evaluate("location.hash = '#/'")
            page.wait_for_selector("body[data-view=start]")
        facts = page.locator("#drafts .facts").all_inner_texts()
        assert ["5 of 20 answered" in facts[0], "3 of 20 answered" in facts[1]] == [True, True]
        assert facts[0].startswith("20 Nov 2026 · rater R1 · ")
        page.click("#drafts .danger >> nth=0")
        page.click("text=Keep it")
        assert page.locator("#drafts li").count() == 2
        page.click("#drafts .danger >> nth=0")
        page.click("text=Delete it")
        page.wait_for_selector("#drafts li:only-child")
        assert "3 of 20 answered" in page.inner_text("#drafts .facts")
        page.click(".device summary")
        page.click("#clear-device")
        page.click("text=Delete all of them")
        page.wait_for_selector("#drafts:empty", state="attached")


def test_a_draft_of_another_edition_is_not_lost(opened: Opener, tmp_path: Path) -> None:
    """A newer form shows it, does not open it, and gives its file with the edition that was rated."""
    form = blank()
    old = form_html(form)
    new = old.replace(form.edition.plan_hash, "sha256:" + "0" * 64)
    with opened(old) as page:
        begin(page)
        answer(page, {"spoken_beforehand": "2"})
        Path(page.url.removeprefix("file://").partition("#")[0]).write_text(new, encoding="utf-8")
        page.evaluate("location.hash = '#/'")
        page.wait_for_selector("#drafts li")
        page.reload()
        page.wait_for_selector("#drafts li")
        with page.expect_download() as download:
            page.click("text=Download as it is")
        content = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert content["plan_hash"] == form.edition.plan_hash
    assert content["ratings"] == {"spoken_beforehand": "2"}
