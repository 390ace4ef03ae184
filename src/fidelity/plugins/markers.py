"""The marks by which plugins and fidelity find each other."""

from __future__ import annotations

import pluggy

GROUP = "fidelity"
"""The group of entry points in which a distribution names its module of hooks."""

hookspec = pluggy.HookspecMarker(GROUP)
"""Marks a hook that fidelity calls."""

hookimpl = pluggy.HookimplMarker(GROUP)
"""Marks a plugin's answer to a hook."""
