import { z } from "zod";
import { jsonObjectSchema } from "#shared/mcp/tool.ts";

/** Where the time of a call went, in milliseconds from the monotonic clock. */
export const callTimingsSchema = z.object({
  /** Opening the connection: TCP, TLS and, on a legacy server, the handshake. */
  connectMs: z.number(),
  /** From the request sent to the first byte of the answer. */
  waitMs: z.number(),
  /** From the first byte to the last. */
  readMs: z.number(),
  totalMs: z.number(),
});
export type CallTimings = z.infer<typeof callTimingsSchema>;

/**
 * What the server answered to one tool call. Data, never an error of ours.
 * `result` is verbatim (content blocks, structuredContent, _meta); `error` is the JSON-RPC error object verbatim.
 */
export const callOutcomeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("completed"), result: jsonObjectSchema }),
  z.object({ kind: z.literal("tool-error"), result: jsonObjectSchema }),
  z.object({
    kind: z.literal("protocol-error"),
    error: z.object({ code: z.number(), message: z.string(), data: z.unknown().optional() }),
  }),
  z.object({ kind: z.literal("input-required"), result: jsonObjectSchema }),
  z.object({ kind: z.literal("cancelled") }),
]);
export type CallOutcome = z.infer<typeof callOutcomeSchema>;

/** What the bounded worker said about a value against a schema. Never "valid" when it could not be checked. */
export const schemaVerdictSchema = z.discriminatedUnion("verdict", [
  z.object({ verdict: z.literal("valid") }),
  z.object({
    verdict: z.literal("invalid"),
    /** At most 50, in the order found. `pointer` is into the checked value. */
    violations: z.array(z.object({ pointer: z.string(), message: z.string() })),
  }),
  z.object({ verdict: z.literal("unchecked"), reason: z.string() }),
]);
export type SchemaVerdict = z.infer<typeof schemaVerdictSchema>;
