import { takeBackup } from "./backups.ts";
import { sqliteCode, type Database } from "./database.ts";
import { APPLICATION_ID, type Migration } from "./schema.ts";
import { choicesFor } from "./refusals.ts";
import { Refused } from "./store-refusal.ts";

/** Brings an older schema up to date, each step in one transaction, after a backup that was read back. */
export function migrate(database: Database, folder: string, stamp: string, migrations: readonly Migration[]): void {
  const version = (): number => Number(database.first("PRAGMA user_version")?.[0]);
  if (version() === migrations.length) return;
  if (version() > 0) takeBackup(database, folder, "migration", stamp);
  for (const [index, step] of migrations.entries()) {
    try {
      database.write(() => {
        if (version() !== index) return; // done before, perhaps by a process that opened it at the same moment
        step(database);
        database.exec(`PRAGMA application_id=${APPLICATION_ID}; PRAGMA user_version=${index + 1}`);
      });
    } catch (error) {
      const code = sqliteCode(error);
      if (index === 0 || code === undefined || !code.startsWith("SQLITE_ERROR")) throw error;
      const said = `Bringing the database from schema ${index} to ${index + 1} failed; it is as it was before.`;
      throw new Refused(
        "migration-failed",
        said,
        `${code}: ${(error as Error).message}`,
        choicesFor(folder, ["retry"]),
      );
    }
  }
}
