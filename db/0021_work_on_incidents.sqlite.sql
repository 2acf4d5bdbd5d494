-- The work on an incident: merging that can be taken back, what belongs together, what is to be done, and each person's own views of the board.

CREATE TABLE incident_merges (
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    n BIGINT NOT NULL,
    into_id TEXT NOT NULL REFERENCES incidents (id),
    status_before TEXT NOT NULL REFERENCES incident_statuses (word),
    -- What it did to duties, as JSON: {voided, moved, added}. Taking it back undoes exactly that.
    duties TEXT NOT NULL,
    reason TEXT NOT NULL,
    merged_at BIGINT NOT NULL,
    merged_by TEXT NOT NULL,
    undone_at BIGINT,
    undone_by TEXT,
    PRIMARY KEY (incident_id, n)
);
CREATE INDEX incidents_merged ON incidents (merged_into) WHERE merged_into IS NOT NULL;

-- Two incidents that belong together and stay two: one row a pair, the smaller id first.
CREATE TABLE incident_links (
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    other_id TEXT NOT NULL REFERENCES incidents (id),
    reason TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (incident_id, other_id)
);
CREATE INDEX incident_links_other ON incident_links (other_id);

-- What reports named, in small letters, so that incidents which share it find each other. A CVE is of the type cve.
CREATE TABLE incident_observables (
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    type TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (incident_id, type, value)
);
CREATE INDEX incident_observables_shared ON incident_observables (value, type);

-- What is to be done about an incident. Those of a checklist keep its word and their place in it, so that no list is added twice.
CREATE TABLE incident_tasks (
    id TEXT NOT NULL PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    checklist TEXT,
    place BIGINT,
    text TEXT NOT NULL,
    text_vi TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    added_by TEXT NOT NULL,
    done_at BIGINT,
    done_by TEXT,
    note TEXT,
    UNIQUE (incident_id, checklist, place)
);

-- A filter of the board under a name of its owner's.
CREATE TABLE board_views (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    UNIQUE (person_id, name)
);

-- Until when a person has read an incident that they hold.
CREATE TABLE incident_reads (
    person_id TEXT NOT NULL REFERENCES people (id),
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    read_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, incident_id)
);

-- What was reported before this step is found too.
INSERT INTO incident_observables (incident_id, type, value)
SELECT DISTINCT reports.incident_id, json_extract(one.value, '$.type'), substr(lower(json_extract(one.value, '$.value')), 1, 500)
FROM reports, json_each(reports.facts, '$.observables') AS one
UNION
SELECT reports.incident_id, 'cve', lower(one.value) FROM reports, json_each(reports.facts, '$.cves') AS one;
