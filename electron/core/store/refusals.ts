import { damage, listBackups } from "./backups.ts";
import { sqliteCode, type Database } from "./database.ts";
import { DATABASE, databasePath, sizeOf } from "./data-folder.ts";
import { describe } from "./describe.ts";
import type { Manifest, ReadManifest } from "./manifest.ts";
import { APPLICATION_ID } from "./schema.ts";
import { Refused, type RefusalState, type StoreChoice } from "./store-refusal.ts";

/** The schema version, after making sure that the file is ours and not from a later version. 0 = nothing in it. */
export function versionOf(database: Database, folder: string, newest: number): number {
  const application = Number(database.first("PRAGMA application_id")?.[0]);
  const version = Number(database.first("PRAGMA user_version")?.[0]);
  const tables = Number(database.first("SELECT count(*) FROM sqlite_schema")?.[0]);
  if (application === 0 && version === 0 && tables === 0) return 0;
  if (application !== APPLICATION_ID) {
    throw new Refused(
      "not-ours",
      `${DATABASE} in the data folder belongs to another program.`,
      `application_id ${application}`,
      [{ kind: "start-fresh" }],
    );
  }
  if (version > newest) {
    const said = `This database was written by a later Preflight (schema ${version}; this one knows ${newest}), so it is not changed.`;
    throw new Refused("newer-schema", `${said} Update Preflight, or open it to read only.`, folder, [
      { kind: "open-read-only" },
      { kind: "start-fresh" },
    ]);
  }
  return version;
}

/** Refuses to make a new database where there was one: an absent file is not an empty file. */
export function refuseIfLost(folder: string, remembered: ReadManifest): void {
  const choices = choicesFor(folder, ["start-fresh"]);
  if (remembered.state === "unreadable") {
    const said = "The database is gone, and the manifest beside it cannot be read.";
    throw new Refused("lost-rows", said, remembered.reason, choices);
  }
  if (remembered.state === "read" && remembered.manifest.servers > 0) {
    const said = `The database is gone or empty; it held ${count(remembered.manifest.servers)}.`;
    throw new Refused("lost-rows", said, JSON.stringify(remembered.manifest), choices);
  }
  if (remembered.state === "absent" && listBackups(folder).length > 0) {
    throw new Refused("lost-rows", "The database is gone, but there are backups of it.", "", choices);
  }
}

/** Refuses a database that is older than what was seen of it: it lost commits, or is another one. */
export function refuseIfBehind(database: Database, folder: string, remembered: Manifest): void {
  const now = describe(database);
  const evidence = JSON.stringify({ remembered, now });
  const choices = choicesFor(folder, ["accept", "start-fresh"]);
  if (now.uuid !== remembered.uuid) {
    const said = `This is another database than the one opened before: it holds ${count(now.servers)}, that one ${count(remembered.servers)}.`;
    throw new Refused("lost-rows", said, evidence, choices);
  }
  const behind = now.generation < remembered.generation;
  if (behind || (now.generation === remembered.generation && now.servers < remembered.servers)) {
    const said = `The database lost changes that were saved: it holds ${count(now.servers)}, and held ${count(remembered.servers)}.`;
    throw new Refused("lost-rows", said, evidence, choices);
  }
}

export function refuseIfDamaged(database: Database, folder: string): void {
  const found = damage(database);
  if (found !== undefined) throw corrupt(folder, found);
}

const corrupt = (folder: string, evidence: string): Refused =>
  new Refused(
    "corrupt",
    "The database is damaged and was left as it is.",
    evidence,
    choicesFor(folder, ["start-fresh"]),
  );

/** The newest backup first, then the choices named. */
export function choicesFor(
  folder: string,
  kinds: readonly ("retry" | "accept" | "start-fresh")[],
): readonly StoreChoice[] {
  const [newest] = listBackups(folder);
  const restore: readonly StoreChoice[] = newest === undefined ? [] : [{ kind: "restore-backup", backup: newest }];
  return [...restore, ...kinds.map((kind) => ({ kind }))];
}

/** The refusal that a thrown error stands for; undefined for a bug. */
export function refusalOf(error: unknown, folder: string): Refused | undefined {
  if (error instanceof Refused) return error;
  const code = sqliteCode(error) ?? (error as NodeJS.ErrnoException).code;
  const evidence = `${String(code)}: ${(error as Error).message}`;
  const starts = (...prefixes: readonly string[]): boolean => prefixes.some((prefix) => code?.startsWith(prefix));
  if (starts("SQLITE_CORRUPT", "SQLITE_NOTADB")) return corrupt(folder, evidence);
  const refuse = (state: RefusalState, said: string, ...more: readonly StoreChoice[]) =>
    new Refused(state, said, evidence, [{ kind: "retry" }, ...more]);
  if (starts("SQLITE_BUSY", "SQLITE_LOCKED"))
    return refuse("locked", "Another process holds the database for too long.");
  if (starts("SQLITE_FULL", "ENOSPC", "EDQUOT")) return refuse("not-writable", "The disk of the data folder is full.");
  const refusedBySystem = typeof (error as NodeJS.ErrnoException).syscall === "string";
  if (refusedBySystem || starts("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH", "SQLITE_IOERR")) {
    const readable: readonly StoreChoice[] = sizeOf(databasePath(folder)) > 0 ? [{ kind: "open-read-only" }] : [];
    return refuse("not-writable", "Preflight cannot write to its data folder.", ...readable);
  }
  return undefined;
}

const count = (servers: number): string => (servers === 1 ? "1 server" : `${servers} servers`);
