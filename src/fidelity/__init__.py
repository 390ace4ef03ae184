"""Define an intervention, score how it is delivered, and learn from the result.

`import fidelity` offers the figures of the commands as data frames: `read` records, then ask for what you need. What is
offered is loaded when it is first used, so that importing the package costs nothing.
"""

from importlib import import_module

__all__ = (
    "Definition",
    "FidelityError",
    "Records",
    "Tallies",
    "aggregate",
    "codebook",
    "combine",
    "generalize",
    "items",
    "load",
    "rater_agreement",
    "read",
    "read_tallies",
    "rescore",
    "score",
    "severity",
    "tallies",
)


def __getattr__(name: str) -> object:
    """What the package offers under a name, loaded now.

    Args:
        name: The name, one of `__all__`.

    Raises:
        AttributeError: It is none of these.
    """
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.frames"), name)


def __dir__() -> list[str]:
    """What is there, and what is offered."""
    return sorted({*globals(), *__all__})
