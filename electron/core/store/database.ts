import { pathToFileURL } from "node:url";
import Libsql from "libsql";

/** What may be bound. Nothing else: libsql ends the whole process when it is given a boolean. */
export type Value = string | number | null | Uint8Array;
export type Row = readonly Value[];

/** How long a writer waits for another process's transaction, in milliseconds. */
export const BUSY_TIMEOUT_MS = 5000;

/**
 * A connection that speaks in arrays (so libsql's `_metadata` key never appears) and keeps its statements prepared.
 * Statements are always read to their end: one left half-read would hold an old snapshot open.
 * Server-controlled text must be JSON text here: a NUL cuts a bare string short when it is read.
 */
export interface Database {
  all(sql: string, ...values: readonly Value[]): readonly Row[];
  /** The first row, if any. The statement is read to its end, so give it a LIMIT. */
  first(sql: string, ...values: readonly Value[]): Row | undefined;
  /** Runs one statement; answers the number of changed rows. */
  run(sql: string, ...values: readonly Value[]): number;
  exec(sql: string): void;
  /** Runs `work` in one write transaction, taken at its start so that a busy database is waited for, never half-done. */
  write<T>(work: () => T): T;
  close(): void;
}

/** Opens (and creates) a database file; a `file:` URI may say `?mode=ro`. Throws what libsql throws. */
export function openDatabaseFile(path: string, busyTimeoutMs = BUSY_TIMEOUT_MS): Database {
  const connection = new Libsql(path, { timeout: busyTimeoutMs });
  connection.exec(`PRAGMA busy_timeout=${busyTimeoutMs}`);
  const prepared = new Map<string, Libsql.Statement>();
  const statement = (sql: string): Libsql.Statement => {
    const known = prepared.get(sql) ?? connection.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const all = (sql: string, ...values: readonly Value[]): readonly Row[] =>
    statement(sql)
      .raw()
      .all([...values]) as Row[];
  const exec = (sql: string): void => void connection.exec(sql);

  return {
    all,
    exec,
    first: (sql, ...values) => all(sql, ...values)[0],
    run: (sql, ...values) => statement(sql).run([...values]).changes,
    write(work) {
      exec("BEGIN IMMEDIATE");
      try {
        const value = work();
        exec("COMMIT");
        return value;
      } catch (error) {
        // A full disk may have rolled back by itself.
        if (connection.inTransaction) exec("ROLLBACK");
        throw error;
      }
    },
    close() {
      prepared.clear();
      connection.close();
    },
  };
}

/** A path as a SQLite URI (sqlite.org/uri.html), to which `?mode=ro` and the like can be added. */
export const uriOf = (path: string): string => pathToFileURL(path).href;

// Primary result codes by number (sqlite.org/rescode.html): libsql knows no name for many extended ones.
const PRIMARY = new Map([
  [1, "SQLITE_ERROR"],
  [3, "SQLITE_PERM"],
  [5, "SQLITE_BUSY"],
  [6, "SQLITE_LOCKED"],
  [7, "SQLITE_NOMEM"],
  [8, "SQLITE_READONLY"],
  [10, "SQLITE_IOERR"],
  [11, "SQLITE_CORRUPT"],
  [13, "SQLITE_FULL"],
  [14, "SQLITE_CANTOPEN"],
  [15, "SQLITE_PROTOCOL"],
  [18, "SQLITE_TOOBIG"],
  [19, "SQLITE_CONSTRAINT"],
  [23, "SQLITE_AUTH"],
  [26, "SQLITE_NOTADB"],
]);

/** The SQLite result code of something thrown (`SQLITE_BUSY`, ...); undefined for anything else. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, rawCode } = error as Error & { readonly code?: unknown; readonly rawCode?: unknown };
  if (typeof rawCode === "number") return PRIMARY.get(rawCode & 0xff) ?? "SQLITE_ERROR";
  if (typeof code === "string" && code.startsWith("SQLITE_")) return code;
  // libsql throws a bare error, without a code, only where the file could not be opened at all.
  return error.message.startsWith("ConnectionFailed") ? "SQLITE_CANTOPEN" : undefined;
}
