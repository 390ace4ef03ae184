"""A program at a real terminal, and one that is fed through a pipe, as separate processes."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

PROGRAM = [sys.executable, "-m", "fidelity"]
PATIENCE = 60
"""How many seconds to wait for what must come."""


class Terminal:
    """A program at a terminal of its own, which types and reads.

    Attributes:
        shown: All that it has shown so far.
    """

    def __init__(self, folder: Path, *words: str) -> None:
        self.shown = ""
        self._seen = 0
        self._here, there = pty.openpty()
        self._process = subprocess.Popen(
            [*PROGRAM, *words],
            cwd=folder,
            stdin=there,
            stdout=there,
            stderr=there,
            start_new_session=True,
            preexec_fn=_take_terminal,
            env={**os.environ, "COLUMNS": "80", "TERM": "xterm-256color"},
        )
        os.close(there)

    def wait_for(self, text: str) -> None:
        """Wait until a text is shown, after the one that was waited for last."""
        end = time.monotonic() + PATIENCE
        while text not in self.shown[self._seen :]:
            more = self._read(end - time.monotonic())
            assert more, f"{text!r} never came; shown was:\n{self.shown}"
            self.shown += more
        self._seen = self.shown.index(text, self._seen) + len(text)

    def press(self, text: str) -> None:
        """Type some signs."""
        os.write(self._here, text.encode())

    def answer(self, prompt: str, text: str) -> None:
        """Wait for a prompt, and type a line."""
        self.wait_for(prompt)
        self.press(f"{text}\n")

    def __enter__(self) -> Self:
        """The terminal itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program, if it has not ended."""
        self._process.kill()
        self._process.wait(PATIENCE)
        os.close(self._here)

    def end(self) -> int:
        """The exit code, once the program has ended by itself."""
        end = time.monotonic() + PATIENCE
        while more := self._read(end - time.monotonic()):
            self.shown += more
        return self._process.wait(PATIENCE)

    def _read(self, seconds: float) -> str:
        ready, _, _ = select.select([self._here], [], [], max(0.0, seconds))
        try:
            return os.read(self._here, 65536).decode(errors="replace").replace("\r\n", "\n") if ready else ""
        except OSError:
            # The program has closed its end.
            return ""


def _take_terminal() -> None:
    """Make the terminal the one that sends the signals of its keys."""
    os.close(os.open(os.ttyname(0), os.O_RDWR))


class Pipe:
    """A program that is fed line by line through a pipe, and whose talk is read as it comes."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.told = ""
        self._process = subprocess.Popen(
            [*PROGRAM, *words],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def wait_for(self, text: str) -> None:
        """Wait until something was told, from where the last wait ended."""
        assert self._process.stderr is not None
        start = len(self.told)
        while text not in self.told[start:]:
            line = self._process.stderr.readline().decode()
            assert line, f"{text!r} never came; told was:\n{self.told}"
            self.told += line

    def answer(self, text: str) -> None:
        """Send a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{text}\n".encode())
        self._process.stdin.flush()

    def __enter__(self) -> Self:
        """The pipe itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Kill the program, which has no time for a word."""
        self._process.kill()
        self._process.wait(PATIENCE)
        for stream in (self._process.stdin, self._process.stderr):
            if stream:
                stream.close()
