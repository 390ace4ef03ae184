"""The hashes of the log, computed by hand as its description says."""

from __future__ import annotations

from hashlib import sha256

from fidelity.records.hashes import body_hash, entry_hash, revision_id


def by_hand(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return sha256(text.encode()).hexdigest()


def test_a_body_is_hashed_as_one_text() -> None:
    """Content, salt and reason are one JSON text with sorted keys."""
    text = '{"content":{"a":"é"},"salt":"5a17","why":"said \\"no\\""}'
    assert body_hash('{"a":"é"}', "5a17", 'said "no"') == by_hand(text)


def test_no_content_is_null() -> None:
    """An event has a body too, with its reason."""
    assert body_hash(None, "5a17", "why") == by_hand('{"content":null,"salt":"5a17","why":"why"}')


def test_a_revision_is_hashed_as_a_list() -> None:
    """All that says what a revision is, and nothing that says where it is stored."""
    text = '["0b9f","observation","[\\"aa\\"]","R1","2026-11-23T17:05:01.123456Z","bb"]'
    made = revision_id("0b9f", "observation", '["aa"]', "R1", "2026-11-23T17:05:01.123456Z", "bb")
    assert made == by_hand(text)


def test_an_entry_is_hashed_with_the_one_before() -> None:
    """Its place in the chain, the hash before it and its revision."""
    assert entry_hash("d1", 2, "aa", "bb") == by_hand('["d1",2,"aa","bb"]')
