"""Asking one plugin: what its hooks return, and every way in which they can be no hooks or return the wrong thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import FunctionType

import pluggy

from fidelity.plugins import hookspecs
from fidelity.plugins.failure import Refused, said
from fidelity.plugins.markers import GROUP
from fidelity.plugins.plugin import Offer, State
from fidelity.problems import nearest


class Interviewer(pluggy.PluginManager):
    """A plugin manager that knows the hooks and no plugin: it meets one at a time."""

    def __init__(self) -> None:
        super().__init__(GROUP)
        self.add_hookspecs(hookspecs)

    def parse_hookimpl_opts(self, plugin: object, name: str) -> pluggy.HookimplOpts | None:
        """How a function is marked as a hook; None for what is none.

        What Python itself puts into every module is passed over: pluggy would look at it closely, and with hundreds of
        plugins that takes longer than all the rest of asking them.
        """
        return None if name.startswith("__") else super().parse_hookimpl_opts(plugin, name)


def offers_of(module: object, manager: Interviewer) -> tuple[Offer, ...]:
    """What the hooks of a plugin return, each offer of the kind that its hook is for.

    Args:
        module: What the entry point named.
        manager: A manager without plugins; it has none afterwards either, so that no plugin meets another.

    Raises:
        Refused: It has no hooks, or one of them is misspelt, unmarked, a wrapper, takes arguments, fails, or returns
            something else.
    """
    hooks = _hooks(manager, module)
    try:
        manager.register(module)
        offers = tuple(offer for hook in hooks for offer in _called(manager, hook))
    except pluggy.PluginValidationError as error:
        raise Refused(str(error).strip().splitlines()[-1]) from error
    finally:
        # Before 1.7, pluggy keeps a plugin that it refused.
        if manager.is_registered(module):
            manager.unregister(module)
    if not offers:
        returned = " and ".join(f"`{hook}`" for hook in hooks)
        raise Refused(f"{returned} returned nothing" if hooks else "it has no hooks", State.EMPTY)
    return offers


def _hooks(manager: Interviewer, module: object) -> list[str]:
    """The names of the hooks that a plugin implements."""
    hooks = set()
    for name in dir(module):
        options = manager.parse_hookimpl_opts(module, name)
        if options is None:
            continue
        hook = options.get("specname") or name
        if options.get("wrapper") or options.get("hookwrapper"):
            raise Refused(f"`{name}` is a wrapper, and a plugin cannot wrap what others return")
        if hook in hookspecs.OFFERS:
            hooks.add(hook)
        elif not options.get("optionalhook"):
            raise Refused(f"`{hook}` is not a hook: {nearest(hook, hookspecs.OFFERS)}")
    _refuse_unmarked(module, hooks)
    return sorted(hooks)


def _refuse_unmarked(module: object, hooks: set[str]) -> None:
    """Notice functions that were meant as hooks: pluggy passes over them in silence.

    Beside working hooks only the exact name of a hook counts, for a function may well be called ``fidelity_something``.
    """
    for name, value in sorted(getattr(module, "__dict__", {}).items()):
        if not isinstance(value, FunctionType) or hasattr(value, f"{GROUP}_impl"):
            continue
        if name in hookspecs.OFFERS:
            raise Refused(f"`{name}` is not marked: write `@hookimpl` above it", State.BROKEN if hooks else State.EMPTY)
        if name.startswith(f"{GROUP}_") and not hooks:
            raise Refused(f"`{name}` is neither marked nor a hook: {nearest(name, hookspecs.OFFERS)}", State.EMPTY)


def _called(manager: Interviewer, hook: str) -> Iterator[Offer]:
    caller = getattr(manager.hook, hook)
    try:
        results = caller()
    except Exception as error:
        raise Refused(f"`{hook}` failed: {said(error)}") from error
    if len(results) < len(caller.get_hookimpls()):
        # pluggy leaves out what returned None.
        raise Refused(f"`{hook}` returned None; {_wanted(hook)}")
    for result in results:
        for offer in _listed(hook, result):
            if not isinstance(offer, hookspecs.OFFERS[hook]):
                raise Refused(f"`{hook}` returned a list with {_kind(offer)} in it; {_wanted(hook)}")
            yield offer


def _listed(hook: str, result: object) -> tuple[Offer, ...]:
    if isinstance(result, str | bytes) or not isinstance(result, Iterable):
        raise Refused(f"`{hook}` returned {_kind(result)}; {_wanted(hook)}")
    try:
        return tuple(result)
    except Exception as error:
        raise Refused(f"`{hook}` failed: {said(error)}") from error


def _wanted(hook: str) -> str:
    return f"it returns a list of `{'` or `'.join(kind.__name__ for kind in hookspecs.OFFERS[hook])}`"


def _kind(value: object) -> str:
    return f"`{type(value).__name__}`"
