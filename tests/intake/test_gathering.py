"""Eight tables as sites hand them in, with everything that is usually wrong with them: each cell arrives or is told."""

from __future__ import annotations

import io
import json
import shutil
from datetime import date
from pathlib import Path

import attrs
import pytest

from fidelity.errors import IntakeError
from fidelity.intake.asked import Asked
from fidelity.intake.gathering import gather, gather_parts
from fidelity.plan.lowering import lower
from fidelity.records.observation import Edition, Observation, as_content
from tests.intake.made import (
    HEAD,
    ITEMS,
    Known,
    answers,
    both,
    codes,
    facts,
    gathered,
    meeting,
    refused,
    row,
    said,
    visit,
    write_book,
    write_csv,
)

MEETING = meeting()
CHECKLIST = MEETING.get(MEETING.candidates()[0]).checklist  # type: ignore[union-attr]
NAMES = [item.id for item in CHECKLIST.items]
TEXTS = [item.text for item in CHECKLIST.items]
WORDS = {"decided_before", "blame"}


def rated(seed: int) -> list[str]:
    """The codes of the twenty items, different for each seed; what may be not applicable sometimes is."""
    found = []
    for place, item in enumerate(CHECKLIST.items):
        points = [point.code for point in item.scale.points]
        allows = {status.value for status in item.allows}
        is_na = "not_applicable" in allows and (seed + place) % 3 == 0
        found.append("NA" if is_na else points[(seed * 7 + place * place) % len(points)])
    return found


def expected(seed: int) -> str:
    """The same as `answers` shows it."""
    return "".join("a" if code == "NA" else code for code in rated(seed))


def falkirk(folder: Path) -> None:
    """Semicolons, Windows-1252, a title, units, totals, a remark, blank rows, hard spaces, plain numbers, n/a."""
    head = ["Observation ID", "Date", " practitioner code", "RATER", "Site", "Facilitator’s caf\u00e9", *NAMES, ""]
    body = [
        [str(n), on, "P01\u00a0 ", "R1", "Falkirk", "caf\u00e9", *(c.replace("NA", "n/a") for c in rated(n)), ""]
        for n, on in ((1, "13/04/2026"), (2, "03/04/2026"), (3, "3.5.26"))
    ]
    rows = [
        ["Family meetings, Falkirk", *[""] * 26],
        [""] * 27,
        head,
        ["", "dd/mm/yyyy", "code", "code", "", "text", *["0-2"] * 18, "yes/no", "yes/no", ""],
        *body[:2],
        [""] * 27,
        body[2],
        ["Total", "", "", "", "", "", *["5"] * 18, "", "", ""],
        ["* The second was rated by phone", *[""] * 26],
    ]
    write_csv(folder / "falkirk.csv", rows, ";", "cp1252")


def stirling(folder: Path) -> None:
    """A workbook: rows above the header, items by their text, real days, a column of sums, a sheet of guidance."""
    head = ["Visit", "observation", "DATE", "Practitioner", "Rater", "Site", *TEXTS, "Sum"]
    body = [[None, n, date(2026, 4, 20 + n), "P02", "R2", "Stirling", *rated(10 + n), "=SUM(G4:X4)"] for n in (1, 2)]
    numbers = [[int(c) if isinstance(c, str) and c.isdigit() else c for c in line] for line in body]
    for line, whole in zip(numbers, body, strict=True):
        line[1:6] = whole[1:6]
    sheet = [["Family meetings"], ["Spring"], head[1:], *(line[1:] for line in numbers)]
    write_book(folder / "stirling.xlsx", {"Meetings": sheet, "Guidance": [["How to rate"], ["With care"]]})


def perth(folder: Path) -> None:
    """A row for each answer, a mark of the byte order, items by number and text, and a row that is there twice."""
    rows = [["Observation", "Item", "Rating", "Rater", "Date", "Practitioner", "Site", "Note"]]
    for visit_, seed in (("PE-1", 20), ("PE-2", 21)):
        for number, (text, code) in enumerate(zip(TEXTS, rated(seed), strict=True), 1):
            rows.append([visit_, f"Item {number}: {text}", code, "R3", "2026-05-06", "P03", "Perth", "seen"])
    write_csv(folder / "perth.csv", [*rows, rows[-1]], encoding="utf-8-sig")
    shutil.copy(folder / "perth.csv", folder / "perth (2).csv")


