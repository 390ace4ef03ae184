"""Node, where it is installed: a page's script at work without a page."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import which
from types import TracebackType
from typing import Any

import pytest

needs_node = pytest.mark.skipif(which("node") is None, reason="Node is not installed, so no script of a page is tried")
"""Marks a test, or a whole module as `pytestmark`, that cannot run without Node."""

_SERVED = Path(__file__).with_name("node_scorers.js")


class Scorers:
    """One Node process that holds scripts and answers what is asked of them; a context manager.

    Each script runs in a realm of its own, in which there is nothing but the language itself: no page, no network, no
    modules, no clock, no locale, and no way to run a text as code.
    """

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            ["node", str(_SERVED)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def __enter__(self) -> Scorers:
        """The process, running."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the process by ending its input."""
        self._process.communicate()

    def load(self, script: str) -> Scorer:
        """A script that defines ``fidelityScorer``."""
        return Scorer(self._ask, **self._ask({"script": script}))

    def _ask(self, request: dict[str, Any]) -> Any:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(request) + "\n")
        stdin.flush()
        answer = json.loads(stdout.readline() or '{"error": "Node has stopped"}')
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer["value"]


class Scorer:
    """One script in the process.

    Attributes:
        items: What its ``fidelityScorer.items`` are.
    """

    def __init__(self, ask: Callable[[dict[str, Any]], Any], number: int, items: list[str]) -> None:
        self._ask, self._number = ask, number
        self.items = items

    def call(self, function: str, calls: list[list[Any]]) -> list[Any]:
        """What a function of ``fidelityScorer`` gives for each of many lists of arguments."""
        given: list[Any] = self._ask({"at": self._number, "function": function, "calls": calls})
        return given

    def drop(self) -> None:
        """Let go of the script."""
        self._ask({"drop": self._number})
