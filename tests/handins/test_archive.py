"""Archives: small ones are unpacked, and those that are made to take up room are refused before they do."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from fidelity.errors import HandInError
from fidelity.handins.archive import Archive
from fidelity.handins.limits import MEMBERS, MIB, UNPACKED
from tests.handins.samples import archive


def refused(data: bytes, name: str = "a") -> str:
    """The code and the message of what an archive is refused for, when it is opened or read."""
    with pytest.raises(HandInError) as caught:
        Archive(data).read(name)
    (problem,) = caught.value.problems
    return f"{problem.code}: {problem.message}"


def test_a_file_comes_out_as_it_went_in() -> None:
    """Stored or packed."""
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        found = Archive(archive({"a": "Á" * 1000, "b": b""}, method))
        assert found.names == {"a", "b"}
        assert found.read("a") == "Á".encode() * 1000
        assert found.read("b") == b""


def test_a_flat_bomb_is_refused_by_what_it_says() -> None:
    """Gigabytes of zeros packed into a few kilobytes are never unpacked."""
    data = archive({"a": bytes(64 * MIB)})
    assert len(data) < MIB
    assert refused(data).startswith("too-large: it is")


def test_a_bomb_that_lies_is_refused_by_what_comes_out() -> None:
    """Where the directory says 10 bytes, no more than 10 are believed, and the sum of them is wrong."""
    data = bytearray(archive({"a": bytes(64 * MIB)}))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<I", data, data.index(signature) + offset, 10)
    assert refused(bytes(data)).startswith("bad-workbook: the workbook is damaged")


def test_many_files_together_are_too_large_too() -> None:
    """Each fits, and the room for all of them is one."""
    part = zipfile.ZIP_STORED
    found = Archive(archive({name: bytes(UNPACKED // 2) for name in "abc"}, part))
    found.read("a")
    found.read("b")
    with pytest.raises(HandInError, match="unpacked, it has more than"):
        found.read("c")


def test_a_nested_bomb_is_a_file_like_any_other() -> None:
    """An archive within an archive is not opened, however often it is nested."""
    inner = archive({"a": bytes(MIB)})
    for _ in range(5):
        inner = archive({"a": inner})
    assert Archive(inner).read("a").startswith(b"PK")


def test_an_archive_of_very_many_files_is_refused_before_its_directory_is_read() -> None:
    """A directory of half a million entries would take a while."""
    assert "more than 200 files" in refused(archive({str(number): b"" for number in range(MEMBERS + 1)}))


def test_two_files_of_one_name_are_refused() -> None:
    """One program would read the first, and another the second."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr("a", "1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            zipped.writestr("a", "2")
    assert "have the same name" in refused(out.getvalue())


def test_a_password_and_rare_ways_of_packing_are_refused() -> None:
    """Both with what to do."""
    assert "packed in a rare way" in refused(archive({"a": b"1"}, zipfile.ZIP_LZMA))
    data = bytearray(archive({"a": b"1"}))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(signature) + offset] |= 1
    assert "locked with a password" in refused(bytes(data))


@pytest.mark.parametrize("kept", [4, 30, 60, 100])
def test_an_archive_that_was_cut_short_is_refused(kept: int) -> None:
    """Wherever it was cut."""
    assert refused(archive({"a": "abc" * 40})[:kept]).startswith("bad-workbook: the workbook is damaged")


def test_a_file_that_was_changed_is_refused() -> None:
    """Its sum no longer fits."""
    data = bytearray(archive({"a": b"0123456789"}, zipfile.ZIP_STORED))
    data[data.index(b"0123456789")] ^= 1
    assert "bad crc-32" in refused(bytes(data))
