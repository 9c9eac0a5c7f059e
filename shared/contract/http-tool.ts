import { z } from "zod";
import { idSchema } from "#shared/contract/define.ts";
import { callOutcomeSchema, callTimingsSchema } from "#shared/mcp/call.ts";
import { jsonObjectSchema } from "#shared/mcp/tool.ts";

/** A header of a custom HTTP tool; a secret one's value stays in the core. */
const headerSchema = z.object({
  name: z.string().min(1).max(200),
  secret: z.boolean(),
  /** Absent for a secret one. When saving: absent = unchanged. */
  value: z.string().max(8192).optional(),
});

/** A custom HTTP tool: one endpoint with an explicit schema, beside the tools of MCP servers. */
export const httpToolSchema = z.object({
  id: idSchema,
  /** What the model calls it: letters, digits, `_` and `-`. */
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  description: z.string().max(20_000),
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  /** Secrets masked. `{parameter}` in its path or query is filled from the arguments. */
  url: z.string().min(1).max(8192),
  /** JSON Schema of the arguments. Those not in the URL go to the query (GET, DELETE) or as a JSON body. */
  inputSchema: jsonObjectSchema,
  headers: z.array(headerSchema).max(50),
  /** Whether it only reads: then it is called without asking. */
  readOnly: z.boolean(),
  timeoutMs: z.number().int().min(100).max(120_000),
  changedAt: z.string(),
  /** Set while it can still be brought back; purged at the next start. */
  removedAt: z.string().optional(),
});
export type HttpTool = z.infer<typeof httpToolSchema>;

/** `url` absent = unchanged, since what is shown is masked. */
export const newHttpToolSchema = httpToolSchema
  .omit({ changedAt: true, removedAt: true })
  .extend({ url: z.string().min(1).max(8192).optional() });

/** What one call of a custom HTTP tool gave. `result` is made like a tool result: one text block with the body. */
export const httpToolAnswerSchema = z.object({
  status: z.number().int(),
  contentType: z.string(),
  bytes: z.number().int(),
  outcome: callOutcomeSchema,
  timings: callTimingsSchema,
});
export type HttpToolAnswer = z.infer<typeof httpToolAnswerSchema>;
