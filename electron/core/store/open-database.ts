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
}

/**
 * Opens the database of a data folder, in this order: look at the files without touching them, ask whose file it is,
 * check it where the last process died, bring it up to date (with a backup), compare it with the manifest, sweep after
 * dead processes. Throws `Refused` where opening could hide a loss; nothing is changed then.
 */
export function openDatabase(options: OpenOptions): OpenedDatabase {
  const { folder } = options;
  try {
    return options.readOnly === true ? { database: openReadOnly(options) } : openForWriting(options);
  } catch (error) {
    throw refusalOf(error, folder) ?? error;
  }
}

function openForWriting(options: OpenOptions): OpenedDatabase {
  const { folder, owner } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  keepPrivate(folder, 0o700);
  const path = databasePath(folder);
  const remembered = readManifest(folder);
  if (sizeOf(path) === 0) {
    refuseIfLost(folder, remembered);
    closeSync(openSync(path, "a", 0o600)); // made here and not by SQLite, for its mode
  }
  keepPrivate(path, 0o600);
  const unclean = knownOwners(folder).some((other) => !isAlive(folder, other));
  const database = openDatabaseFile(path);
  try {
    const migrations = options.migrations ?? MIGRATIONS;
    const version = versionOf(database, folder, migrations.length);
    if (version === 0) refuseIfLost(folder, remembered);
    retryWhileBusy(() =>
      database.exec(`
        PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
        PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA journal_size_limit=67108864`),
    );
    const opens = version === 0 ? 0 : Number(metaOf(database, "opens"));
    if (version > 0 && (unclean || opens % 20 === 0)) refuseIfDamaged(database, folder);
    if (version > 0 && remembered.state === "read") refuseIfBehind(database, folder, remembered.manifest);
    migrate(database, folder, options.stamp, migrations);
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

/** For a database that a later version wrote, or on a disk that refuses writing. */
function openReadOnly({ folder }: OpenOptions): Database {
  const path = databasePath(folder);
  if (sizeOf(path) === 0) throw new Refused("lost-rows", "There is no database to read.", "", []);
  try {
    const database = openDatabaseFile(`${uriOf(path)}?mode=ro`);
    database.first("SELECT 1 FROM server LIMIT 1");
    return database;
  } catch (error) {
    // On a read-only disk SQLite cannot make the files that it shares with other readers.
    if (sqliteCode(error)?.startsWith("SQLITE_CANTOPEN") !== true || sizeOf(`${path}-wal`) > 0) throw error;
    return openDatabaseFile(`${uriOf(path)}?mode=ro&immutable=1`);
  }
}

/** Removes temporary files of writers that died. */
function sweepTemporaries(folder: string): void {
  const alive = new Set(knownOwners(folder));
  for (const name of namesIn(folder)) {
    const writer = /^manifest[.]json[.](?<writer>.+)[.]tmp$/.exec(name)?.groups?.["writer"];
    if (writer !== undefined && !alive.has(writer)) rmSync(join(folder, name), { force: true });
  }
}

/** Changing the journal mode needs the file alone for a moment, and does not always wait by itself. */
function retryWhileBusy(work: () => void): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const deadline = performance.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (performance.now() > deadline || sqliteCode(error)?.startsWith("SQLITE_BUSY") !== true) throw error;
      Atomics.wait(pause, 0, 0, 20); // in the worker, so that nothing else waits
    }
  }
}
