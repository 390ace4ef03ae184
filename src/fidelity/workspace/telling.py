"""Talk: what is worth a word and stops nobody."""

from __future__ import annotations

import sys


def tell(text: str) -> None:
    """Say something on standard error, so that it never gets among data.

    Args:
        text: What is said, without the end of its line.
    """
    print(text, file=sys.stderr, flush=True)
