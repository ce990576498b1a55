-- The record. Whatever stands here belongs to an entry; `idx` is the entry's number.
--
-- What senders and administrators wrote is bytea, UTF-8: PostgreSQL's text cannot hold the character NUL, which JSON can, and an
-- index over text depends on the collation of the operating system, which an upgrade may change. Read it with
-- convert_from(form, 'UTF8').
--
-- STORAGE EXTERNAL and toast_tuple_target: bodies of up to 8 kB stand in the row, and none is compressed, which would cost more
-- processor time than everything else.
--
-- STATISTICS 0: ANALYZE would otherwise copy values into the catalogue, where they would outlive their erasure.

-- The log: entries, the widest form of each tile, checkpoints, cosignatures.
CREATE TABLE entry (idx bigint PRIMARY KEY, body bytea NOT NULL);
CREATE TABLE tile (level bigint NOT NULL, idx bigint NOT NULL, hashes bytea NOT NULL, PRIMARY KEY (level, idx))
    WITH (toast_tuple_target = 8160);
ALTER TABLE tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
CREATE TABLE checkpoint (size bigint PRIMARY KEY, note text NOT NULL);
CREATE TABLE cosignature (size bigint NOT NULL, witness text COLLATE "C" NOT NULL, line text NOT NULL, PRIMARY KEY (size, witness));

-- What entries commit to: may be erased.
CREATE TABLE payload (idx bigint PRIMARY KEY, salt bytea NOT NULL, body bytea NOT NULL) WITH (toast_tuple_target = 8160);
ALTER TABLE payload
    ALTER COLUMN body SET STORAGE EXTERNAL,
    ALTER COLUMN body SET STATISTICS 0,
    ALTER COLUMN salt SET STATISTICS 0;
-- Private blocks, encrypted to the custodians.
CREATE TABLE sealed (idx bigint PRIMARY KEY, body bytea NOT NULL) WITH (toast_tuple_target = 8160);
ALTER TABLE sealed
    ALTER COLUMN body SET STORAGE EXTERNAL,
    ALTER COLUMN body SET STATISTICS 0;

-- Read tables.
CREATE TABLE submission (
    idx bigint PRIMARY KEY,
    id uuid NOT NULL,
    form bytea NOT NULL,
    station bytea NOT NULL,
    captured_at bytea,
    received_at bigint NOT NULL,
    token bigint NOT NULL,
    fingerprint bytea NOT NULL,
    leaf bytea NOT NULL,
    private boolean NOT NULL,
    erased_by bigint
);
CREATE UNIQUE INDEX submission_id ON submission (id);
CREATE INDEX submission_form ON submission (form, idx);
ALTER TABLE submission
    ALTER COLUMN form SET STATISTICS 0,
    ALTER COLUMN station SET STATISTICS 0,
    ALTER COLUMN captured_at SET STATISTICS 0,
    ALTER COLUMN fingerprint SET STATISTICS 0;

CREATE TABLE attachment (
    idx bigint PRIMARY KEY,
    submission bigint NOT NULL,
    name bytea NOT NULL,
    media bytea NOT NULL,
    length bigint NOT NULL,
    sha256 bytea NOT NULL,
    working bytea,
    sealed boolean NOT NULL,
    erased_by bigint
);
CREATE INDEX attachment_submission ON attachment (submission);
CREATE INDEX attachment_sha256 ON attachment (sha256);
CREATE INDEX attachment_working ON attachment (working) WHERE working IS NOT NULL;
ALTER TABLE attachment
    ALTER COLUMN name SET STATISTICS 0,
    ALTER COLUMN media SET STATISTICS 0,
    ALTER COLUMN length SET STATISTICS 0,
    ALTER COLUMN sha256 SET STATISTICS 0,
    ALTER COLUMN working SET STATISTICS 0;

CREATE TABLE form (idx bigint PRIMARY KEY, id bytea NOT NULL, title bytea NOT NULL, sealed bytea NOT NULL);
CREATE TABLE station (idx bigint PRIMARY KEY, code bytea NOT NULL, name bytea NOT NULL);

-- Not part of the record: keys to the interface, and settings by name. Tokens are numbered without gaps, as no sequence would.
CREATE TABLE token (
    id bigint PRIMARY KEY,
    label bytea NOT NULL,
    hash bytea NOT NULL UNIQUE,
    scopes text NOT NULL,
    created_at bigint NOT NULL,
    revoked_at bigint
);
CREATE TABLE setting (name text COLLATE "C" PRIMARY KEY, value text NOT NULL);
