"""The file that says how tables are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from fidelity.errors import UsageError
from fidelity.workspace.reading import Reading
from fidelity.workspace.reading_file import with_file
from fidelity.workspace.settings import Settings


def test_the_nearest_file_with_the_group_says_it(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One without the group is passed over; `--no-config` reads none; what was taken is told with its file."""
    (here / "fidelity.toml").write_text('[reading]\nfrom-name = "site"\n', encoding="utf-8")
    inner = here / "inner"
    inner.mkdir()
    (inner / "fidelity.toml").write_text("[plugins]\n", encoding="utf-8")
    monkeypatch.chdir(inner)
    reading, (told,) = with_file(Settings(), Reading(dates="day_first"))
    assert reading == Reading(dates="day_first", from_name="site")
    assert (told.code, told.message, str(told.place)) == (
        "options-taken",
        "options taken: --from-name site",
        "../fidelity.toml",
    )
    assert with_file(Settings(no_config=True), Reading()) == (Reading(), ())
    assert with_file(Settings(), Reading(from_name="team")) == (Reading(from_name="team"), ())


def test_a_file_that_is_named_must_say_it(here: Path) -> None:
    """It was named for nothing else; and only it is read."""
    (here / "fidelity.toml").write_text('[reading]\nfrom-name = "site"\n', encoding="utf-8")
    (here / "other.toml").write_text("[reading]\nlenient = true\n", encoding="utf-8")
    reading, _ = with_file(Settings(), Reading(), here / "other.toml")
    assert reading == Reading(lenient=True)
    (here / "other.toml").write_text("[plugins]\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        with_file(Settings(), Reading(), here / "other.toml")
    assert caught.value.problems[0].code == "no-reading"
    with pytest.raises(UsageError, match="cannot be read"):
        with_file(Settings(), Reading(), here / "none.toml")
