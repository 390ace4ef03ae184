-- The log of a store: what was recorded, by whom, when, and what became of it since.
-- `entries` is one row a revision, never changed. `bodies` holds what a revision says and may be erased: an entry
-- holds the hash of its body, so that the chain of hashes still holds when the body is gone.
-- Once released, this file is never changed, for every store is compared with it: a change is a file of its own.
-- Times are UTC, as text: 2026-11-23T17:05:01.123456Z.

PRAGMA application_id = 0x46694c67; -- "FiLg"
PRAGMA user_version = 1;

-- What concerns this file alone: the chain that it writes (entries of other devices come in by merging and keep
-- theirs), and whether bytes of what was erased may still lie in unused corners of the file.
CREATE TABLE own (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    device TEXT NOT NULL,
    has_traces INTEGER NOT NULL CHECK (has_traces IN (0, 1))
) STRICT;
INSERT INTO own VALUES (1, '', 0);

CREATE TABLE entries (
    place INTEGER PRIMARY KEY,
    record TEXT NOT NULL CHECK (length(record) > 0),
    kind TEXT NOT NULL CHECK (
        kind IN ('observation', 'consensus', 'certificate', 'goal', 'signed_off', 'unlocked', 'erased', 'settled')
    ),
    -- Ids of the revisions that it follows, a list in JSON; only a record can begin with nothing.
    parents TEXT NOT NULL CHECK (
        parents GLOB '[[]"*"]' OR (parents = '[]' AND kind IN ('observation', 'consensus', 'certificate', 'goal'))
    ),
    made_by TEXT NOT NULL CHECK (length(trim(made_by)) > 0),
    made_at TEXT NOT NULL CHECK (made_at GLOB '????-??-??T??:??:??.??????Z'),
    body TEXT NOT NULL CHECK (length(body) = 64), -- hash of content, why and salt
    id TEXT NOT NULL CHECK (length(id) = 64), -- hash of all of the above
    device TEXT NOT NULL CHECK (length(device) > 0),
    seq INTEGER NOT NULL CHECK (seq > 0),
    previous TEXT NOT NULL CHECK (length(previous) = CASE seq WHEN 1 THEN 0 ELSE 64 END),
    hash TEXT NOT NULL CHECK (length(hash) = 64) -- of device, seq, previous and id
) STRICT;

-- Two entries may have one place in a chain: a store was copied, and both copies were written to.
CREATE UNIQUE INDEX entries_of_a_device ON entries (device, seq, hash);
CREATE UNIQUE INDEX entries_of_a_record ON entries (record, id);
CREATE INDEX tombstones ON entries (record) WHERE kind = 'erased';

CREATE TABLE bodies (
    entry INTEGER PRIMARY KEY REFERENCES entries (place),
    content TEXT CHECK (content GLOB '{*}'), -- canonical JSON; NULL for a pure event, such as a sign-off
    why TEXT NOT NULL,
    salt TEXT NOT NULL CHECK (length(salt) = 32) -- so that nobody can guess an erased body from its hash
) STRICT;

CREATE TABLE drafts (
    id TEXT PRIMARY KEY CHECK (length(id) > 0),
    content TEXT NOT NULL,
    saved_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER entries_are_not_changed BEFORE UPDATE ON entries
BEGIN
    SELECT RAISE(ABORT, 'an entry is never changed');
END;

CREATE TRIGGER entries_are_not_deleted BEFORE DELETE ON entries
BEGIN
    SELECT RAISE(ABORT, 'an entry is never deleted');
END;

-- To replace a row is to delete it without asking the rule above.
CREATE TRIGGER entries_are_not_replaced BEFORE INSERT ON entries
WHEN EXISTS (
    SELECT 1 FROM entries WHERE place = NEW.place
    OR (device = NEW.device AND seq = NEW.seq AND hash = NEW.hash) OR (record = NEW.record AND id = NEW.id)
)
BEGIN
    SELECT RAISE(ABORT, 'the entry is there already');
END;

CREATE TRIGGER bodies_are_not_replaced BEFORE INSERT ON bodies
WHEN EXISTS (SELECT 1 FROM bodies WHERE entry = NEW.entry)
BEGIN
    SELECT RAISE(ABORT, 'the body is there already');
END;

CREATE TRIGGER bodies_are_not_changed BEFORE UPDATE ON bodies
BEGIN
    SELECT RAISE(ABORT, 'a body is never changed');
END;

CREATE TRIGGER bodies_are_deleted_once_erased BEFORE DELETE ON bodies
WHEN NOT EXISTS (
    SELECT 1 FROM entries AS own JOIN entries AS tombstone ON tombstone.record = own.record
    WHERE own.place = OLD.entry AND own.kind <> 'erased' AND tombstone.kind = 'erased'
)
BEGIN
    SELECT RAISE(ABORT, 'a body is deleted only where its record was erased');
END;

CREATE TRIGGER bodies_do_not_come_back BEFORE INSERT ON bodies
WHEN EXISTS (
    SELECT 1 FROM entries AS own JOIN entries AS tombstone ON tombstone.record = own.record
    WHERE own.place = NEW.entry AND own.kind <> 'erased' AND tombstone.kind = 'erased'
)
BEGIN
    SELECT RAISE(ABORT, 'the record was erased');
END;

CREATE TRIGGER bodies_hold_what_their_kind_holds BEFORE INSERT ON bodies
WHEN (NEW.content IS NOT NULL) <> (
    SELECT kind IN ('observation', 'consensus', 'certificate', 'goal') FROM entries WHERE place = NEW.entry
)
BEGIN
    SELECT RAISE(ABORT, 'a record says something, and what happens to one does not');
END;

-- A first revision and a sign-off need no reason; everything else does, and blanks are none.
CREATE TRIGGER reasons_are_given BEFORE INSERT ON bodies
WHEN trim(NEW.why, char(9, 10, 11, 12, 13, 32, 160)) = '' AND EXISTS (
    SELECT 1 FROM entries WHERE place = NEW.entry AND kind <> 'signed_off' AND parents <> '[]'
)
BEGIN
    SELECT RAISE(ABORT, 'a reason is missing');
END;
