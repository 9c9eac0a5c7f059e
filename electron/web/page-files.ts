import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { join, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { assetOf } from "#shared/base/asset-path.ts";

/** Answers one file of the built page from `folder`, or 404. Never follows a link out of the folder. */
export async function answerFile(
  pathname: string,
  folder: string,
  response: ServerResponse,
  withBody: boolean,
): Promise<void> {
  const asset = assetOf(pathname);
  const file = asset === undefined ? undefined : await fileIn(folder, asset.path);
  if (asset === undefined || file === undefined) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
    response.end("There is nothing here.\n");
    return;
  }
  response.writeHead(200, {
    "content-type": asset.contentType,
    "content-length": file.size,
    "cache-control": asset.immutable ? "private, max-age=31536000, immutable" : "no-store",
  });
  if (!withBody) {
    response.end();
    return;
  }
  // A reader that goes away mid-file is its own affair.
  await pipeline(createReadStream(file.path), response).catch(() => response.destroy());
}

async function fileIn(
  folder: string,
  path: string,
): Promise<{ readonly path: string; readonly size: number } | undefined> {
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    if (!real.startsWith(root + sep)) return undefined;
    const facts = await stat(real);
    return facts.isFile() ? { path: real, size: facts.size } : undefined;
  } catch {
    return undefined; // not there
  }
}
