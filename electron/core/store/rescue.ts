import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { backupPath, copyInto, listBackups, problemOf, type Backup } from "./backups.ts";
import { DATABASE, databasePath } from "./data-folder.ts";
import { openDatabaseFile, uriOf } from "./database.ts";
import { describe } from "./describe.ts";
import { manifestPath, syncFolder, writeManifest } from "./manifest.ts";
import { isAlive, knownOwners } from "./owners.ts";
import { refusalOf } from "./refusals.ts";
import { Refused } from "./store-refusal.ts";

/** What a rescue did: the name under which the old file was kept, if there was one, and the backup that took its place. */
export interface Rescue {
  readonly keptAs?: string;
  readonly backup?: Backup;
}

/** Puts the newest good backup in the database's place; the old files are kept under another name. Throws `Refused`. */
export function restoreBackupFiles(folder: string, stamp: string): Rescue {
  return alone(folder, () => {
    const path = databasePath(folder);
    const temporary = `${path}.restore.tmp`;
    const backup = listBackups(folder).find((one) => problemOf(backupPath(folder, one)) === undefined);
    if (backup === undefined) {
      throw new Refused("no-backup", "There is no backup that can be read.", "", [{ kind: "start-fresh" }]);
    }
    try {
      const source = openDatabaseFile(`${uriOf(backupPath(folder, backup))}?mode=ro`);
      try {
        copyInto(source, temporary);
      } finally {
        source.close();
      }
      // Only now, with a whole copy at hand, is the old file moved.
      const keptAs = moveAside(folder, stamp);
      renameSync(temporary, path);
      syncFolder(folder);
      acceptFiles(folder);
      return { backup, ...(keptAs === undefined ? {} : { keptAs }) };
    } finally {
      rmSync(temporary, { force: true });
    }
  });
}

/** Moves database and manifest aside, so that the next opening makes a new one. Throws `Refused`. */
export function startFreshFiles(folder: string, stamp: string): Rescue {
  return alone(folder, () => {
    const keptAs = moveAside(folder, stamp);
    const manifest = manifestPath(folder);
    // Backups alone would also stop the next opening; a manifest of nothing says that this was meant.
    if (existsSync(manifest)) renameSync(manifest, `${manifest}.kept-${plain(stamp)}`);
    writeManifest(folder, { uuid: "", schema: 0, generation: 0, servers: 0 }, "rescue");
    return keptAs === undefined ? {} : { keptAs };
  });
}

/** Takes the database as it is: the manifest remembers it from now on. Throws `Refused` where it cannot be read. */
export function acceptDatabaseFiles(folder: string): Rescue {
  return alone(folder, () => {
    acceptFiles(folder);
    return {};
  });
}

function acceptFiles(folder: string): void {
  const database = openDatabaseFile(`${uriOf(databasePath(folder))}?mode=rw`);
  try {
    writeManifest(folder, describe(database), "rescue");
  } finally {
    database.close();
  }
}

/** Files may only be moved while no process has them open. */
function alone(folder: string, work: () => Rescue): Rescue {
  try {
    if (knownOwners(folder).some((owner) => isAlive(folder, owner))) {
      const said = "Another Preflight has the database open; close it first.";
      throw new Refused("locked", said, "", [{ kind: "retry" }]);
    }
    return work();
  } catch (error) {
    throw refusalOf(error, folder) ?? error;
  }
}

/** Renames the database and what SQLite keeps beside it; never deletes. Answers the new name, if there was one. */
function moveAside(folder: string, stamp: string): string | undefined {
  const keptAs = `${DATABASE}.kept-${plain(stamp)}`;
  const sides = ["", "-wal", "-shm"].filter((side) => existsSync(`${databasePath(folder)}${side}`));
  for (const side of sides) renameSync(`${databasePath(folder)}${side}`, join(folder, `${keptAs}${side}`));
  syncFolder(folder);
  return sides.length === 0 ? undefined : keptAs;
}

const plain = (stamp: string): string => stamp.replaceAll(/[-:.]/g, "");
