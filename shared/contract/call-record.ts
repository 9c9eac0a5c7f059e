import { z } from "zod";
import { consoleErrorSchema } from "#shared/base/console-error.ts";
import { callOutcomeSchema, callTimingsSchema, schemaVerdictSchema } from "#shared/mcp/call.ts";
import { idSchema } from "#shared/contract/define.ts";

/** How a call stands. `started` rows left by a crash read as `interrupted`. */
export const callStateSchema = z.enum([
  "started",
  "completed",
  "tool-error",
  "protocol-error",
  "input-required",
  "cancelled",
  "failed",
  "interrupted",
]);

/** One row of the call history, without its bodies. */
export const callRowSchema = z.object({
  id: idSchema,
  serverId: idSchema,
  toolName: z.string(),
  startedAt: z.string(),
  state: callStateSchema,
  totalMs: z.number().optional(),
  resultBytes: z.number().int().optional(),
  /** First 200 characters of the arguments, redacted, for the list. */
  argumentsPreview: z.string(),
  /** The example it ran, if it ran one. */
  exampleId: z.string().optional(),
});
export type CallRow = z.infer<typeof callRowSchema>;

/** One call with everything that is known of it. */
export const callRecordSchema = callRowSchema.extend({
  /** The arguments as JSON text, as sent, known secrets masked. */
  argumentsText: z.string(),
  outcome: callOutcomeSchema.optional(),
  /** Present when no answer came: transport failure, deadline, refusal. */
  error: consoleErrorSchema.optional(),
  timings: callTimingsSchema.optional(),
  /** structuredContent against the output schema; absent when the tool has none. */
  outputCheck: schemaVerdictSchema.optional(),
  /** Arguments against the input schema, as checked before sending. Never blocks the call. */
  inputCheck: schemaVerdictSchema.optional(),
  /** Hash of the tool entry that was called. */
  entryHash: z.string().optional(),
});
export type CallRecord = z.infer<typeof callRecordSchema>;

/** A saved call of a tool: a name and its arguments. Drift tells when it would no longer validate. */
export const exampleSchema = z.object({
  id: idSchema,
  serverId: idSchema,
  toolName: z.string(),
  name: z.string().min(1).max(200),
  argumentsText: z.string(),
  savedAt: z.string(),
});
export type Example = z.infer<typeof exampleSchema>;
