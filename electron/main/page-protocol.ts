import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { protocol, type Session } from "electron";
import { assetOf } from "#shared/base/asset-path.ts";
import { pageHeaders } from "#shared/base/content-security-policy.ts";
import { isOurPage, pageScheme } from "./page-address.ts";

/** Must run before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Answers `app://console/...` from the built page in `folder`, and nothing else. */
export function servePage(session: Session, folder: string): void {
  session.protocol.handle(pageScheme, async (request) => await answerPage(request.method, request.url, folder));
}

/** One answer. 400 for an address that is not a plain path of ours, 404 for a file that is not there. */
export async function answerPage(method: string, address: string, folder: string): Promise<Response> {
  if (method !== "GET" && method !== "HEAD") return new Response(null, { status: 405, headers: pageHeaders });
  const asset = isOurPage(address) ? assetOf(new URL(address).pathname) : undefined;
  if (asset === undefined) return new Response(null, { status: 400, headers: pageHeaders });
  try {
    const body = await readFile(join(folder, asset.path));
    const headers = { ...pageHeaders, "content-type": asset.contentType, "cache-control": "no-cache" };
    return new Response(method === "HEAD" ? null : new Uint8Array(body), { status: 200, headers });
  } catch {
    return new Response(null, { status: 404, headers: pageHeaders });
  }
}
