-- Objects that the office keeps, documents beside the record, and whose a submission is.

-- Stations are objects now. Entries that defined them keep their payloads.
DROP TABLE station;

-- Versions of objects, each in an entry.
CREATE TABLE object (
    idx bigint NOT NULL,
    position bigint NOT NULL,
    noun bytea NOT NULL,
    id bytea NOT NULL,
    version bigint NOT NULL,
    organisation bytea,
    station bytea,
    state bytea,
    gone boolean NOT NULL,
    made_by bytea NOT NULL,
    made_at bigint NOT NULL,
    body bytea NOT NULL,
    current boolean NOT NULL,
    erased_by bigint,
    PRIMARY KEY (idx, position)
) WITH (toast_tuple_target = 8160);
CREATE UNIQUE INDEX object_version ON object (noun, id, version);
CREATE UNIQUE INDEX object_current ON object (noun, id) WHERE current;
ALTER TABLE object
    ALTER COLUMN body SET STORAGE EXTERNAL,
    ALTER COLUMN body SET STATISTICS 0,
    ALTER COLUMN organisation SET STATISTICS 0,
    ALTER COLUMN station SET STATISTICS 0,
    ALTER COLUMN state SET STATISTICS 0,
    ALTER COLUMN made_by SET STATISTICS 0;

-- Submissions with whose they are.
ALTER TABLE submission
    ADD COLUMN organisation bytea,
    ADD COLUMN observer bytea,
    ADD COLUMN replaces uuid,
    ADD COLUMN replaced_by bigint;
ALTER TABLE submission ALTER COLUMN observer SET STATISTICS 0;
CREATE INDEX submission_organisation ON submission (organisation, idx) WHERE organisation IS NOT NULL;

-- Not part of the record: whose a token is, and accounts, sessions, links, webhooks, saved settings.
ALTER TABLE token ADD COLUMN organisation bytea, ADD COLUMN account bytea;
CREATE TABLE document (
    kind bytea NOT NULL,
    id bytea NOT NULL,
    lookup bytea,
    version bigint NOT NULL,
    expires_at bigint,
    body bytea NOT NULL,
    PRIMARY KEY (kind, id),
    UNIQUE (kind, lookup)
);
ALTER TABLE document
    ALTER COLUMN id SET STATISTICS 0,
    ALTER COLUMN lookup SET STATISTICS 0,
    ALTER COLUMN body SET STATISTICS 0;
CREATE INDEX document_expires ON document (expires_at) WHERE expires_at IS NOT NULL;
