import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * What the database held when it was last seen, kept beside it: an absent file is not an empty file.
 * Written after the commit that it tells of, so it is never ahead of a database that lost nothing.
 */
export interface Manifest {
  /** Which database; minted when it is made. */
  readonly uuid: string;
  readonly schema: number;
  /** Write transactions so far. */
  readonly generation: number;
  readonly servers: number;
}

export type ReadManifest =
  | { readonly state: "absent" }
  | { readonly state: "unreadable"; readonly reason: string }
  | { readonly state: "read"; readonly manifest: Manifest };

/** A file that was written without an error, and is not what was written. */
export class DoesNotReadBack extends Error {
  constructor(what: string) {
    super(`${what} does not read back as written`);
    this.name = "DoesNotReadBack";
  }
}

export const manifestPath = (folder: string): string => join(folder, "manifest.json");

/** Reads the manifest of a data folder; a broken one is a state, not an error. */
export function readManifest(folder: string): ReadManifest {
  let text: string;
  try {
    text = readFileSync(manifestPath(folder), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? { state: "absent" } : { state: "unreadable", reason: code ?? "unreadable" };
  }
  try {
    const value = JSON.parse(text) as Partial<Manifest> | null;
    const { uuid, schema, generation, servers } = value ?? {};
    const numbers = [schema, generation, servers].every(
      (number) => Number.isSafeInteger(number) && Number(number) >= 0,
    );
    if (typeof uuid !== "string" || !numbers) return { state: "unreadable", reason: "it is not of the right form" };
    return { state: "read", manifest: value as Manifest };
  } catch {
    return { state: "unreadable", reason: "it is not JSON" };
  }
}

/** Writes the manifest whole or not at all: a temporary file, read back, synced and renamed. Throws what the disk throws. */
export function writeManifest(folder: string, manifest: Manifest, writer: string): void {
  writeFileWhole(manifestPath(folder), `${JSON.stringify(manifest)}\n`, writer);
}

function writeFileWhole(path: string, text: string, writer: string): void {
  const temporary = `${path}.${writer}.tmp`;
  try {
    const file = openSync(temporary, "w", 0o600);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    // A full disk can cut a write short without an error.
    if (readFileSync(temporary, "utf8") !== text) throw new DoesNotReadBack(path);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** Makes a rename in a folder durable. Windows cannot open a folder, and does it by itself. */
export function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const file = openSync(folder, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
