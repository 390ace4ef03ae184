#!/usr/bin/env python3
"""Runs the project's own commands, each in a `.venv` beside this file that it makes when it has to.

It needs Python 3.11 or later, and pip or uv; nothing has to be installed or activated by hand.
"""

import hashlib
import importlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# The file keeps to what Python 3.6 can read, so that an older Python arrives at this sentence and not at a SyntaxError.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "This project needs Python 3.11 or later, and this is Python {}.{}.\n"
        "Run it with a newer one, such as: python3.12 dev.py test".format(*sys.version_info)
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
SUFFIX = ".exe" if os.name == "nt" else ""
PYTHON = BIN / ("python" + SUFFIX)
FIDELITY = BIN / ("fidelity" + SUFFIX)
STAMP = VENV / "set-up.json"
CONSTRAINTS = ROOT / "constraints.txt"

COMMANDS = {
    "demo": "show the whole way from a definition to a report (installs only what running needs)",
    "run": "run the command line: `python3 dev.py run check my.yaml` is `fidelity check my.yaml`",
    "test": "run the tests; further arguments go to pytest",
    "lint": "check style, formatting and types",
    "format": "mend what can be mended by machine",
    "docs": "write the generated pages anew",
    "bench": "measure the engine against others",
    "lock": "resolve all dependencies anew and write constraints.txt",
}
EXTRAS = {"demo": (), "run": (), "bench": ("bench", "dev"), "lock": ("bench", "dev")}
"""The extras that a command needs; one that is not named here needs the developer's tools."""

LOCK_HEADER = """\
# The exact versions that the project is developed and tested with. They bind nobody who installs it.
# To refresh them: python3 dev.py lock
"""
NO_TOOL = """\
This Python has neither pip 22.3 or later nor ensurepip, and there is no uv. Install one of them:
  Debian and Ubuntu:  sudo apt install python3-pip python3-venv
  Fedora:             sudo dnf install python3-pip
  anywhere:           uv, see docs.astral.sh/uv"""
FREEZE = """
import importlib.metadata as metadata, re
for found in metadata.distributions():
    if found.read_text("direct_url.json") is None:
        name = re.sub("[-_.]+", "-", found.metadata["Name"]).lower()
        if name not in ("pip", "setuptools"):
            print(name + "==" + found.version)
"""


class SetUpError(Exception):
    """The environment could not be made."""


