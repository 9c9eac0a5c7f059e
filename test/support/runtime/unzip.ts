import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { open, type Entry, type Options, type ZipFile } from "yauzl";

/**
 * Unpacks the files of `archive` for which `place` names a path below `folder`, with their permissions.
 * yauzl refuses names that would leave the folder.
 */
export async function unzip(
  archive: string,
  folder: string,
  place: (name: string) => string | undefined,
): Promise<void> {
  const zip = await promisify<string, Options, ZipFile>(open)(archive, { lazyEntries: true });
  await new Promise<void>((resolve, reject) => {
    zip.on("error", reject);
    zip.on("end", resolve);
    zip.on("entry", (entry: Entry) => {
      const path = entry.fileName.endsWith("/") ? undefined : place(entry.fileName);
      const done = path === undefined ? Promise.resolve() : unpack(zip, entry, join(folder, path));
      done.then(() => zip.readEntry(), reject);
    });
    zip.readEntry();
  });
}

async function unpack(zip: ZipFile, entry: Entry, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  const body = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error === null ? resolve(stream) : reject(error)));
  });
  const mode = (entry.externalFileAttributes >>> 16) & 0o777;
  await pipeline(body, createWriteStream(to, { mode: mode === 0 ? 0o644 : mode }));
}
