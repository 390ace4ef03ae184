"""The hashes of the log: of a body, of a revision, and of an entry in its device's chain."""

from __future__ import annotations

import json
from hashlib import sha256

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def body_hash(content: str | None, salt: str, why: str) -> str:
    """The hash of what may be erased: SHA-256 of canonical JSON with the keys `content`, `salt` and `why`.

    Args:
        content: Canonical JSON; None where there is no content.
        salt: Chance, so that nobody can guess an erased body from its hash.
        why: The reason.
    """
    return _hash(f'{{"content":{content or "null"},"salt":{_encoded(salt)},"why":{_encoded(why)}}}')


def revision_id(record: str, kind: str, parents: str, by: str, at: str, body: str) -> str:
    """The id of a revision, wherever and whenever it is stored: SHA-256 of a JSON list.

    Args:
        record: The record's id.
        kind: The kind of entry.
        parents: The list of parents, as the text of a JSON list.
        by: Who made it.
        at: When.
        body: The hash of the body.
    """
    return _hash(_encoded([record, kind, parents, by, at, body]))


def entry_hash(device: str, seq: int, previous: str, revision: str) -> str:
    """The hash of an entry, which the next entry of the device's chain holds: SHA-256 of a JSON list.

    Args:
        device: The device.
        seq: The entry's number.
        previous: The hash of the entry before it.
        revision: The revision's id.
    """
    return _hash(_encoded([device, seq, previous, revision]))


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
