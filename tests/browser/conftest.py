"""A real browser, where one is installed: pages opened from the disk, without a network and with nothing overlooked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

Opener = Callable[..., AbstractContextManager["Page"]]
"""Opens a page that is given as text: `with opened(html, viewport=…) as page:`."""
ARGUMENTS = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND"]
"""No address leads anywhere; and the tests may run as root, where Chromium has no sandbox."""


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium lies."""
    found = next(filter(None, map(which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("Chromium is not installed, so no page is tried")
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives a browser."""
    if find_spec("playwright") is None:
        pytest.skip("Playwright is not installed, so no page is tried")
    with import_module("playwright.sync_api").sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """The browser; each page gets a profile of its own in it."""
    started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
    yield started
    started.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Opener:
    """Opens a page that is given as text, and fails for any request and any complaint of the browser.

    A script that is given as `before` runs before those of the page, to break something that they count on.
    """

    @contextmanager
    def open_page(html: str, before: str = "", **options: Any) -> Iterator[Page]:
        path = tmp_path / "form.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(offline=True, accept_downloads=True, **options)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.set_default_timeout(60_000)
        faults = watched(page, path)
        page.goto(path.as_uri())
        yield page
        context.close()
        assert not faults, "\n".join(faults)

    return open_page


def watched(page: Page, path: Path) -> list[str]:
    """A list into which everything goes that a page must not do."""
    faults: list[str] = []

    def asked(address: str) -> None:
        if address != path.as_uri() and not address.startswith("blob:"):
            faults.append(f"it asked for {address}")

    page.on("request", lambda request: asked(request.url))
    page.on("websocket", lambda socket: faults.append(f"it opened {socket.url}"))
    page.on("popup", lambda other: faults.append(f"it opened a window: {other.url}"))
    page.on("pageerror", lambda error: faults.append(f"its script failed: {error}"))
    page.on("console", lambda message: faults.append(f"the browser says: {message.type}: {message.text}"))
    return faults
