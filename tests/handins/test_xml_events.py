"""XML as events."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest

from fidelity.errors import HandInError
from fidelity.handins.xml_events import listen

BILLION = """<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">{}]><l>&z;</l>""".format(
    "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(25))
)
FETCHED = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY z SYSTEM "file:///etc/passwd">]><l>&z;</l>'
ELSEWHERE = '<?xml version="1.0"?><!DOCTYPE l SYSTEM "http://example.org/l.dtd"><l/>'
ODD = '<?xml version="1.0" encoding="klingon"?><a/>'


class Heard:
    """Keeps what it hears."""

    def __init__(self) -> None:
        self.events: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self.events.append(f"<{name} {dict(attributes)}")

    def end(self, name: str) -> None:
        """It ends."""
        self.events.append(f"</{name}")

    def text(self, text: str) -> None:
        """Some text."""
        self.events.append(text)


def test_names_come_without_their_namespaces() -> None:
    """Whatever the prefix is, and whatever the encoding."""
    heard = Heard()
    listen('<x:a xmlns:x="u" xmlns:r="v" r:id="1" s="2"><x:b>é&amp;</x:b></x:a>'.encode("utf-16"), heard)
    assert heard.events == ["<a {'id': '1', 's': '2'}", "<b {}", "é&", "</b", "</a"]


@pytest.mark.parametrize("text", [BILLION, FETCHED, ELSEWHERE])
def test_a_document_type_is_refused(text: str) -> None:
    """At once, whatever it defines: nothing grows, and nothing is fetched."""
    start = time.perf_counter()
    with pytest.raises(HandInError, match="defines entities"):
        listen(text.encode(), Heard())
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("text", ["", "<a>", "<a></b>", "no XML", "<a>&unknown;</a>", "<a/><a/>", ODD])
def test_what_is_no_xml_is_damaged(text: str) -> None:
    """An entity that nobody defined is among it."""
    with pytest.raises(HandInError, match="the workbook is damaged"):
        listen(text.encode(), Heard())
