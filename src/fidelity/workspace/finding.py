"""What a command's TARGET means: an intervention of a plugin, by name, or a definition file, by path."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import cast

import attrs

from fidelity.definition.document import read_document
from fidelity.definition.reading import read_definition
from fidelity.errors import DefinitionError, InvalidRecord
from fidelity.intervention import Intervention
from fidelity.model.checklist import Checklist
from fidelity.model.rule import Python
from fidelity.plan.definition import Definition
from fidelity.plan.exact import PythonRule
from fidelity.plan.lowering import lower
from fidelity.plan.plan import Plan
from fidelity.plugins.catalogue import Catalogue
from fidelity.plugins.offers import DefinitionFile
from fidelity.plugins.reading import intervention_of
from fidelity.problems import Problem, under
from fidelity.workspace.input import read_bytes
from fidelity.workspace.installed import installed
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell

DEFINITION_ENDINGS = (".yaml", ".yml", ".json")


@attrs.frozen(eq=False)
class Found:
    """An intervention, and where it came from.

    Attributes:
        intervention: The intervention.
        distribution: What brought it: a plugin's distribution, or a file's name.
        version: The version of that distribution; empty for a file.
        catalogue: The plugins, for their rules.
        source: The definition file's name; empty for what is built in code.
        data: Its content.
    """

    intervention: Intervention
    distribution: str
    version: str
    catalogue: Catalogue
    source: str = ""
    data: bytes = b""

    def plan(self, checklist_id: str = "", profile_id: str = "") -> Plan:
        """The plan of one of its checklists.

        Raises:
            UsageError: There is no such checklist or profile.
            DefinitionError: A score of it cannot be computed; each problem has its place in the file.
        """
        checklist = self.intervention.checklist(checklist_id, profile_id)
        try:
            return lower(checklist)
        except InvalidRecord as error:
            if not self.data:
                raise
            document = read_document(self.data, self.source, "intervention")
            if profile_id:
                names = [profile.id for profile in self.intervention.assessable.profiles]
                path = ("profiles", names.index(profile_id))
                whole: Iterable[Problem] = (attrs.evolve(each, path=path) for each in error.problems)
            else:
                names = [each.id for each in self.intervention.assessable.checklists]
                whole = under(error.problems, "assessable", "checklists", names.index(checklist.id))
            raise DefinitionError(document.tree.placed(tuple(whole))) from error

    def definition(self, plan: Plan) -> Definition:
        """The definition to score with, which knows what brought it.

        Args:
            plan: The plan of one of its checklists.
        """
        checklist = plan.checklist
        names = self.rule_names(checklist)
        return Definition(self.intervention, plan, self.rules(checklist), self.distribution, self.version, names)

    def rules(self, checklist: Checklist) -> dict[str, PythonRule]:
        """The rules in Python that a checklist calls, imported now."""
        return {name: cast(PythonRule, self.catalogue.rule(name)) for name in _called(checklist)}

    def rule_names(self, checklist: Checklist) -> tuple[str, ...]:
        """The same rules by name, each with its version."""
        return tuple(f"{name} {self.catalogue.find_rule(name).version}" for name in _called(checklist))


def _called(checklist: Checklist) -> list[str]:
    return sorted({score.rule.name for score in checklist.scores if isinstance(score.rule, Python)})


def is_path(target: str) -> bool:
    """Whether a target is a file or folder rather than a name."""
    try:
        return target.endswith(DEFINITION_ENDINGS) or Path(target).exists()
    except OSError:
        # No file can be called so.
        return False


def find(target: str, settings: Settings) -> Found:
    """The intervention that a target means.

    Args:
        target: ``imr``, ``imr@1.0``, ``fidelity-imr/imr``, or the path of a definition file.
        settings: What was said before the command.
    """
    plugins = installed(settings)
    if is_path(target) and not Path(target).is_dir():
        data = read_bytes(Path(target))
        return Found(read_definition(data, target), Path(target).name, "", plugins, target, data)
    entry = plugins.find(target)
    others = [each.name for each in plugins.entries() if each.id == entry.id and each.version != entry.version]
    if others and "@" not in target:
        tell(f"note: taking {entry.name}, the newest; also installed: {', '.join(others)}")
    found = Found(intervention_of(entry), entry.distribution, version_of(entry.distribution, plugins), plugins)
    if isinstance(entry.offer, DefinitionFile):
        found = attrs.evolve(found, source=entry.offer.source, data=entry.offer.read())
    return found


def version_of(distribution: str, plugins: Catalogue) -> str:
    """The version of what brought a definition; empty where it is not installed.

    Args:
        distribution: What brought it.
        plugins: The plugins.
    """
    return next((each.version for each in plugins.plugins if each.distribution == distribution), "")
