"""What a plugin offers: where definition files lie, and where rules in Python are to be found."""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from typing import Protocol, runtime_checkable

import attrs

from fidelity.errors import InvalidRecord, PluginError
from fidelity.problems import Problem

_DEFINITIONS = (".yaml", ".yml", ".json")
_CASES = (".yaml", ".yml")
_RULE_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_RULE_PLACE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*")


@runtime_checkable
class Intervention(Protocol):
    """An intervention built in code: a `fidelity.intervention.Intervention`, or whatever answers like one.

    It is told by what it can be asked, so that listing plugins need not import what an intervention is made of.
    """

    @property
    def id(self) -> str:
        """Its name."""
        ...

    @property
    def version(self) -> str:
        """Its version."""
        ...

    @property
    def title(self) -> str:
        """Its name for people."""
        ...

    @property
    def teachable(self) -> object:
        """How it is taught."""
        ...

    @property
    def learnable(self) -> object:
        """How it is learnt."""
        ...

    @property
    def doable(self) -> object:
        """What doing it takes."""
        ...

    @property
    def assessable(self) -> object:
        """How it is assessed."""
        ...


@attrs.frozen
class DefinitionFile:
    """A definition file that was located and not yet read.

    Attributes:
        path: The file, in a folder or in a package.
        cases_folder: The folder with its golden cases; None where there is none to look in.
    """

    path: Traversable
    cases_folder: Traversable | None = None

    @property
    def source(self) -> str:
        """The file's name for messages."""
        return str(self.path)

    def read(self) -> bytes:
        """The bytes of the file.

        Raises:
            OSError: It cannot be read.
        """
        return self.path.read_bytes()

    def cases(self) -> tuple[Traversable, ...]:
        """The files with golden cases that lie beside it, by name.

        A folder of cases serves all definition files beside it; each case file says for which intervention and version
        it is.
        """
        folder = self.cases_folder
        if folder is None or not folder.is_dir():
            return ()
        return tuple(_with_ending(folder, _CASES))


@attrs.frozen
class PythonRule:
    """A scoring rule in Python that was named and not yet imported.

    Attributes:
        name: The name under which a definition asks for it, such as ``parenting.best_of_three``.
        load: Where the function is: ``package.module:function``.
        version: Its version, to which a score is traced: a rule that computes differently needs another one.
    """

    name: str
    load: str
    version: str = "1"

    def __attrs_post_init__(self) -> None:
        """Refuse a name that a definition cannot hold, and a place that cannot be imported."""
        problems = []
        if not _RULE_NAME.fullmatch(self.name):
            problems.append(
                Problem(
                    "bad-rule",
                    f"`{self.name}` cannot be the name of a rule",
                    "use small letters, digits and underscores, with full stops between: `parenting.best_of_three`",
                    ("name",),
                )
            )
        if not _RULE_PLACE.fullmatch(self.load):
            problems.append(
                Problem(
                    "bad-rule",
                    f"`{self.load}` does not say where the rule `{self.name}` is",
                    "write `package.module:function`",
                    ("load",),
                )
            )
        if not self.version:
            problems.append(Problem("bad-rule", f"rule `{self.name}` has no version", "give it one", ("version",)))
        if problems:
            raise InvalidRecord(problems)


def packaged(package: str) -> tuple[DefinitionFile, ...]:
    """The definition files that lie directly in a package, by name.

    All files that end in ``.yaml``, ``.yml`` or ``.json`` are taken; the golden cases are looked for in the folder
    ``cases`` beside them.

    Args:
        package: The package's name: ``__name__`` in its ``__init__.py``.

    Raises:
        PluginError: There is no such package, or the name is that of a single module.
    """
    spec = find_spec(package)
    if spec is None or spec.submodule_search_locations is None:
        raise PluginError(
            Problem(
                "not-a-package",
                f"`{package}` is not a package, so no definition files can lie in it",
                "call `packaged(__name__)` in the `__init__.py` of the folder that holds them",
            )
        )
    folder = files(package)
    return tuple(DefinitionFile(path, folder / "cases") for path in _with_ending(folder, _DEFINITIONS))


def _with_ending(folder: Traversable, endings: tuple[str, ...]) -> list[Traversable]:
    return sorted((path for path in folder.iterdir() if path.name.endswith(endings)), key=lambda path: path.name)
