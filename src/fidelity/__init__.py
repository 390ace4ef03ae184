"""Define an intervention, score how it is delivered, and learn from the result.

`import fidelity` offers the figures of the commands as data frames: `read` records, then ask for what you need. What is
offered is loaded when it is first used, so that importing the package costs nothing.
"""

from importlib import import_module

_OFFERED = {
    "Definition": "plan.definition",
    "FidelityError": "errors",
    "Records": "frames.records",
    "Tallies": "frames.tallies",
    "aggregate": "frames.figures",
    "codebook": "frames.codebook",
    "combine": "frames.figures",
    "generalize": "frames.raters",
    "items": "frames.raters",
    "load": "frames.records",
    "rater_agreement": "frames.raters",
    "read": "frames.records",
    "read_tallies": "frames.tallies",
    "rescore": "frames.scores",
    "score": "frames.scores",
    "severity": "frames.raters",
    "tallies": "frames.tallies",
}
"""What is offered, and the module that holds it; `__init__.pyi` says the same to editors and type checkers."""
__all__ = tuple(_OFFERED)


def __getattr__(name: str) -> object:
    """What the package offers under a name, loaded now.

    Args:
        name: The name, one of `__all__`.

    Raises:
        AttributeError: It is none of these.
    """
    if name not in _OFFERED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_OFFERED[name]}"), name)


def __dir__() -> list[str]:
    """What is there, and what is offered."""
    return sorted({*globals(), *_OFFERED})
