"""The catalogue: every plugin that was found, and everything that can be chosen from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import import_module

import attrs

from fidelity.errors import PluginError, UsageError
from fidelity.plugins.entry import Entry, version_order
from fidelity.plugins.failure import said
from fidelity.plugins.offers import PythonRule
from fidelity.plugins.plugin import LoadedPlugin, State
from fidelity.problems import Problem, nearest

RuleFunction = Callable[..., object]
"""A scoring rule: a function of one state."""

_NAME = re.compile(r"(?:(?P<distribution>[^/@]+)/)?(?P<id>[^/@]+)(?:@(?P<version>.+))?")


@attrs.frozen
class Catalogue:
    """What the installed plugins offer.

    It is built by `fidelity.plugins.loader.catalogue` and passed on to whoever needs it; nothing of it is kept between.

    Attributes:
        plugins: Every plugin that was found, by distribution and name, also those that cannot be used.
    """

    plugins: tuple[LoadedPlugin, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What somebody should know about the plugins that cannot be used."""
        return tuple(plugin.problem for plugin in self.plugins if plugin.problem)

    def entries(self) -> tuple[Entry, ...]:
        """Every version of every intervention, known by its header, by id and in the order of versions.

        Those that clash are among them: each says with whom.
        """
        found = (entry for plugin in self.plugins for entry in plugin.entries)
        return tuple(sorted(found, key=lambda entry: (entry.id, version_order(entry.version), entry.distribution)))

    def find(self, name: str) -> Entry:
        """The entry that a name means.

        Without a version it is the newest in the natural order of versions (`fidelity.plugins.entry.version_order`:
        ``1.10`` comes after ``1.9``, ``2.0-draft`` before ``2.0``), provided that they all come from one distribution.

        Args:
            name: ``imr``, ``imr@1.0``, ``fidelity-imr/imr`` or ``fidelity-imr/imr@1.0``.

        Raises:
            UsageError: Nothing has this name, or it means versions of several distributions.
            PluginError: Several distributions offer this very version.
        """
        match = _NAME.fullmatch(name)
        wanted = match.groupdict() if match else {"id": name, "distribution": None, "version": None}
        distribution = wanted["distribution"]
        found = [
            entry
            for entry in self.entries()
            if entry.id == wanted["id"]
            and wanted["version"] in (None, entry.version)
            and (distribution is None or canonical(distribution) == canonical(entry.distribution))
        ]
        if not found:
            raise UsageError(self._unknown(name))
        newest = found[-1]
        if newest.clashes_with:
            raise PluginError(_clash(f"`{newest.name}`", (newest.distribution, *newest.clashes_with)))
        offering = sorted({entry.distribution for entry in found})
        if len(offering) > 1:
            raise UsageError(
                Problem(
                    "ambiguous-intervention",
                    f"`{name}` has versions in several distributions: {', '.join(offering)}",
                    f"name the version, or the distribution: `{newest.qualified_name}`",
                )
            )
        return newest

    def find_rule(self, name: str) -> PythonRule:
        """The rule in Python that a definition names.

        Raises:
            UsageError: No plugin offers it.
            PluginError: Several plugins offer it.
        """
        offers = [(plugin, rule) for plugin in self.plugins for rule in plugin.rules]
        found = [(plugin.distribution, rule) for plugin, rule in offers if rule.name == name]
        if not found:
            known = nearest(name, (rule.name for _, rule in offers))
            raise UsageError(Problem("unknown-rule", f"no plugin offers a rule `{name}`", known or self._advice()))
        if len(found) > 1:
            raise PluginError(_clash(f"rule `{name}`", tuple(distribution for distribution, _ in found)))
        return found[0][1]

    def rule(self, name: str) -> RuleFunction:
        """The function of a rule in Python; its module is imported now.

        Raises:
            UsageError: No plugin offers it.
            PluginError: Several plugins offer it, or it cannot be imported, or it is no function.
        """
        offer = self.find_rule(name)
        module, _, attribute = offer.load.partition(":")
        try:
            function = getattr(import_module(module), attribute)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            message = f"rule `{name}` cannot be imported from `{offer.load}`: {said(error)}"
            raise PluginError(Problem("broken-rule", message)) from error
        if not callable(function):
            raise PluginError(Problem("broken-rule", f"rule `{name}`: `{offer.load}` is not a function"))
        return function  # type: ignore[no-any-return]

    def _unknown(self, name: str) -> Problem:
        entries = self.entries()
        known = {entry.id for entry in entries}
        if "@" in name:
            known = {entry.name for entry in entries}
        if "/" in name:
            known = {entry.qualified_name for entry in entries}
        help_ = "; ".join(part for part in (nearest(name, known), self._advice()) if part)
        return Problem("unknown-intervention", f"no plugin offers an intervention `{name}`", help_)

    def _advice(self) -> str:
        if not self.plugins:
            return "no plugins are installed"
        if all(plugin.state is State.LOADED for plugin in self.plugins):
            return ""
        return "`fidelity plugins` shows what is not loaded, and why"


def canonical(distribution: str) -> str:
    """A distribution's name in the form in which two spellings of it are equal."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def _clash(what: str, distributions: Iterable[str]) -> Problem:
    names = sorted(set(distributions))
    return Problem(
        "clashing-offers",
        f"{what} is offered by {' and by '.join(names)}",
        "disable or uninstall all of them but one",
    )
