import type { Database } from "./database.ts";

/** "PFLT": says whose file this is. */
export const APPLICATION_ID = 0x50_46_4c_54;

/** One step of the schema; its place in the list is the `user_version` that it leads to (the first leads to 1). */
export type Migration = (database: Database) => void;

const first: Migration = (database) =>
  database.exec(`
-- uuid: which database this is; generation: write transactions so far; opens: times opened.
CREATE TABLE meta(key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('uuid', lower(hex(randomblob(16)))), ('generation', 0), ('opens', 0);

-- Processes that have this database open; each holds the lock on owners/<id>.lock for as long as it lives.
CREATE TABLE owner(id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE server(seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, removed INTEGER NOT NULL, json TEXT NOT NULL) STRICT;

-- Content by the SHA-256 of its text: tool entries as {hash, name, raw}, and what runs have in common.
-- A body is JSON text, or that text deflated where it is large.
CREATE TABLE content(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, body ANY NOT NULL) STRICT;

-- A list as advertised, by the SHA-256 of all that is in it. list_hash is the contract's (key order does not count in it).
CREATE TABLE tool_list(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, list_hash TEXT NOT NULL) STRICT;
CREATE TABLE list_item(
  list_id INTEGER NOT NULL REFERENCES tool_list(id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  position INTEGER NOT NULL,
  content_id INTEGER NOT NULL REFERENCES content(id),
  reason TEXT, -- JSON text; what is wrong with a malformed entry, null for a tool
  PRIMARY KEY (list_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX list_item_content ON list_item(content_id);

-- seq is the true order of runs and calls, whatever the clock did.
CREATE TABLE discovery_run(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  server_id TEXT NOT NULL REFERENCES server(id) ON DELETE CASCADE,
  started_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'listed', 'failed', 'interrupted')),
  owner TEXT, -- the process that runs it
  total_ms REAL NOT NULL,
  outcome TEXT NOT NULL, -- JSON, as the timeline shows it
  list_id INTEGER REFERENCES tool_list(id),
  facts_id INTEGER REFERENCES content(id),
  path_id INTEGER REFERENCES content(id),
  times TEXT -- JSON: what differs from run to run
) STRICT;
CREATE INDEX run_of_server ON discovery_run(server_id, seq);
CREATE INDEX run_owned ON discovery_run(owner) WHERE owner IS NOT NULL;
CREATE INDEX run_list ON discovery_run(list_id) WHERE list_id IS NOT NULL;
CREATE INDEX run_facts ON discovery_run(facts_id) WHERE facts_id IS NOT NULL;
CREATE INDEX run_path ON discovery_run(path_id) WHERE path_id IS NOT NULL;

CREATE TABLE call(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  server_id TEXT NOT NULL REFERENCES server(id) ON DELETE CASCADE,
  tool TEXT NOT NULL, -- JSON text
  started_at TEXT NOT NULL,
  state TEXT NOT NULL,
  owner TEXT,
  json TEXT NOT NULL -- the history row, without its state
) STRICT;
CREATE INDEX call_of_server ON call(server_id, seq);
CREATE INDEX call_of_tool ON call(tool, server_id, seq);
CREATE INDEX call_owned ON call(owner) WHERE owner IS NOT NULL;
CREATE TABLE call_body(seq INTEGER PRIMARY KEY REFERENCES call(seq) ON DELETE CASCADE, body ANY NOT NULL) STRICT;

CREATE TABLE example(
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  server_id TEXT NOT NULL REFERENCES server(id) ON DELETE CASCADE,
  tool TEXT NOT NULL, -- JSON text
  json TEXT NOT NULL
) STRICT;
CREATE INDEX example_of_tool ON example(server_id, tool);

-- What is kept whole and never searched: assistants, suppressions, suites, drafts, conversations.
CREATE TABLE document(
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  json TEXT NOT NULL,
  UNIQUE (kind, id)
) STRICT;
`);

/** Every step so far. Released steps are never changed; a new one is added at the end. */
export const MIGRATIONS: readonly Migration[] = [first];
