import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { SessionKeys } from "./session-keys.ts";

const mostBodyBytes = 4096;
const bodySchema = z.object({ token: z.string().max(128).optional() });

/** The cookie's name carries the port: cookies are not kept apart by port, and two consoles may run at once. */
export const cookieNameFor = (port: number): string => `preflight-${port}`;

/** `POST /session`: a one-time token becomes a cookie; without one, says whether the cookie still stands. */
export async function answerSession(
  request: IncomingMessage,
  response: ServerResponse,
  keys: SessionKeys,
  cookieName: string,
): Promise<void> {
  if (request.headers["content-type"] !== "application/json") return end(response, 415);
  const text = await bodyOf(request);
  if (text === undefined) return end(response, 413);
  const token = tokenIn(text);
  const key = token === undefined ? undefined : keys.exchange(token);
  if (key !== undefined) {
    response.setHeader("set-cookie", `${cookieName}=${key}; Path=/; HttpOnly; SameSite=Strict`);
    return end(response, 204);
  }
  end(response, keys.knows(cookieOf(request, cookieName)) ? 204 : 401);
}

/** The value of one cookie, or an empty text. */
export function cookieOf(request: IncomingMessage, name: string): string {
  const pairs = (request.headers.cookie ?? "").split("; ");
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
}

function tokenIn(text: string): string | undefined {
  try {
    const parsed = bodySchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.token : undefined;
  } catch {
    return undefined; // the one expected failure of JSON.parse: not JSON, so no token
  }
}

/** The body as text; undefined where it is larger than any that we expect. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBodyBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status);
  response.end();
}