def fife(folder: Path) -> None:
    """A workbook: days as numbers and words, other capitals, ranges in brackets, a role, labels instead of codes."""
    head = ["Observation", "Date", "Practitioner", "Rater", "Role", *[f"{name.upper()} (0-2)" for name in NAMES]]
    one = ["FI-1", 46115, "P04", "R4", "Coach", *rated(30)]
    two = ["FI-2", "3rd May 2026", "P04", "R4", "peer", *rated(31)]
    label = {"2": "as described", "1": "In part", "0": "NOT YET"}
    two[5:] = [label.get(str(code), code) for code in two[5:]]
    agreed = ["FI-2", "3 May 2026", "P04", "Consensus", "", *rated(32)]
    write_book(folder / "fife.xlsx", {"Sheet1": [head, one, two, agreed]})


def moray(folder: Path) -> None:
    """A column with another name, dates that are ambiguous, a row that was prepared and never filled in, commas."""
    head = ["observation", "date", "practitioner", "rater", *NAMES[:-1], "Blaming"]
    rows = [head, ["MO-1", "03/04/2026", "P05", "R5", *rated(40)], ["MO-2", "04/05/2026", "P05", "R5", *rated(41)]]
    rows += [["MO-3", "", "P05", "R5", *[""] * 20]]
    write_csv(folder / "moray.csv", rows, "\t")


def angus(folder: Path) -> None:
    """What Fife handed in, once more in another file, and a second rater of the same visit."""
    head = ["observation", "date", "practitioner", "rater", "role", *NAMES]
    first = ["FI-1", "2026-04-03", "P04", "R4", "coach", *rated(30)]
    second = ["FI-1", "2026-04-03", "P04", "R6", "peer", *rated(33)]
    write_csv(folder / "north" / "angus.csv", [head, first, second, head])


