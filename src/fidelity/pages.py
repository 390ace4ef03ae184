"""Pages of HTML that need nothing else: how each is made from its room's templates, so that no text becomes markup."""

from __future__ import annotations

from base64 import b64encode
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined


@cache
def packaged(room: str, name: str) -> str:
    """A file among the templates of a room.

    Args:
        room: The room, such as ``report``.
        name: The file, from the room's folder of templates.
    """
    return (files(f"fidelity.{room}") / "templates" / name).read_text(encoding="utf-8")


def environment(room: str) -> Environment:
    """What fills in the templates of a room: every text is escaped, and a name that nobody gave is an error.

    Args:
        room: The room.
    """
    return Environment(
        loader=FunctionLoader(partial(packaged, room)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def source_hash(text: str) -> str:
    """The hash by which a page's content policy knows a script or style sheet of its own: ``sha256-…``."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
