import type { ConsoleError } from "#shared/base/console-error.ts";
import { StorageFailure } from "#core/store-port.ts";

const storageError = (code: string, said: string, next: string, evidence = "", retriable = false): ConsoleError => ({
  kind: "storage",
  code,
  phase: "storage",
  said,
  evidence: evidence.slice(0, 2048),
  retriable,
  next,
});

/** Nothing can be kept for a server that is not stored: it was purged, perhaps by another window. */
export const missingServer = (id: string): StorageFailure =>
  new StorageFailure(
    storageError(
      "E_SERVER_GONE",
      `There is no stored server ${JSON.stringify(id)} (any more).`,
      "Add the server again.",
    ),
  );

/** A discovery run was finished that is not stored: its server was purged meanwhile. */
export const missingRun = (id: string): StorageFailure =>
  new StorageFailure(
    storageError(
      "E_RUN_GONE",
      `There is no discovery run ${JSON.stringify(id)} to finish: its server was removed meanwhile.`,
      "Add the server again and run the discovery again.",
    ),
  );

/** An id was used twice. */
export const duplicateId = (what: string, id: string): StorageFailure =>
  new StorageFailure(
    storageError("E_ID_TAKEN", `There already is a ${what} ${JSON.stringify(id)}.`, "Start it again under another id."),
  );

/** The database was opened to be read only. */
export const readOnlyStore = (): StorageFailure =>
  new StorageFailure(
    storageError(
      "E_READ_ONLY",
      "Not saved: the database was opened to be read only.",
      "Update Preflight to change it.",
    ),
  );

/** The worker behind the database ended, or was closed. */
export const storeGone = (evidence: string): StorageFailure =>
  new StorageFailure(
    storageError("E_STORE_CLOSED", "The database is closed.", "Restart Preflight; what was saved is kept.", evidence),
  );

interface Case {
  readonly prefixes: readonly string[];
  readonly code: string;
  readonly said: string;
  readonly next: string;
  readonly retriable?: true;
}

// SQLite result codes (sqlite.org/rescode.html); extended codes begin with their primary code.
const CASES: readonly Case[] = [
  {
    prefixes: ["SQLITE_FULL"],
    code: "E_DISK_FULL",
    said: "Not saved: the disk is full.",
    next: "Free some space and try again; what was saved before is kept.",
    retriable: true,
  },
  {
    prefixes: ["SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", "SQLITE_AUTH"],
    code: "E_NOT_WRITABLE",
    said: "Not saved: Preflight may not write to its data folder.",
    next: "Check the folder's permissions and try again; what was saved before is kept.",
    retriable: true,
  },
  {
    prefixes: ["SQLITE_BUSY", "SQLITE_LOCKED"],
    code: "E_STORE_BUSY",
    said: "Not saved: another Preflight process held the database for too long.",
    next: "Try again, or close the other window.",
    retriable: true,
  },
  {
    prefixes: ["SQLITE_IOERR", "SQLITE_NOMEM", "SQLITE_PROTOCOL"],
    code: "E_DISK_FAILED",
    said: "Not saved: the disk refused to read or write.",
    next: "Check the disk (full, over quota, unplugged?) and try again; what was saved before is kept.",
    retriable: true,
  },
  {
    prefixes: ["SQLITE_CORRUPT", "SQLITE_NOTADB"],
    code: "E_STORE_CORRUPT",
    said: "The database is damaged.",
    next: "Restart Preflight: it offers to restore the newest backup.",
  },
  {
    prefixes: ["SQLITE_TOOBIG"],
    code: "E_TOO_BIG",
    said: "Not saved: one value is larger than the database can hold.",
    next: "Nothing needs to be done; the rest is kept.",
  },
];

/** The failure that a SQLite result code (`SQLITE_FULL`, ...) stands for; undefined where it can only be a bug of ours. */
export function storageFailureOf(code: string, message: string): StorageFailure | undefined {
  const found = CASES.find(({ prefixes }) => prefixes.some((prefix) => code.startsWith(prefix)));
  if (found === undefined) return undefined;
  return new StorageFailure(
    storageError(found.code, found.said, found.next, `${code}: ${message}`, found.retriable ?? false),
  );
}
