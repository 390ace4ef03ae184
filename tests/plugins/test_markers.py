"""The marks."""

from __future__ import annotations

from fidelity import plugins
from fidelity.plugins import markers


def test_authors_need_two_names_only() -> None:
    """The mark and the finder of definition files are imported from the room itself."""
    assert plugins.hookimpl is markers.hookimpl
    assert {"hookimpl", "packaged"} <= set(plugins.__all__)


def test_the_mark_leaves_a_function_callable() -> None:
    """A marked hook can still be called, so its author can test it."""

    @plugins.hookimpl
    def fidelity_rules() -> list[str]:
        return ["a"]

    assert fidelity_rules() == ["a"]
