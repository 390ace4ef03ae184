"""The files within a workbook, which is a zip archive: unpacked with care, and only those that are asked for."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from fidelity.errors import HandInError
from fidelity.handins.limits import MEMBERS, MIB, RATIO, UNPACKED
from fidelity.problems import Problem

_ENTRY = b"PK\x01\x02"
"""What every entry of an archive's directory begins with."""
_PART = 1 << 16
_ENCRYPTED = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError
)  # fmt: skip
"""What Python's reader raises on archives that contradict themselves."""
_SAVE = "save it once more as an Excel workbook (.xlsx), without a password"


class Archive:
    """An archive that is known to be small enough.

    Sizes that an archive states can lie, so what is unpacked is counted as well. Nothing is written to a disk, and no
    name in it is used as a path.

    Args:
        data: The archive.

    Raises:
        HandInError: It is damaged, or made to take up room.
    """

    def __init__(self, data: bytes) -> None:
        # Counted before the directory is read, which may itself be made of a million entries.
        if data.count(_ENTRY) > MEMBERS:
            raise HandInError(_too_large(f"it holds more than {MEMBERS} files"))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise _damaged(error) from error
        infos = self._zip.infolist()
        self._members = {info.filename: info for info in infos}
        self._left = UNPACKED
        if len(self._members) < len(infos):
            raise HandInError(Problem("bad-workbook", "two of the files in it have the same name", _SAVE))
        declared = sum(info.file_size for info in infos)
        if declared > max(RATIO * len(data), MIB) or declared > 4 * UNPACKED:
            message = f"it is {len(data):,} bytes that say they unpack to {declared:,}"
            raise HandInError(_too_large(message))

    @property
    def names(self) -> frozenset[str]:
        """The names of the files in it."""
        return frozenset(self._members)

    def read(self, name: str) -> bytes:
        """One of its files, unpacked; all that are read share one limit.

        Raises:
            HandInError: It is damaged, or larger than it may be.
        """
        info = self._members[name]
        if info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS:
            raise HandInError(Problem("bad-workbook", "it is locked with a password, or packed in a rare way", _SAVE))
        parts: list[bytes] = []
        try:
            with self._zip.open(info) as stream:
                while part := stream.read(_PART):
                    self._left -= len(part)
                    if self._left < 0:
                        raise HandInError(_too_large(f"unpacked, it has more than {UNPACKED // MIB} MiB"))
                    parts.append(part)
        except _BROKEN as error:
            raise _damaged(error) from error
        return b"".join(parts)


def _too_large(message: str) -> Problem:
    return Problem("too-large", message, "no filled-in form is so large: hand in the sheet alone, as it was handed out")


def _damaged(error: Exception) -> HandInError:
    message = f"the workbook is damaged: {str(error).lower() or 'it ends early'}"
    return HandInError(Problem("bad-workbook", message, "it was changed on its way: hand in the file as it was saved"))
