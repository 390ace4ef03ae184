"""Tallies of any division, through files, added up to the figures of the records."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fidelity
from fidelity.evaluation.agreeing import agreement_of_shared
from fidelity.evaluation.agreement_asked import Asked
from fidelity.evaluation.combined import combined_by, read_files, tally_files
from fidelity.tally.document import tally_text
from fidelity.tally.sharing import Shared
from tests.cli.conftest import here
from tests.cli.visits import HEAD, rows
from tests.tally.mutations import mutated, written

__all__ = ["here"]

BY = ("site", "month")
EVERYTHING = {
    "unit": ["observation", "practitioner", "site"],
    "of": ["scores", "bands", "criteria", "components", "items"],
    "statistic": ["mean", "sd", "median", "lowest", "highest"],
    "shrunken": True,
}
Row = tuple[str, ...]


def records(of: list[Row]) -> fidelity.Records:
    """Rows of the sample, read."""
    return fidelity.read("visit.yaml", pd.DataFrame(of, columns=list(HEAD), dtype=str))


def ragged(seed: int) -> list[Row]:
    """Visits some of which name no practitioner, were rated by whoever made them, or have an answer missing."""
    rng = Random(seed)
    found = []
    for visit in range(24):
        facts = {
            "role": rng.choice(["coach", "coach", "self"]),
            "date": rng.choice(["2026-01-05", "2026-01-31", "2026-02-01", "2026-04-30"]),
            "practitioner": rng.choice(["", "P1", "P2", "P3"]),
            "site": rng.choice(["S1", "Zürich", "S10"]),
        }
        for rater in range(rng.choice((1, 1, 2, 3))):
            said = {"observation": f"V{visit}", "rater": f"R{rater}", **facts}
            found.append((*(said[name] for name in HEAD[:6]), *(rng.choice(["0", "1", "2", "2", ""]) for _ in "1234")))
    return [row for row in found if any(row[6:])]


def divided(of: list[Row], n_parts: int, rng: Random) -> list[list[Row]]:
    """The rows at random in so many heaps or fewer; those of one visit are in one."""
    heaps: dict[int, list[Row]] = {}
    for _, visit in groupby(of, lambda row: row[0]):
        heaps.setdefault(rng.randrange(n_parts), []).extend(visit)
    parts = [*heaps.values()]
    rng.shuffle(parts)
    return parts


def through_files(parts: list[list[Row]], folder: Path) -> list[Path]:
    """A tally file of each heap, linked by one secret."""
    (folder / "secret").write_text("known to all who share", encoding="utf-8")
    paths = []
    for place, part in enumerate(parts):
        paths.append(folder / f"{place}.json")
        fidelity.tallies(records(part), by=BY, link=folder / "secret").write(paths[-1], force=True)
    return paths


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**6), st.integers(1, 7))
def test_any_division_into_files_gives_the_figures_of_the_records(here: Path, seed: int, n_parts: int) -> None:
    """Every column of every row is the same to the last bit, however visits were divided and files were ordered."""
    of = ragged(seed)
    paths = through_files(divided(of, n_parts, Random(seed)), here)
    whole = fidelity.aggregate(records(of), by=BY, threshold="off", **EVERYTHING)  # type: ignore[arg-type]
    again = fidelity.combine(fidelity.read_tallies(paths), by=BY, threshold="off", **EVERYTHING)  # type: ignore[arg-type]
    pd.testing.assert_frame_equal(again, whole, check_exact=True)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**6), st.integers(2, 7))
def test_any_division_into_files_gives_the_agreement_of_the_records(here: Path, seed: int, n_parts: int) -> None:
    """What patterns tell is the same to the last bit as of the records; who rated is in no tally, and only that."""
    of = ragged(seed)
    paths = through_files(divided(of, n_parts, Random(seed)), here)
    asked = Asked(("items", "criteria", "components", "all"), BY)
    found = combined_by([shared for _, shared in read_files(paths)], BY)
    again = agreement_of_shared([each.counted for each in found.editions if isinstance(each.counted, Shared)], asked)
    whole = fidelity.rater_agreement(records(of), of=asked.of, by=BY, threshold="off")
    known = [name for name in whole if name not in ("n_raters", "n_practitioners", "suppressed", "reached", "at_least")]
    pd.testing.assert_frame_equal(again[known].astype(whole[known].dtypes), whole[known], check_exact=True)
    assert again["n_visits"].sum() > 0


@pytest.fixture
def content(here: Path) -> dict[str, object]:
    """What one tally file says."""
    (path,) = through_files([ragged(1)], here)
    held: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return held


def damaged(content: dict[str, object], rng: Random, n: int) -> Iterator[bytes]:
    """A tally file as it comes out of a bad copy: cut off, a byte changed, a piece doubled, bytes turned round."""
    text = json.dumps(content, ensure_ascii=False).encode()
    for _ in range(n):
        start, end = sorted(rng.sample(range(1, len(text)), 2))
        piece = text[start : min(end, start + 20)]
        yield text[:start]
        yield text[:start] + bytes([text[start] ^ (1 << rng.randrange(8))]) + text[start + 1 :]
        yield text[:start] + piece + text[start:]
        yield text[:start] + piece[::-1] + text[start + len(piece) :]


def test_a_bad_copy_is_refused_or_says_the_same(here: Path, content: dict[str, object]) -> None:
    """No change without a new digest gives another figure, and none comes to a traceback."""
    path = here / "copy.json"
    whole = tally_text(fidelity.read_tallies(here / "0.json").editions)
    codes = []
    for data in damaged(content, Random(5), 60):
        path.write_bytes(data)
        try:
            assert tally_text(fidelity.read_tallies(path).editions) == whole
        except fidelity.FidelityError as error:
            codes += [problem.code for problem in error.problems if str(problem.place) == str(path)]
    assert {*codes} <= {"no-tally", "tally-altered", "tally-schema"}
    assert len(codes) > 200


def test_a_forged_file_is_refused_or_says_what_counts_can_be(here: Path, content: dict[str, object]) -> None:
    """With a digest that fits, no share leaves 0 to 1, no mean the range of its score, and nothing is not a number."""
    path, rng = here / "forged.json", Random(11)
    n_refused = 0
    for _ in range(60):
        path.write_bytes(mutated(content, rng))
        try:
            found = fidelity.combine(fidelity.read_tallies(path), by=BY, threshold="off")
        except fidelity.FidelityError as error:
            n_refused += all(problem.message and problem.help for problem in error.problems)
            continue
        shares = found.loc[found["statistic"].str.startswith("share"), "value"].dropna()
        assert shares.between(0, 1).all()
        assert (found["value"].notna() | (found["why_no_value"] != "")).all()
        assert (found["n"].dropna() >= 0).all()
    assert n_refused > 40


def test_every_bad_file_is_told_at_once(here: Path, content: dict[str, object]) -> None:
    """Each with its name, in the order in which they were given; the good one beside them is no excuse."""
    names = ["empty.json", "other.json", "later.json"]
    for name, data in zip(names, (b"", b'{"a": 1}', written({**content, "schema": 99})), strict=True):
        (here / name).write_bytes(data)
    with pytest.raises(fidelity.FidelityError) as refused:
        fidelity.read_tallies([here / name for name in ["0.json", *names]])
    assert [problem.code for problem in refused.value.problems] == ["no-tally", "no-tally", "tally-schema"]
    assert [str(problem.place) for problem in refused.value.problems] == [str(here / name) for name in names]


def test_folders_stand_for_the_tallies_in_them(tmp_path: Path) -> None:
    """Those below as well, in order; other files are passed over, and a folder without any is refused."""
    for name in ("b.json", "a.json", "notes.txt", "deep/c.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}", encoding="utf-8")
    assert [path.name for path in tally_files([tmp_path])] == ["a.json", "b.json", "c.json"]
    (tmp_path / "none").mkdir()
    with pytest.raises(fidelity.FidelityError, match="no tally in"):
        [*tally_files([tmp_path / "none"])]


@pytest.mark.parametrize(
    ("ask", "match"),
    [
        (lambda held: fidelity.combine(held, by="region"), "not counted by `region`"),
        (lambda held: fidelity.combine(held, by="practitioner"), "not counted by `practitioner`"),
        (lambda held: fidelity.combine([]), "there is no tally"),
        (lambda held: fidelity.combine(held, checklist="other"), "no tally of checklist other"),
    ],
)
def test_what_tallies_cannot_answer_is_refused(
    here: Path, ask: Callable[[fidelity.Tallies], object], match: str
) -> None:
    """A column that they are not counted by, a person, and nothing at all."""
    held = fidelity.tallies(records(rows()), by="site")
    with pytest.raises(fidelity.FidelityError, match=match):
        ask(held)
