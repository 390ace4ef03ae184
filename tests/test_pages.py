"""Pages of HTML that need nothing else."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from fidelity.pages import environment, packaged, source_hash


@pytest.mark.parametrize(("room", "name"), [("report", "page.css"), ("forms", "form.css")])
def test_each_room_has_its_templates(room: str, name: str) -> None:
    """A room's own file is found, whatever folder the program runs in."""
    assert packaged(room, name).strip()


def test_no_text_becomes_markup() -> None:
    """What a definition says is shown as it is written."""
    page = environment("report").from_string("<p>{{ title }}</p>")
    assert page.render(title="<script>1 & 2</script>") == "<p>&lt;script&gt;1 &amp; 2&lt;/script&gt;</p>"


def test_a_name_that_nobody_gave_is_an_error() -> None:
    """A misspelt name in a template stops the page, and never leaves a hole in it."""
    with pytest.raises(UndefinedError):
        environment("report").from_string("{{ titel }}").render(title="x")


def test_the_hash_of_a_script() -> None:
    """It is written as a content policy writes it: for the empty text, the hash that everybody knows."""
    assert source_hash("") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
