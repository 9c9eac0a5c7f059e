import { chmodSync, statSync } from "node:fs";
import { join } from "node:path";

export const DATABASE = "console.db";
export const databasePath = (folder: string): string => join(folder, DATABASE);

/** Bytes of a file; 0 where it is not there. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Takes other users' access away; file systems without modes say EPERM or ENOTSUP, and have nothing to take. */
export function keepPrivate(path: string, mode: number): void {
  if (process.platform === "win32" || (statSync(path).mode & 0o777) === mode) return;
  try {
    chmodSync(path, mode);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "EROFS") throw error;
  }
}
