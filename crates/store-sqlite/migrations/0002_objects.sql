-- Objects that the office keeps, documents beside the record, and whose a submission is.

-- Stations are objects now. Entries that defined them keep their payloads.
DROP TABLE station;

-- Versions of objects, each in an entry. `current` is 0 or 1, which take the same room: a row that becomes outdated stays where it
-- stands, and no copy of it is left behind between the pages.
CREATE TABLE object (
    idx INTEGER NOT NULL,
    position INTEGER NOT NULL,
    noun TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    organisation TEXT,
    station TEXT,
    state TEXT,
    gone INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    body BLOB NOT NULL,
    current INTEGER NOT NULL,
    erased_by INTEGER,
    UNIQUE (idx, position)
) STRICT;
CREATE UNIQUE INDEX object_version ON object (noun, id, version);
CREATE UNIQUE INDEX object_current ON object (noun, id) WHERE current = 1;

-- Submissions with whose they are. A new table, for rows that grow are moved and leave copies behind: where no entry corrects a
-- submission yet, the largest number keeps the place.
CREATE TABLE submission_2 (
    idx INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    form TEXT NOT NULL,
    station TEXT NOT NULL,
    captured_at TEXT,
    received_at INTEGER NOT NULL,
    token INTEGER NOT NULL,
    fingerprint BLOB NOT NULL,
    leaf BLOB NOT NULL,
    private INTEGER NOT NULL,
    erased_by INTEGER,
    organisation TEXT,
    observer TEXT,
    replaces BLOB,
    replaced_by INTEGER NOT NULL
) STRICT;
INSERT INTO submission_2
SELECT idx, id, form, station, captured_at, received_at, token, fingerprint, leaf, private, erased_by, NULL, NULL, NULL, 9223372036854775807
FROM submission;
DROP TABLE submission;
ALTER TABLE submission_2 RENAME TO submission;
CREATE INDEX submission_form ON submission (form, idx);
CREATE INDEX submission_organisation ON submission (organisation, idx) WHERE organisation IS NOT NULL;

-- Not part of the record: whose a token is, and accounts, sessions, links, webhooks, saved settings.
ALTER TABLE token ADD COLUMN organisation TEXT;
ALTER TABLE token ADD COLUMN account TEXT;
CREATE TABLE document (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    lookup TEXT,
    version INTEGER NOT NULL,
    expires_at INTEGER,
    body BLOB NOT NULL,
    PRIMARY KEY (kind, id),
    UNIQUE (kind, lookup)
) STRICT;
CREATE INDEX document_expires ON document (expires_at) WHERE expires_at IS NOT NULL;
