import { z } from "zod";

/** The layer at which something failed, in the order in which a connection is made. */
export const phaseSchema = z.enum([
  "url",
  "policy",
  "dns",
  "proxy",
  "tcp",
  "tls",
  "http",
  "transport",
  "mcp",
  "schema",
  "content",
  "storage",
]);
export type Phase = z.infer<typeof phaseSchema>;

/** What sort of failure it is; decides the exit code and the tone on screen. */
export const errorKindSchema = z.enum([
  "invalid-input", // the person (or a script) gave something that cannot be used
  "not-found", // a server, snapshot, tool or call that is not there (any more)
  "unreachable", // no usable answer: DNS, TCP, TLS, silence, 5xx
  "refused-credentials", // 401 or 403
  "not-mcp", // something answered, and it was not MCP
  "protocol", // MCP was spoken, wrongly
  "limit", // a budget of ours was hit; `limit` names it
  "timeout", // a deadline of ours passed; `limit` names it
  "cancelled", // the person stopped it
  "storage", // our own disk
]);
export type ErrorKind = z.infer<typeof errorKindSchema>;

/**
 * An expected failure, as a value. `code` is stable and machine-readable (`E_` + what happened);
 * `said` is one sentence for a person; `evidence` is redacted and at most 2 KiB.
 */
export const consoleErrorSchema = z.object({
  kind: errorKindSchema,
  code: z.string(),
  phase: phaseSchema,
  said: z.string(),
  evidence: z.string().max(2048),
  /** The budget that was hit, if any: its name, its value and unit, and where to raise it. */
  limit: z.object({ name: z.string(), value: z.number(), unit: z.enum(["ms", "bytes", "count", "depth"]) }).optional(),
  /** Whether trying again unchanged can help. */
  retriable: z.boolean(),
  /** What to do next: one sentence that says who does what. */
  next: z.string(),
});
export type ConsoleError = z.infer<typeof consoleErrorSchema>;
