import { closeSync, mkdirSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { namesIn } from "./backups.ts";
import { databasePath, keepPrivate, sizeOf } from "./data-folder.ts";
import { BUSY_TIMEOUT_MS, openDatabaseFile, sqliteCode, uriOf, type Database } from "./database.ts";
import { metaOf } from "./describe.ts";
import { readManifest } from "./manifest.ts";
import { migrate } from "./migrate.ts";
import { isAlive, knownOwners, lockOwner, sweepDeadOwners, type OwnerLock } from "./owners.ts";
import { refusalOf, refuseIfBehind, refuseIfDamaged, refuseIfLost, versionOf } from "./refusals.ts";
import { MIGRATIONS, type Migration } from "./schema.ts";
import { Refused } from "./store-refusal.ts";

const PRAGMAS = `
  PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
  PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA journal_size_limit=67108864;
  PRAGMA secure_delete=FAST`;

export interface OpenedDatabase {
  readonly database: Database;
  /** Absent where it was opened to be read only. */
  readonly lock?: OwnerLock;
}

export interface OpenOptions {
  readonly folder: string;
  readonly readOnly?: boolean;
  /** Names this opening; its lock file bears the name. */
  readonly owner: string;
  /** ISO time, for the name of a backup. */
  readonly stamp: string;
  readonly migrations?: readonly Migration[];
  readonly busyTimeoutMs?: number | undefined;
}

/**
 * Opens the database of a data folder, in this order: look at it without writing (whose is it, is it whole, is it the
 * one that the manifest remembers), bring it up to date (with a backup), sweep after dead processes.
 * Throws `Refused` where opening could hide a loss; nothing is changed then.
 */
export function openDatabase(options: OpenOptions): OpenedDatabase {
  const { folder } = options;
  try {
    return options.readOnly === true ? { database: openReadOnly(databasePath(folder)) } : openForWriting(options);
  } catch (error) {
    throw refusalOf(error, folder) ?? error;
  }
}

function openForWriting(options: OpenOptions): OpenedDatabase {
  const { folder, owner, stamp, migrations = MIGRATIONS } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  keepPrivate(folder, 0o700);
  const path = databasePath(folder);
  if (sizeOf(path) === 0) {
    refuseIfLost(folder, readManifest(folder));
    closeSync(openSync(path, "a", 0o600)); // made here and not by SQLite, for its mode
  } else {
    look(path, (database) => inspect(database, folder, migrations.length));
  }
  keepPrivate(path, 0o600);
  const database = openDatabaseFile(path, options.busyTimeoutMs);
  try {
    retryWhileBusy(() => database.exec(PRAGMAS), options.busyTimeoutMs);
    migrate(database, folder, stamp, migrations);
    const lock = database.write(() => {
      sweepDeadOwners(database, folder);
      database.run("UPDATE meta SET value = value + 1 WHERE key = 'opens'");
      database.run("INSERT INTO owner(id) VALUES (?)", owner);
      return lockOwner(folder, owner);
    });
    sweepTemporaries(folder);
    return { database, lock };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Refuses what must not be opened for writing. */
function inspect(database: Database, folder: string, newest: number): void {
  const remembered = readManifest(folder);
  const version = versionOf(database, folder, newest);
  if (version === 0) return refuseIfLost(folder, remembered);
  const unclean = knownOwners(folder).some((owner) => !isAlive(folder, owner));
  if (unclean || Number(metaOf(database, "opens")) % 20 === 0) refuseIfDamaged(database, folder);
  if (remembered.state === "read") refuseIfBehind(database, folder, remembered.manifest);
}

/** Looks into the file through a connection that writes nothing: an ordinary one would fold the log in when it closes. */
function look(path: string, work: (database: Database) => void): void {
  let database = openDatabaseFile(`${uriOf(path)}?mode=ro`);
  try {
    database.first("PRAGMA user_version");
  } catch (error) {
    if (!needsWriting(error)) throw error;
    database.close();
    database = openDatabaseFile(path); // a crash left a journal that must be undone first, or the disk is read-only
  }
  try {
    work(database);
  } finally {
    database.close();
  }
}

/** For a database that a later version wrote, or on a disk that refuses writing. */
function openReadOnly(path: string): Database {
  if (sizeOf(path) === 0) throw new Refused("lost-rows", "There is no database to read.", "", []);
  const database = openDatabaseFile(`${uriOf(path)}?mode=ro`);
  try {
    database.first("SELECT 1 FROM server LIMIT 1");
    return database;
  } catch (error) {
    database.close();
    // On a read-only disk SQLite cannot make the files that it shares with other processes, and needs none.
    if (!needsWriting(error) || sizeOf(`${path}-wal`) > 0) throw error;
    return openDatabaseFile(`${uriOf(path)}?mode=ro&immutable=1`);
  }
}

const needsWriting = (error: unknown): boolean => /^SQLITE_(CANTOPEN|READONLY)/.test(sqliteCode(error) ?? "");

/** Removes temporary files of writers that died. */
function sweepTemporaries(folder: string): void {
  const alive = new Set(knownOwners(folder));
  for (const name of namesIn(folder)) {
    const writer = /^manifest[.]json[.](?<writer>.+)[.]tmp$/.exec(name)?.groups?.["writer"];
    if (writer !== undefined && !alive.has(writer)) rmSync(join(folder, name), { force: true });
  }
}

/** Changing the journal mode needs the file alone for a moment, and does not always wait by itself. */
function retryWhileBusy(work: () => void, milliseconds = BUSY_TIMEOUT_MS): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const deadline = performance.now() + milliseconds;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (performance.now() > deadline || sqliteCode(error)?.startsWith("SQLITE_BUSY") !== true) throw error;
      Atomics.wait(pause, 0, 0, 20); // in the worker, so that nothing else waits
    }
  }
}
