import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openDatabaseFile, sqliteCode, uriOf, type Database } from "./database.ts";
import { DoesNotReadBack, syncFolder } from "./manifest.ts";

/** A copy of the database that was read back and found good when it was made. */
export interface Backup {
  /** Its name in the folder `backups`. */
  readonly file: string;
  readonly reason: BackupReason;
  /** ISO 8601, UTC, to the second. */
  readonly takenAt: string;
}

export type BackupReason = "daily" | "migration";

const KEPT_OF_EACH = 3;
const NAME = /^(?<at>\d{8}T\d{6}Z)-(?<reason>daily|migration)-\d+[.]db$/;

const backupsFolder = (folder: string): string => join(folder, "backups");
export const backupPath = (folder: string, backup: Backup): string => join(backupsFolder(folder), backup.file);

/** The backups of a data folder, newest first. */
export function listBackups(folder: string): readonly Backup[] {
  const names = namesIn(backupsFolder(folder)).toSorted().toReversed();
  return names.flatMap((file) => {
    const { at, reason } = NAME.exec(file)?.groups ?? {};
    if (at === undefined || (reason !== "daily" && reason !== "migration")) return [];
    const takenAt = at.replace(/(....)(..)(..)T(..)(..)(..)Z/, "$1-$2-$3T$4:$5:$6Z");
    return [{ file, reason, takenAt }];
  });
}

/**
 * Copies the database, checks the copy, and keeps the newest three of each reason.
 * `stamp` is an ISO time. Throws what SQLite or the disk throws, and then leaves nothing behind.
 */
export function takeBackup(database: Database, folder: string, reason: BackupReason, stamp: string): Backup {
  mkdirSync(backupsFolder(folder), { recursive: true, mode: 0o700 });
  const takenAt = `${stamp.slice(0, 19)}Z`;
  const schema = Number(database.first("PRAGMA user_version")?.[0]);
  const file = `${takenAt.replaceAll(/[-:]/g, "")}-${reason}-${schema}.db`;
  const path = join(backupsFolder(folder), file);
  const temporary = `${path}.tmp`;
  try {
    copyInto(database, temporary);
    const problem = problemOf(temporary);
    if (problem !== undefined) throw new DoesNotReadBack(`${file} (${problem})`);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(backupsFolder(folder));
  const old = listBackups(folder).filter((backup) => backup.reason === reason);
  for (const backup of old.slice(KEPT_OF_EACH)) rmSync(backupPath(folder, backup), { force: true });
  return { file, reason, takenAt };
}

/** Writes a compact copy of a database to `path`, readable by the user alone. */
export function copyInto(database: Database, path: string): void {
  rmSync(path, { force: true });
  closeSync(openSync(path, "wx", 0o600)); // VACUUM INTO fills an empty file and keeps its mode
  database.exec(`VACUUM INTO '${path.replaceAll("'", "''")}'`);
  chmodSync(path, 0o600);
}

/** What is wrong with a database file that nobody has open; undefined where it is whole. */
export function problemOf(path: string): string | undefined {
  let database: Database | undefined;
  try {
    database = openDatabaseFile(`${uriOf(path)}?mode=ro`);
    return damage(database);
  } catch (error) {
    const code = sqliteCode(error);
    if (code === undefined) throw error;
    return code;
  } finally {
    database?.close();
  }
}

/** What SQLite's quick check finds; undefined where the database is whole. Reads the whole file. */
export function damage(database: Database): string | undefined {
  const said = String(database.first("PRAGMA quick_check(1)")?.[0]);
  return said === "ok" ? undefined : said;
}

/** File names in a folder; none where there is no folder. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
