import { listBackups, takeBackup } from "./backups.ts";
import type { Database } from "./database.ts";
import { describe } from "./describe.ts";

const DAY_MS = 86_400_000;
/** Above this a daily copy would block the store for too long; migrations are backed up whatever the size. */
const LIMIT_BYTES = 512 * 1024 * 1024;

/** Takes a backup of a database that holds something, unless there is one of the last day. */
export function backUpDaily(database: Database, folder: string, now: Date): void {
  const newest = listBackups(folder).find(({ reason }) => reason === "daily");
  if (newest !== undefined && now.getTime() - Date.parse(newest.takenAt) < DAY_MS) return;
  const [pages, bytes] = [database.first("PRAGMA page_count"), database.first("PRAGMA page_size")];
  if (Number(pages?.[0]) * Number(bytes?.[0]) > LIMIT_BYTES || describe(database).servers === 0) return;
  takeBackup(database, folder, "daily", now.toISOString());
}
