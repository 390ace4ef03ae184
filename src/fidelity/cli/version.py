"""The versions of this package and of what runs it."""

from __future__ import annotations

import platform

from fidelity.about import VERSION


def version_words() -> str:
    """The versions in one line."""
    return f"fidelity {VERSION} (Python {platform.python_version()})"
