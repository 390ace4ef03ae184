"""Documents are run: a document that says something else than the program fails, and can be written anew."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT, planted

DOCUMENT = """\
# A page

```console
$ fidelity --version
fidelity 0.0.0
```

<!-- file: list.yaml -->
```yaml
schema: 2
```

<!-- file: list.yaml -->
```diff
-schema: 2
+schema: 1
```

```console
$ fidelity check list.yaml
…
[exit 1]
```

```python
assert 1 + 1 == 2
```
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with one document, which the same conftest collects."""
    planted(tmp_path, {"README.md": DOCUMENT, "pytest.ini": "[pytest]\npythonpath = .\n", "tests/docs/keep": ""})
    shutil.copy(ROOT / "conftest.py", tmp_path)
    shutil.copy(ROOT / "tests" / "docs" / "console.py", tmp_path / "tests" / "docs")
    return tmp_path


def run(project: Path, *options: str) -> tuple[int, str]:
    """The exit code and the output of the tests of the document."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "README.md", *options]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_changed_output_fails_with_its_place(project: Path) -> None:
    """File, line, what was expected and what was got are said; the other blocks of the document still pass."""
    code, said = run(project)
    assert code == 1
    assert "README.md:4: `fidelity --version`" in said
    assert "expected:\n    fidelity 0.0.0" in said
    assert "got:\n    fidelity " in said
    assert "1 failed, 4 passed" in said


def test_outputs_can_be_written_anew(project: Path) -> None:
    """With the option, what commands print now stands in the document, and nothing else has changed."""
    assert run(project, "--update-docs")[0] == 0
    assert run(project)[0] == 0
    text = (project / "README.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line not in DOCUMENT.splitlines()] == [text.splitlines()[4]]
