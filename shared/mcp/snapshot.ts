import { z } from "zod";
import { consoleErrorSchema } from "#shared/base/console-error.ts";
import { jsonObjectSchema, malformedEntrySchema, toolEntrySchema } from "#shared/mcp/tool.ts";

export const transportSchema = z.enum(["streamable-http", "sse"]);
export type Transport = z.infer<typeof transportSchema>;

/** `modern` = 2026-07-28 and later (no initialize); `legacy` = everything before. */
export const eraSchema = z.enum(["modern", "legacy"]);
export type Era = z.infer<typeof eraSchema>;

/** One rung of the connection ladder that was tried, and why it was left. */
export const rungSchema = z.object({
  transport: transportSchema,
  era: eraSchema,
  ms: z.number(),
  /** Absent on the rung that worked. */
  left: z.string().optional(),
});
export type Rung = z.infer<typeof rungSchema>;

/** Times of a discovery run in milliseconds, from the monotonic clock. */
export const discoveryTimingsSchema = z.object({
  connectMs: z.number(),
  listMs: z.number(),
  totalMs: z.number(),
  /** HTTP requests sent, the optional GET stream included. */
  requests: z.number().int(),
});
export type DiscoveryTimings = z.infer<typeof discoveryTimingsSchema>;

/** What the server said about itself while connecting. */
export const serverFactsSchema = z.object({
  era: eraSchema,
  transport: transportSchema,
  protocolVersion: z.string(),
  serverInfo: jsonObjectSchema,
  capabilities: jsonObjectSchema,
  instructions: z.string().optional(),
  /** What we declared, because the list can depend on it. */
  declaredCapabilities: jsonObjectSchema,
  rungs: z.array(rungSchema),
  /** Oddities that did not stop the run, one sentence each (a byte order mark, a tolerated id type, ...). */
  warnings: z.array(z.string()),
});
export type ServerFacts = z.infer<typeof serverFactsSchema>;

/** The frozen result of one successful discovery run: what the server listed, verbatim. */
export const snapshotSchema = z.object({
  /** Also the id of the discovery run. */
  id: z.string(),
  serverId: z.string(),
  /** ISO 8601, UTC. */
  takenAt: z.string(),
  /** SHA-256 over the entry hashes in order: equal hash, equal list. */
  listHash: z.string(),
  facts: serverFactsSchema,
  tools: z.array(toolEntrySchema),
  malformed: z.array(malformedEntrySchema),
  /** Absent when the list is complete; else why it is not, in one sentence. */
  incomplete: z.string().optional(),
  pages: z.number().int(),
  timings: discoveryTimingsSchema,
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** One row of the timeline: a discovery run, whether it worked or not. */
export const discoveryRunSchema = z.object({
  id: z.string(),
  serverId: z.string(),
  startedAt: z.string(),
  totalMs: z.number(),
  outcome: z.discriminatedUnion("state", [
    z.object({
      state: z.literal("listed"),
      listHash: z.string(),
      tools: z.number().int(),
      malformed: z.number().int(),
      incomplete: z.string().optional(),
      transport: transportSchema,
      protocolVersion: z.string(),
      /** True when the list, or what the server says of itself, differs from the run before it that listed anything. */
      changed: z.boolean(),
    }),
    z.object({ state: z.literal("failed"), error: consoleErrorSchema }),
    z.object({ state: z.literal("running") }),
    z.object({ state: z.literal("interrupted") }),
  ]),
});
export type DiscoveryRun = z.infer<typeof discoveryRunSchema>;