def main(arguments: list[str]) -> int:
    """Run one command and give its exit code."""
    command, rest = (arguments or [""])[0], arguments[1:]
    if command not in COMMANDS:
        asked = command in ("-h", "--help")
        lines = ["usage: python3 dev.py COMMAND [ARGUMENTS]", ""]
        lines += [f"  {name:<7} {what}" for name, what in COMMANDS.items()]
        print("\n".join(lines), file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    try:
        if command == "lock":
            return lock()
        ready(EXTRAS.get(command, ("dev",)))
        return run(command, rest)
    except SetUpError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


def run(command: str, rest: list[str]) -> int:
    """Run a command in an environment that is ready."""
    python = str(PYTHON)
    if command in ("demo", "run"):
        return call([str(FIDELITY), *(["demo"] if command == "demo" else []), *rest], Path.cwd())
    if command == "test":
        # A document's examples build on each other, so the tests of one file stay together.
        parallel = ["-n", "2", "--dist", "loadfile"] if os.environ.get("CI") and "-n" not in rest else []
        return call([python, "-m", "pytest", *parallel, *rest], ROOT)
    steps = {
        "lint": [["-m", "ruff", "check"], ["-m", "ruff", "format", "--check"], ["-m", "mypy"]],
        "format": [["-m", "ruff", "check", "--fix"], ["-m", "ruff", "format"]],
        "docs": [["docs/generate.py", *rest]],
        "bench": [["-m", "benchmarks", *rest]],
    }
    return max(call([python, *step], ROOT) for step in steps[command])


def call(command: list[str], folder: Path) -> int:
    """Run a program to its end and give its exit code, or 130 after Ctrl-C."""
    with subprocess.Popen(command, cwd=folder, env=environment()) as child:
        try:
            code = child.wait()
        except KeyboardInterrupt:
            child.wait()  # It has heard Ctrl-C too, and ends in its own way.
            raise
    return code if code >= 0 else 128 - code


def environment() -> dict[str, str]:
    """The variables for a program in `.venv`: without those that would lead it to other packages."""
    misleading = {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER", "PIP_PYTHON"}
    kept = {name: value for name, value in os.environ.items() if name not in misleading}
    kept["VIRTUAL_ENV"] = str(VENV)
    kept["PATH"] = str(BIN) + os.pathsep + kept.get("PATH", "")
    return kept


def plugins() -> list[Path]:
    """The folders in `plugins/` that are distributions, in order."""
    return sorted(project.parent for project in ROOT.glob("plugins/*/pyproject.toml"))


def fingerprint() -> str:
    """A hash over everything that an environment depends on: place, Python, projects and pinned versions."""
    digest = hashlib.sha256(repr((str(ROOT), platform.python_implementation(), sys.version_info[:3])).encode())
    for path in (ROOT / "pyproject.toml", CONSTRAINTS, *(plugin / "pyproject.toml" for plugin in plugins())):
        digest.update(repr((str(path), path.read_bytes() if path.exists() else b"")).encode())
    return digest.hexdigest()


def stamped() -> set[str] | None:
    """The extras that `.venv` was made with, or None where it is absent, half made, broken or out of date."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        if stamp["fingerprint"] == fingerprint() and PYTHON.exists() and FIDELITY.exists():
            return set(stamp["extras"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def ready(extras: tuple[str, ...]) -> None:
    """Make `.venv`, or add to it, unless it has all that is wanted."""
    have = stamped()
    if have is not None and have.issuperset(extras):
        return
    began = time.monotonic()
    say("Setting up .venv, once (about half a minute) ..." if have is None else "Adding to .venv, once ...")
    wanted = sorted(have.union(extras) if have else extras)
    pinned = ["-c", str(CONSTRAINTS)] if CONSTRAINTS.exists() else []
    STAMP.unlink(missing_ok=True)
    added = have is not None and any(attempt(add + pinned + editable(wanted)[:2]) is None for _, _, add in tools())
    if not added:
        install(VENV, wanted, pinned)
    STAMP.write_text(json.dumps({"fingerprint": fingerprint(), "extras": wanted}), encoding="utf-8")
    say(f"Done in {time.monotonic() - began:.0f} s.")


def install(venv: Path, extras: list[str], pinned: list[str]) -> None:
    """Make an environment from nothing with the first tool that manages to."""
    said = []
    for name, make, add in tools(venv):
        shutil.rmtree(venv, ignore_errors=True)
        failure = attempt(make) or attempt(add + pinned + editable(extras))
        if failure is None:
            return
        said.append(f"{name} says:\n{failure}")
    raise SetUpError("Could not set up .venv.\n" + "\n".join(said) if said else NO_TOOL)


def editable(extras: list[str]) -> list[str]:
    """What to install: the project and all plugins at once, since a plugin needs it and no package index has it."""
    core = str(ROOT) + (f"[{','.join(extras)}]" if extras else "")
    return [part for project in [core, *map(str, plugins())] for part in ("-e", project)]


def tools(venv: Path = VENV) -> list[tuple[str, list[str], list[str]]]:
    """The ways to make an environment here, best first: a name, the call that makes it, the call that installs."""
    python, found = str(venv / PYTHON.relative_to(VENV)), []
    uv = shutil.which("uv")
    if uv:
        make = [uv, "venv", "--quiet", "--python", sys.executable, str(venv)]
        found.append(("uv", make, [uv, "pip", "install", "--quiet", "--python", python]))
    options = ["install", "--quiet", "--disable-pip-version-check", "--no-compile", "--no-user"]
    make = [sys.executable, "-m", "venv", str(venv)]
    if not importlib.util.find_spec("venv"):
        return found
    if pip_version() >= (22, 3):  # The first that installs into another environment.
        found.append(("pip", [*make, "--without-pip"], [sys.executable, "-m", "pip", "--python", python, *options]))
    elif importlib.util.find_spec("ensurepip"):
        found.append(("ensurepip", make, [python, "-m", "pip", *options]))
    return found


def pip_version() -> tuple[int, ...]:
    """The version of the running Python's own pip, or nothing where it has none."""
    try:
        version: str = importlib.import_module("pip").__version__
        return tuple(int(part) for part in version.split(".")[:2])
    except (ImportError, AttributeError, ValueError):
        return ()


def attempt(command: list[str]) -> str | None:
    """Run a program quietly; give what it said if it fails, and None if it does not."""
    done = subprocess.run(
        command, env=environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace"
    )
    said = (done.stdout + done.stderr).strip() or f"exit code {done.returncode}"
    return said if done.returncode else None


def lock() -> int:
    """Resolve everything without constraints in a place of its own, and write down what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        venv = Path(folder) / "venv"
        install(venv, list(EXTRAS["lock"]), [])
        python = venv / PYTHON.relative_to(VENV)
        frozen = subprocess.run([str(python), "-c", FREEZE], env=environment(), stdout=subprocess.PIPE, check=True)
    lines = sorted(frozen.stdout.decode().split())
    CONSTRAINTS.write_text(LOCK_HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    say(f"Wrote {len(lines)} versions to {CONSTRAINTS.name}.")
    return 0


def say(text: str) -> None:
    """Tell the user something, apart from what the command itself prints."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
