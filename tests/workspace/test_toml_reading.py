"""What a group `[reading]` says."""

from __future__ import annotations

from pathlib import Path

import pytest

from fidelity.errors import ConfigurationError
from fidelity.workspace.reading import Reading
from fidelity.workspace.toml_file import read
from fidelity.workspace.toml_reading import READING

WHOLE = """\
[reading]
as = "visit@1.2"
dates = "day_first"
from-name = "site"
from_folder = "region"
from-sheet = "team"
absent = true
clashes = "last"
lenient = false
definition = ["ours/visit.yaml"]
[reading.rename]
"emotional expression" = "emotions"
[reading.mark]
99 = "missing"
[reading.fact]
mode = "video"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the settings are."""
    return tmp_path / "fidelity.toml"


def test_every_option_can_stand_there(path: Path) -> None:
    """Under its own name, with a dash or an underscore; files are seen from the settings."""
    path.write_text(WHOLE, encoding="utf-8")
    assert read(path).reading == Reading(
        "visit@1.2",
        {"emotional expression": "emotions"},
        {"99": "missing"},
        {"mode": "video"},
        "day_first",
        "site",
        "region",
        "team",
        True,
        "last",
        False,
        (path.parent / "ours/visit.yaml",),
    )
    assert all(name in WHOLE.replace("_", "-") for name in READING)


def test_a_file_without_the_group_says_nothing(path: Path) -> None:
    """And an empty group says that nothing is said."""
    path.write_text("[plugins]\n", encoding="utf-8")
    assert read(path).reading is None
    path.write_text("[reading]\n", encoding="utf-8")
    assert read(path).reading == Reading()


@pytest.mark.parametrize(
    ("text", "line", "message", "help_"),
    [
        ('[reading]\nrenam = "a"\n', 2, "there is no setting `renam`", "did you mean `rename`?"),
        ('[reading]\nrename = "a=b"\n', 2, "does not say of each thing", 'rename = {therapist = "practitioner"}'),
        ("[reading]\n[reading.mark]\n99 = 0\n", 2, "does not say of each thing", "mark = {"),
        ('[reading]\n\n  from_name = ["site"]\n', 3, "`from-name` is not a text on one line", 'from-name = "site"'),
        ('[reading]\ndates = "dayfirst"\n', 2, "`dates` cannot be `dayfirst`", "did you mean `day_first`?"),
        ('[reading]\nabsent = "yes"\n', 2, "`absent` is neither", "absent = true"),
        ('[reading]\ndefinition = "visit.yaml"\n', 2, "`definition` is not a list of files", "definition = ["),
        ('[plugins]\n[reading]\nfrom-name = "a"\nfrom_name = "b"\n', 2, "stands there twice", "keep the one"),
        ('reading = "a"\n', 1, "`reading` is not a group of settings", "write `[reading]`"),
    ],
)
def test_what_it_cannot_say_is_told_where_it_stands(path: Path, text: str, line: int, message: str, help_: str) -> None:
    """The line is shown, as in a definition."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read(path)
    (problem,) = caught.value.problems
    assert message in problem.message
    assert help_ in problem.help
    assert problem.place is not None
    assert problem.place.line == line
