import type { ServerResponse } from "node:http";
import type { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { pause } from "./pause.ts";
import { driftingLists, fixedLists, type RawTool } from "./troublesome-lists.ts";

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1><p>${body}</p></body></html>`;

interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const html = (status: number, title: string, body: string): PlainAnswer => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: page(title, body),
});
const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): PlainAnswer => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(value),
});

/** Paths that answer every request alike, without speaking MCP. */
const plainAnswers: ReadonlyMap<string, PlainAnswer> = new Map([
  [
    "/expired-token",
    json(
      401,
      { error: "invalid_token", error_description: "The token expired on 3 November 2026" },
      { "www-authenticate": 'Bearer error="invalid_token", error_description="The token expired on 3 November 2026"' },
    ),
  ],
  ["/forbidden", json(403, { error: "forbidden", message: "This address is not on the allow list" })],
  ["/not-found", html(404, "Not found", "There is nothing here.")],
  ["/html", html(200, "Welcome to Acme", "Our API has moved to another host.")],
  ["/login", html(200, "Sign in", "Sign in to go on.")],
  ["/redirect", { status: 302, headers: { location: "/login" }, body: "" }],
  ["/moved", { status: 308, headers: { location: "/mcp" }, body: "" }],
  ["/server-error", json(500, { error: "internal", message: "database is down" })],
  ["/too-many-requests", json(429, { error: "rate_limited" }, { "retry-after": "30" })],
  [
    "/truncated",
    {
      status: 200,
      headers: { "content-type": "application/json" },
      body: '{"jsonrpc":"2.0","id":1,"result":{"tools":[{"na',
    },
  ],
]);

/** Answers a path that does not speak MCP; false where the path does. `/hangs` never answers: the caller closes it. */
export function answerPlainly(path: string, response: ServerResponse): boolean {
  if (path === "/hangs") return true;
  const answer = plainAnswers.get(path);
  if (answer === undefined) return false;
  response.writeHead(answer.status, answer.headers).end(answer.body);
  return true;
}

/** What one running troublesome server remembers: how often `/drifting` was listed. */
export interface TroublesomeState {
  listed: number;
}

/** Whether a path speaks MCP, well or badly. */
export function speaksMcp(path: string): boolean {
  return path === "/drifting" || path === "/hangs-after-initialize" || fixedLists.has(path);
}

/** Gives a low-level SDK server the tools of a path: raw, so that they may be wrong. */
export async function registerTroublesome(server: Server, path: string, state: TroublesomeState): Promise<void> {
  const { CallToolRequestSchema, ListToolsRequestSchema } = await import("@modelcontextprotocol/sdk/types.js");
  server.setRequestHandler(ListToolsRequestSchema, async (_request, { signal }) => {
    if (path === "/hangs-after-initialize") await new Promise((resolve) => signal.addEventListener("abort", resolve));
    if (path === "/slow") await pause(2500, signal);
    return { tools: listOf(path, state) as never };
  });
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    if (path === "/slow") await pause(1500, signal);
    if (path === "/bad-output") {
      return {
        content: [{ type: "text", text: "Order 20417 is lost." }],
        structuredContent: { status: "lost", total: "12.50" },
      };
    }
    return {
      content: [{ type: "text", text: `${params.name} was called with ${JSON.stringify(params.arguments ?? {})}.` }],
    };
  });
}

function listOf(path: string, state: TroublesomeState): readonly RawTool[] {
  if (path !== "/drifting") return fixedLists.get(path) ?? [];
  const list = driftingLists[state.listed % driftingLists.length] ?? [];
  state.listed += 1;
  return list;
}
