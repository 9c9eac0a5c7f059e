import { callRows } from "./call-rows.ts";
import { sqliteCode, type Database } from "./database.ts";
import { backUpDaily } from "./daily-backup.ts";
import { documentRows } from "./document-rows.ts";
import { describe } from "./describe.ts";
import { DoesNotReadBack, writeManifest } from "./manifest.ts";
import { openDatabase, type OpenOptions } from "./open-database.ts";
import { forgetOwner } from "./owners.ts";
import { runRows } from "./run-rows.ts";
import { serverRows } from "./server-rows.ts";
import { readOnlyStore } from "./storage-errors.ts";
import type { StoreRequests } from "./store-requests.ts";

/** How far the manifest may lag behind runs and calls; behind servers it never lags. */
const MANIFEST_LAG_MS = 1000;
const BACKUP_AFTER_MS = 30_000;

export interface StoreSession {
  readonly requests: StoreRequests;
  /** Told of damage that was met: the next opening will check the whole file. */
  distrust(): void;
  close(): void;
}

/** One opening of the database, from the sweep after dead processes to the last word in the manifest. */
export function openSession(options: OpenOptions): StoreSession {
  const { folder, owner } = options;
  const { database, lock } = openDatabase(options);
  let lagging: NodeJS.Timeout | undefined;
  let trusted = true;

  const remember = (): void => {
    clearTimeout(lagging);
    lagging = undefined;
    onDisk(() => writeManifest(folder, describe(database), owner));
  };
  const write: Database["write"] = (work) => {
    if (lock === undefined) throw readOnlyStore();
    return database.write(() => {
      const value = work();
      database.run("UPDATE meta SET value = value + 1 WHERE key = 'generation'");
      return value;
    });
  };
  const writeAndRemember: Database["write"] = (work) => {
    const value = write(work);
    remember();
    return value;
  };
  const writeAndRememberSoon: Database["write"] = (work) => {
    const value = write(work);
    lagging ??= setTimeout(remember, MANIFEST_LAG_MS).unref();
    return value;
  };

  if (lock !== undefined) remember();
  const backup = setTimeout(() => onDisk(() => backUpDaily(database, folder, new Date())), BACKUP_AFTER_MS).unref();
  return {
    requests: {
      ...serverRows(database, writeAndRemember),
      ...runRows(database, writeAndRememberSoon, owner),
      ...callRows(database, writeAndRememberSoon, owner),
      ...documentRows(database, writeAndRemember),
    },
    distrust() {
      trusted = false;
    },
    close() {
      clearTimeout(backup);
      if (lock !== undefined) {
        onDisk(() => write(() => forgetOwner(database, owner)));
        remember();
        onDisk(() => database.all("PRAGMA wal_checkpoint(TRUNCATE)"));
      }
      database.close();
      lock?.release({ inGoodOrder: trusted });
    },
  };
}

/**
 * Work that may fail on a full or unwritable disk without anything being lost: what was saved is saved, an older
 * manifest is never ahead of the database, and what a process leaves under way is swept at the next opening.
 */
function onDisk(work: () => void): void {
  try {
    work();
  } catch (error) {
    const errno = typeof (error as NodeJS.ErrnoException).code === "string";
    if (!errno && sqliteCode(error) === undefined && !(error instanceof DoesNotReadBack)) throw error;
  }
}