def island(folder: Path) -> None:
    """Hand-ins, one a line."""
    definition = MEETING.all["family_meeting", "1.0"]
    plan = lower(definition.checklist("meeting"))
    edition = Edition("family_meeting", "1.0", "meeting", "", plan.hash, definition.text_hash)
    said_ = {"observation": "OR-1", "date": "2026-06-01", "practitioner": "P07", "rater": "R7", "role": "coach"}
    made = Observation("3f2b8c1e-5d4a-4f6b-9c7d-0a1b2c3d4e5f", edition, said_, dict(zip(NAMES, rated(50), strict=True)))
    other = attrs.evolve(
        made, id="4f2b8c1e-5d4a-4f6b-9c7d-0a1b2c3d4e5f", edition=attrs.evolve(edition, intervention="imr")
    )
    lines = [json.dumps(as_content(each)) for each in (made, other)]
    (folder / "orkney.jsonl").write_text("\n".join([*lines, lines[0]]), encoding="utf-8")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what eight sites handed in, and other files beside it; nobody changes it."""
    folder = tmp_path_factory.mktemp("sites")
    for hand_in in (falkirk, stirling, perth, fife, moray, angus, island):
        hand_in(folder)
    (folder / "sums.json").write_text('{"format": "fidelity-tally", "schema": 1}', encoding="utf-8")
    write_csv(folder / "roster.csv", [["practitioner", "team", "from"], ["P01", "T1", "2026-01-01"]])
    (folder / "report.docx").write_bytes(b"PK\x03\x04")
    return folder


ASKED = Asked(renames={"blaming": "blame"}, dates="day_first")


def test_every_cell_of_a_messy_folder_arrives(sites: Path) -> None:
    """What was written in eight ways is read as the same twenty answers of each record, and nothing else is there."""
    found = gathered(sites, of=MEETING, asked=ASKED)
    (edition,) = found.editions
    assert answers(edition) == {
        ("P01 1", "R1"): expected(1),
        ("P01 2", "R1"): expected(2),
        ("P01 3", "R1"): expected(3),
        ("P02 1", "R2"): expected(11),
        ("P02 2", "R2"): expected(12),
        ("PE-1", "R3"): expected(20),
        ("PE-2", "R3"): expected(21),
        ("FI-1", "R4"): expected(30),
        ("FI-2", "R4"): expected(31),
        ("FI-2", "Consensus"): expected(32),
        ("FI-1", "R6"): expected(33),
        ("MO-1", "R5"): expected(40),
        ("MO-2", "R5"): expected(41),
        ("OR-1", "R7"): expected(50),
    }
    assert (found.n_records, found.n_files) == (14, 7)


def test_what_was_taken_for_granted_is_told(sites: Path) -> None:
    """Each liberty is a note with its file, the most important first; tallies are handed back; repeats are counted."""
    found = gathered(sites, of=MEETING, asked=ASKED)
    told = {(note.code, note.place.source.rpartition("/")[2] if note.place else "") for note in found.notes}
    assert told >= {
        ("not-ratings", "roster.csv"),
        ("not-ratings", "stirling.xlsx"),
        ("of-another-edition", "orkney.jsonl"),
        ("visits-qualified", ""),
        ("duplicate-left-out", "perth.csv"),
        ("duplicate-left-out", "perth (2).csv"),
        ("duplicate-left-out", "angus.csv"),
        ("duplicate-left-out", "orkney.jsonl"),
        ("fact-absent", ""),
        ("cell-read", "falkirk.csv"),
        ("cell-read", "fife.xlsx"),
        ("date-read", "falkirk.csv"),
        ("date-read", "fife.xlsx"),
        ("date-read", "moray.csv"),
        ("column-taken", "falkirk.csv"),
        ("column-taken", "stirling.xlsx, sheet Meetings"),
        ("column-taken", "moray.csv"),
        ("row-left-out", "falkirk.csv"),
        ("row-left-out", "moray.csv"),
        ("row-left-out", "angus.csv"),
        ("not-utf8", "falkirk.csv"),
        ("passed-over", "report.docx"),
    }
    assert found.notes[0].code == "not-ratings"
    assert found.n_duplicates == 4
    assert [path.name for path in found.tallies] == ["sums.json"]


def test_facts_of_a_messy_folder_arrive(sites: Path) -> None:
    """Days are year-month-day, whatever they were; roles are known words; further columns are kept; files are named."""
    (edition,) = gathered(sites, of=MEETING, asked=ASKED).editions
    described = edition.ratings.descriptors
    assert facts(edition, "P01 1", "date", "practitioner", "site", "Facilitator’s café") == [
        "2026-04-13", "P01", "Falkirk", "café"
    ]  # fmt: skip
    days = dict(zip(described.index, described["date"], strict=True))
    assert [days[name] for name in ("P01 2", "P01 3", "P02 1", "FI-1", "FI-2", "MO-1", "OR-1")] == [
        "2026-04-03", "2026-05-03", "2026-04-21", "2026-04-03", "2026-05-03", "2026-04-03", "2026-06-01"
    ]  # fmt: skip
    assert described.loc[["FI-2"], "role"].tolist() == ["peer", "consensus"]
    assert facts(edition, "P02 1", "file")[0].endswith("stirling.xlsx, sheet Meetings")
    assert facts(edition, "OR-1", "record", "role") == ["3f2b8c1e-5d4a-4f6b-9c7d-0a1b2c3d4e5f", "coach"]
    assert {str(dtype) for dtype in described.dtypes} == {"str"}


def test_all_problems_of_all_files_are_told_at_once(sites: Path) -> None:
    """Without what the caller has to say, each file that needs it is refused with its rows and the way out."""
    problems = refused(sites, of=MEETING)
    places = {(problem.code, problem.place.source.rpartition("/")[2]) for problem in problems if problem.place}
    assert places == {("item-without-column", "moray.csv"), ("ambiguous-date", "moray.csv")}
    assert "rows 2-3, column date" in said(problems, "ambiguous-date")
    assert "--dates day_first" in said(problems, "ambiguous-date")
    assert '--rename "Blaming=blame"' in said(problems, "item-without-column")


def test_bad_files_are_left_out_where_that_is_asked_for(sites: Path) -> None:
    """A lenient reading takes the other files and says which one it left out and why."""
    found = gathered(sites, of=MEETING, asked=Asked(lenient=True))
    assert found.notes[0].code == "file-left-out"
    assert "2 problems" in found.notes[0].message
    assert found.n_records == 12


def test_the_order_of_sources_does_not_matter(sites: Path) -> None:
    """Files given one by one and backwards come to the same as their folder."""
    files = sorted((path for path in sites.rglob("*") if path.is_file()), reverse=True)
    files = [path for path in files if path.name not in ("roster.csv", "report.docx")]
    one, other = (gathered(*sources, of=MEETING, asked=ASKED).editions[0] for sources in ([sites], files))
    assert answers(one) == answers(other)
    assert one.ratings.descriptors.equals(other.ratings.descriptors)


def test_pieces_hold_whole_visits_and_everything_once(sites: Path) -> None:
    """Pieces of at least two records together hold what is gathered whole, and no visit is in two of them."""
    whole = gathered(sites, of=MEETING, asked=ASKED)
    pieces = gather_parts([sites], MEETING, ASKED, rows=2)
    parts = list(pieces)
    assert len(parts) > 3
    together = [set(part.ratings.descriptors.index) for part in parts]
    assert sum(map(len, together)) == len(set().union(*together))
    assert {key: value for part in parts for key, value in answers(part).items()} == answers(whole.editions[0])
    assert pieces.intake.n_records == whole.n_records
    assert pieces.intake.notes == whole.notes


def test_versions_in_one_folder_go_apart(tmp_path: Path) -> None:
    """A table of the older and one of the newer edition are told apart by their items, and that is told."""
    write_csv(tmp_path / "old.csv", [HEAD, row("V1")])
    write_csv(tmp_path / "new.csv", [[*HEAD, "thanks"], [*row("V2"), "1"]])
    found = gathered(tmp_path, of=both())
    assert [(each.edition.version, *answers(each).values()) for each in found.editions] == [
        ("1.2", "2110"), ("2.0", "21101")
    ]  # fmt: skip
    assert codes(found.notes).count("edition-taken") == 2


def test_versions_in_one_table_go_apart(tmp_path: Path) -> None:
    """Rows say their version; a spreadsheet may have made 2 of 2.0; what a version does not have is told."""
    head = [*HEAD, "thanks", "version"]
    rows = [head, [*row("V1"), "2", "1.2"], [*row("V2"), "1", "2.0"], [*row("V3"), "0", "2"]]
    found = gathered(write_csv(tmp_path / "all.csv", rows), of=both())
    assert [answers(each) for each in found.editions] == [
        {("V1", "R1"): "2110"}, {("V2", "R1"): "21101", ("V3", "R1"): "21100"}
    ]  # fmt: skip
    assert "row 2 holds ratings of thanks" in said(found.notes, "of-another-edition")


def test_a_plan_hash_says_the_edition(tmp_path: Path) -> None:
    """The hash that an export writes settles version and profile; one that nobody has is refused."""
    known = both()
    (short,) = (each for each in known.candidates() if each.version == "1.2" and each.profile)
    plan = known.get(short).plan.hash  # type: ignore[union-attr]
    path = write_csv(tmp_path / "a.csv", [[*HEAD, "plan_hash"], [*row("V1"), plan]])
    (found,) = gathered(path, of=known).editions
    assert (found.edition.version, found.edition.profile) == ("1.2", "short")
    path = write_csv(tmp_path / "a.csv", [[*HEAD, "version", "plan_hash"], [*row("V1"), "1.2", "sha256:" + "0" * 64]])
    assert codes(refused(path, of=known)) == ["edition-differs"]


def test_rows_of_another_version_than_asked_for_are_left_out(tmp_path: Path) -> None:
    """With one version asked for, rows of others are left out and counted; a version that nobody has is refused."""
    path = write_csv(tmp_path / "a.csv", [[*HEAD, "version"], [*row("V1"), "1.2"], [*row("V2"), "2.0"]])
    found = gathered(path, of=both("1.2"))
    assert answers(found.editions[0]) == {("V1", "R1"): "2110"}
    assert "row 3: 1 row of 2.0 left out" in said(found.notes, "of-another-edition")
    path = write_csv(tmp_path / "a.csv", [[*HEAD, "version"], [*row("V1"), "1.2"], [*row("V2"), "3.0"]])
    assert codes(refused(path, of=both())) == ["edition-not-installed"]


def test_an_edition_that_nobody_can_know_is_asked_for(tmp_path: Path) -> None:
    """Two checklists with the same items: the caller is asked, and what they say is taken."""
    again = Known(*both().all.values())
    older = again.all["visit", "1.2"]
    again.all["visit", "1.3"] = attrs.evolve(older, version="1.3")
    path = write_csv(tmp_path / "a.csv", [HEAD, row("V1")])
    assert "`--as visit/delivery@1.2`" in said(refused(path, of=again), "which-edition")
    (found,) = gathered(path, of=again, asked=Asked(Edition("visit", "1.3", ""))).editions
    assert found.edition.version == "1.3"


def test_the_same_file_under_the_name_of_another_site_is_refused(tmp_path: Path) -> None:
    """Where file names say the site, two files that are the same to the letter contradict each other."""
    head = ("observation", "date", "practitioner", "rater", *ITEMS)
    for name in ("S01", "S02"):
        write_csv(tmp_path / f"{name}.csv", [head, ["1", "2026-04-03", "P03", "R1", *"2110"]])
    assert codes(refused(tmp_path, asked=Asked(from_file="site"))) == ["same-file"]
    found = gathered(tmp_path)
    assert (found.n_records, found.n_duplicates) == (1, 1)


def test_streams_folders_and_progress(tmp_path: Path) -> None:
    """An open stream is read as a file is, and how far it is is told in bytes."""
    path = write_csv(tmp_path / "a.csv", [HEAD, row("V1")])
    stream = io.BytesIO(write_csv(tmp_path / "b.txt", [HEAD, row("V2")]).read_bytes())
    told: list[tuple[int, int]] = []
    found = gather([path, stream], visit(), progress=lambda done, total: told.append((done, total)))
    assert answers(found.editions[0]) == {("V1", "R1"): "2110", ("V2", "R1"): "2110"}
    assert set(found.editions[0].ratings.descriptors["file"]) == {str(path), "<stdin>"}
    assert told == [(path.stat().st_size, path.stat().st_size)]


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    """In a folder strange files are passed over, but not other tables; named, they are refused."""
    write_csv(tmp_path / "a.csv", [HEAD, row("V1")])
    (tmp_path / "film.mp4").write_bytes(b"film")
    (tmp_path / "scores.json").write_text('{"observations": []}', encoding="utf-8")
    assert sorted(codes(gathered(tmp_path).notes)) == ["passed-over", "passed-over"]
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    assert codes(refused(tmp_path)) == ["not-text"]
    assert codes(refused(tmp_path / "film.mp4", tmp_path / "scores.json", tmp_path / "none.csv")) == [
        "not-ratings", "unreadable-file", "not-a-hand-in"
    ]  # fmt: skip


def test_nothing_to_gather_is_nothing(tmp_path: Path) -> None:
    """An empty folder gives no editions; definitions that cannot be used are refused."""
    assert gathered(tmp_path).editions == ()
    broken = visit()
    broken.all.clear()
    with pytest.raises(IntakeError):
        gathered(tmp_path, of=broken)


def test_settings_that_lie_among_tables_are_no_records_and_no_news(tmp_path: Path) -> None:
    """The file that says how they are read is not told of; other files that hold no records are."""
    write_csv(tmp_path / "a.csv", [HEAD, row("V1")])
    for name in ("fidelity.toml", "other.toml"):
        (tmp_path / name).write_text("[reading]\n", encoding="utf-8")
    passed = [note.place for note in gathered(tmp_path).notes if note.code == "passed-over"]
    assert [str(place).endswith("other.toml") for place in passed] == [True]


def test_what_records_say_is_counted_by_checklist(tmp_path: Path) -> None:
    """Every descriptor, with what nobody says as 0."""
    rows = [[*HEAD, "colour"], [*row("V1"), "red"], [*row("V2", site=""), ""]]
    found = gathered(write_csv(tmp_path / "a.csv", rows)).said["delivery"]
    assert (found["observation"], found["site"], found["colour"], found["team"]) == (2, 1, 1, 0)
