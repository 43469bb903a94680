/** Tables of the three files. Each entry of a list is one migration: what takes a file from its index to the next. */
export const ledgerMigrations: readonly string[] = [
  `
  CREATE TABLE blob (hash TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE record (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL, set_name TEXT NOT NULL, key TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('publishable', 'quarantined', 'withdrawn')),
    newest INTEGER, publishable INTEGER,
    missed INTEGER NOT NULL DEFAULT 0, missing_since TEXT, last_run INTEGER,
    UNIQUE (source, set_name, key)
  ) STRICT;
  CREATE TABLE claim (
    id INTEGER PRIMARY KEY,
    record INTEGER NOT NULL REFERENCES record (id), version INTEGER NOT NULL,
    locator TEXT NOT NULL, payload TEXT, graph TEXT NOT NULL, report TEXT NOT NULL,
    fingerprint TEXT NOT NULL, outcome TEXT NOT NULL, agreement TEXT NOT NULL, licence TEXT NOT NULL,
    rank INTEGER NOT NULL, at TEXT NOT NULL, since TEXT NOT NULL,
    UNIQUE (record, version)
  ) STRICT;
  CREATE TABLE claim_thing (
    claim INTEGER NOT NULL REFERENCES claim (id), thing TEXT NOT NULL, local TEXT NOT NULL, kind TEXT NOT NULL,
    PRIMARY KEY (claim, thing)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX claim_thing_thing ON claim_thing (thing);
  CREATE TABLE thing_link (
    claim INTEGER NOT NULL REFERENCES claim (id), source TEXT NOT NULL, target TEXT NOT NULL,
    PRIMARY KEY (claim, source, target)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX thing_link_target ON thing_link (target);

  CREATE TABLE cluster (member TEXT PRIMARY KEY, canonical TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX cluster_canonical ON cluster (canonical);
  CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL,
    undone_at TEXT, undone_by TEXT, undone_reason TEXT
  ) STRICT;
  CREATE TABLE decision_thing (
    decision INTEGER NOT NULL REFERENCES decision (id), position INTEGER NOT NULL, thing TEXT NOT NULL,
    PRIMARY KEY (decision, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX decision_thing_thing ON decision_thing (thing);

  CREATE TABLE publication (
    thing TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, graph TEXT NOT NULL, doc TEXT NOT NULL,
    PRIMARY KEY (thing, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE current (
    thing TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('published', 'merged', 'withdrawn', 'erased')),
    seq INTEGER NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
    merged_into TEXT, kind TEXT, is_open INTEGER NOT NULL DEFAULT 0, graph TEXT, doc TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX current_state ON current (state, thing);
  CREATE TABLE publication_record (
    thing TEXT NOT NULL, source TEXT NOT NULL, set_name TEXT NOT NULL, key TEXT NOT NULL, is_open INTEGER NOT NULL,
    PRIMARY KEY (thing, source, set_name, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX publication_record_source ON publication_record (source, set_name, key);

  CREATE TABLE dirty (thing TEXT PRIMARY KEY, generation INTEGER NOT NULL, cause TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX dirty_generation ON dirty (generation);
  CREATE TABLE change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL, thing TEXT NOT NULL, type TEXT NOT NULL, cause TEXT NOT NULL
  ) STRICT;
  CREATE INDEX change_thing ON change (thing, seq);

  CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL, set_name TEXT NOT NULL, state TEXT NOT NULL, cause TEXT,
    started_at TEXT NOT NULL, ended_at TEXT, started_ms REAL NOT NULL, seconds REAL NOT NULL DEFAULT 0,
    counts TEXT NOT NULL DEFAULT '{}'
  ) STRICT;
  CREATE INDEX run_set ON run (source, set_name, id);
  CREATE TABLE run_failure (run INTEGER NOT NULL, locator TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
  CREATE INDEX run_failure_run ON run_failure (run);
  CREATE TABLE run_field (run INTEGER NOT NULL, field TEXT NOT NULL, count INTEGER NOT NULL, is_mapped INTEGER NOT NULL) STRICT;
  CREATE INDEX run_field_run ON run_field (run);

  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO counter VALUES ('generation', 0);
  `,
  `
  CREATE TABLE source_quality (
    source TEXT NOT NULL, part TEXT NOT NULL CHECK (part IN ('measure', 'range', 'fix')),
    name TEXT NOT NULL, detail TEXT NOT NULL,
    things INTEGER NOT NULL, total INTEGER NOT NULL, open_things INTEGER NOT NULL, open_total INTEGER NOT NULL,
    PRIMARY KEY (source, part, name, detail)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO counter VALUES ('quality_to_count', 1);
  `,
  'CREATE INDEX current_kind ON current (kind, thing)',
  `
  CREATE TABLE address_answer (
    address TEXT NOT NULL, geocoder TEXT NOT NULL, answer TEXT NOT NULL,
    PRIMARY KEY (address, geocoder)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE address_thing (address TEXT NOT NULL, thing TEXT NOT NULL, PRIMARY KEY (address, thing)) STRICT, WITHOUT ROWID;
  CREATE INDEX address_thing_thing ON address_thing (thing);
  `,
];

export const stateMigrations: readonly string[] = [
  `
  CREATE TABLE lease (
    name TEXT PRIMARY KEY, token TEXT NOT NULL, host TEXT NOT NULL, pid INTEGER NOT NULL, born TEXT NOT NULL,
    expires_ms REAL NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE checkpoint (view TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE validation (id TEXT PRIMARY KEY, until TEXT NOT NULL, content BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX validation_until ON validation (until);
  `,
  `
  CREATE TABLE asked_search (
    text TEXT NOT NULL, day TEXT NOT NULL, asked INTEGER NOT NULL, poor INTEGER NOT NULL,
    PRIMARY KEY (text, day)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX asked_search_day ON asked_search (day);
  `,
];

export const personsMigrations: readonly string[] = [
  `
  CREATE TABLE person (
    source TEXT NOT NULL, set_name TEXT NOT NULL, key TEXT NOT NULL,
    field TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (source, set_name, key, field, value)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE suppression (hash TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
  `,
];
