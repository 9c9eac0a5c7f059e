import { createHash } from "node:crypto";
import type { CallRecord } from "#shared/contract/call-record.ts";
import { stableJson } from "#shared/base/stable-json.ts";
import type { JsonObject } from "#shared/base/json.ts";
import type { ToolEntry } from "#shared/mcp/tool.ts";
import type { StoredServer } from "#core/store-port.ts";
import type { Listing } from "#core/store/run-outcome.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export const aServer = (id: string, more: Partial<StoredServer> = {}): StoredServer => ({
  id,
  name: `Server ${id}`,
  maskedUrl: `https://${id}.example/mcp?token=••••`,
  headerNames: ["x-api-key"],
  addedAt: "2026-11-22T10:00:00.000Z",
  ...more,
});

export const aTool = (name: string, position: number, more: JsonObject = {}): ToolEntry => {
  const raw: JsonObject = { name, description: `Does ${name}.`, inputSchema: { type: "object" }, ...more };
  return { position, hash: sha256(stableJson(raw)), name, raw };
};

/** A listing of well-formed tools; its list hash follows from the entries. */
export const aListing = (tools: readonly ToolEntry[], more: Partial<Listing> = {}): Listing => ({
  listHash: sha256([...tools, ...(more.malformed ?? [])].map(({ hash }) => hash).join("")),
  facts: {
    era: "modern",
    transport: "streamable-http",
    protocolVersion: "2026-07-28",
    serverInfo: { name: "fixture", version: "1.0.0" },
    capabilities: { tools: {} },
    instructions: "Call the tools.",
    declaredCapabilities: {},
    rungs: [{ transport: "streamable-http", era: "modern", ms: 12.345 }],
    warnings: [],
  },
  tools: [...tools],
  malformed: [],
  pages: 1,
  timings: { connectMs: 20.25, listMs: 10.5, totalMs: 30.75, requests: 2 },
  ...more,
});

export const aCall = (id: string, serverId: string, more: Partial<CallRecord> = {}): CallRecord => ({
  id,
  serverId,
  toolName: "search_tickets",
  startedAt: "2026-11-22T10:00:00.000Z",
  state: "started",
  argumentsPreview: '{"query":"late"}',
  argumentsText: '{"query":"late"}',
  ...more,
});
