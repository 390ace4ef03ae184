"""`fidelity plugins`: the installed plugins and what became of them."""

from __future__ import annotations

from collections.abc import Iterator

import click

from fidelity.cli.output import page_width, show_json, tell_problems
from fidelity.plugins.catalogue import Catalogue, canonical
from fidelity.plugins.plugin import LoadedPlugin
from fidelity.problems import nearest
from fidelity.report.grid import grid
from fidelity.workspace.configuration import in_force
from fidelity.workspace.installed import loaded, not_installed
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell


@click.command("plugins")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print.")
@click.pass_obj
def command(settings: Settings, form: str) -> int:
    """Show the installed plugins and what became of them.

    Those that were not to be loaded are shown too, with the reason. Ends with exit code 1 if any of the others cannot
    be used and --strict was said, here or in fidelity.toml.
    """
    wanted = in_force(settings)
    found = loaded(wanted)
    missing = dict(_missing(wanted.allowed or (), found))
    if form == "json":
        show_json(
            {
                "format": 1,
                "config": str(wanted.config) if wanted.config else None,
                "plugins": [_plain(plugin) for plugin in found.plugins],
                "allowed_not_installed": list(missing),
            }
        )
    elif not found.plugins:
        tell("No plugins are installed.")
    else:
        rows = [(plugin.distribution, plugin.version, plugin.state.value, _what(plugin)) for plugin in found.plugins]
        click.echo(grid(("distribution", "version", "state", "offers, or why not"), rows, (), page_width()))
    for name, help_ in missing.items():
        tell(f"note: `{name}` is on the allow-list in {wanted.config} and is not installed; {help_}".rstrip("; "))
    for name, help_ in not_installed(wanted.disabled, found):
        tell(f"note: no plugin is called `{name}`, which is switched off; {help_}".rstrip("; "))
    if wanted.strict and found.problems:
        tell_problems(found.problems)
        return 1
    return 0


def _what(plugin: LoadedPlugin) -> str:
    offered = [entry.name for entry in plugin.entries] + [f"rule {rule.name}" for rule in plugin.rules]
    return plugin.reason or ", ".join(offered)


def _plain(plugin: LoadedPlugin) -> dict[str, object]:
    return {
        "name": plugin.name,
        "distribution": plugin.distribution,
        "version": plugin.version,
        "module": plugin.module,
        "state": plugin.state.value,
        "reason": plugin.reason,
        "interventions": [entry.name for entry in plugin.entries],
        "rules": [rule.name for rule in plugin.rules],
    }


def _missing(allowed: frozenset[str] | tuple[()], plugins: Catalogue) -> Iterator[tuple[str, str]]:
    """The distributions on the allow-list from which no plugin is installed, each with what may have been meant."""
    by_name = {canonical(plugin.name): plugin.distribution for plugin in plugins.plugins}
    known = {canonical(plugin.distribution) for plugin in plugins.plugins}
    for name in sorted(allowed):
        if canonical(name) not in known:
            meant = by_name.get(canonical(name))
            help_ = f"did you mean its distribution, `{meant}`?" if meant else nearest(name, by_name.values())
            yield name, help_
