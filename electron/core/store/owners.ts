import { closeSync, mkdirSync, openSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openDatabaseFile, sqliteCode, uriOf, type Database } from "./database.ts";

// Who is alive is told by locks and not by process ids: the operating system drops a dead process's locks,
// while its id may already belong to another program. Each process locks an empty database file of its own.
const ownersFolder = (folder: string): string => join(folder, "owners");
const lockPath = (folder: string, owner: string): string => join(ownersFolder(folder), `${owner}.lock`);

/** Held for as long as this process has the database open. */
export interface OwnerLock {
  /** Out of good order, the lock file stays, and the next opening checks the whole database. */
  release(how: { readonly inGoodOrder: boolean }): void;
}

/** Takes the lock of a new owner. Call it inside a write transaction of the database, so that nobody sweeps meanwhile. */
export function lockOwner(folder: string, owner: string): OwnerLock {
  const path = lockPath(folder, owner);
  mkdirSync(ownersFolder(folder), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, "w", 0o600));
  const lock = openDatabaseFile(path, 1000); // whoever asks whether we live holds it for a moment
  lock.exec("PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE");
  return {
    release({ inGoodOrder }) {
      lock.exec("ROLLBACK");
      lock.close();
      if (inGoodOrder) rmSync(path, { force: true });
    },
  };
}

/** Every owner that left a lock file, dead or alive. */
export function knownOwners(folder: string): readonly string[] {
  let names: readonly string[];
  try {
    names = readdirSync(ownersFolder(folder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return names.filter((name) => name.endsWith(".lock")).map((name) => name.slice(0, -".lock".length));
}

/** True while the owner's process lives and has the database open. */
export function isAlive(folder: string, owner: string): boolean {
  let lock: Database;
  try {
    lock = openDatabaseFile(`${uriOf(lockPath(folder, owner))}?mode=rw`, 0);
  } catch (error) {
    if (sqliteCode(error) === "SQLITE_CANTOPEN") return false; // no such file: it closed in good order
    throw error;
  }
  try {
    lock.exec("PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE; ROLLBACK");
    return false;
  } catch (error) {
    if (sqliteCode(error)?.startsWith("SQLITE_BUSY") === true) return true;
    throw error;
  } finally {
    lock.close();
  }
}

/** Marks as interrupted what dead processes left under way, and forgets them. Within a write transaction. */
export function sweepDeadOwners(database: Database, folder: string): void {
  const rows = database.all("SELECT id FROM owner").map(([id]) => String(id));
  for (const owner of new Set([...rows, ...knownOwners(folder)])) {
    if (isAlive(folder, owner)) continue;
    forgetOwner(database, owner);
    rmSync(lockPath(folder, owner), { force: true });
  }
}

/** Marks as interrupted what an owner has under way, and forgets it. Within a write transaction. */
export function forgetOwner(database: Database, owner: string): void {
  database.run(
    `UPDATE discovery_run SET state = 'interrupted', outcome = '{"state":"interrupted"}', owner = NULL
     WHERE owner = ? AND state = 'running'`,
    owner,
  );
  database.run("UPDATE call SET state = 'interrupted', owner = NULL WHERE owner = ? AND state = 'started'", owner);
  database.run("DELETE FROM owner WHERE id = ?", owner);
}
