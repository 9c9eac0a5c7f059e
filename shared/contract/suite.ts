import { z } from "zod";
import { idSchema } from "#shared/contract/define.ts";
import { jsonObjectSchema } from "#shared/mcp/tool.ts";

/** A tool that a row expects to be called. */
export const expectedCallSchema = z.object({
  tool: z.string(),
  /** `exact`: these arguments and no others; `partial`: at least these; `ignored`: any, also while it still asks back for one. */
  match: z.enum(["exact", "partial", "ignored"]),
  args: jsonObjectSchema.optional(),
  /** By parameter: several values that all count as right. An empty string among them: it may be left out. */
  accept: z.record(z.string(), z.array(z.json())).optional(),
});

/** What should come of an utterance: calls (in any order), no tool, or a question back. */
export const expectationSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("call"), calls: z.array(expectedCallSchema).min(1).max(20) }),
  z.object({ kind: z.literal("none") }),
  /** `tool`: for which tool something is missing; any where absent. */
  z.object({ kind: z.literal("ask"), tool: z.string().optional() }),
]);
export type Expectation = z.infer<typeof expectationSchema>;

export const suiteRowSchema = z.object({
  id: idSchema,
  utterance: z.string().max(20_000),
  /** What was said before, oldest first. */
  history: z
    .array(z.object({ role: z.enum(["user", "assistant"]), text: z.string().max(20_000) }))
    .max(50)
    .optional(),
  expect: expectationSchema,
  /** The row it was paraphrased from. */
  paraphraseOf: idSchema.optional(),
});
export type SuiteRow = z.infer<typeof suiteRowSchema>;

/** A table of utterances and what should come of each. */
export const suiteSchema = z.object({
  id: idSchema,
  name: z.string().min(1).max(200),
  /** The assistant it was written for. */
  assistantId: idSchema.optional(),
  rows: z.array(suiteRowSchema).max(5_000),
  changedAt: z.string(),
  /** Set while it can still be brought back; purged at the next start. */
  removedAt: z.string().optional(),
});
export type Suite = z.infer<typeof suiteSchema>;

/** One try of one row. */
const suiteTrySchema = z.object({
  decision: z.enum(["call", "ask", "answer"]),
  calls: z.array(z.object({ tool: z.string(), args: jsonObjectSchema })),
  /** Tools asked about, where it asked. */
  missing: z.array(z.string()).optional(),
  /** Which of their parameters it asked for, where it said so. */
  missingParameters: z.array(z.string()).optional(),
  /** How far the first tool of the ranking lies before the second; the simulated model alone says. */
  margin: z.number().optional(),
  passed: z.boolean(),
  /** One sentence, where it did not pass. */
  why: z.string().optional(),
  ms: z.number(),
  tokens: z.object({ input: z.number(), output: z.number() }).optional(),
});

export const suiteResultSchema = z.object({ rowId: idSchema, tries: z.array(suiteTrySchema) });
export type SuiteResult = z.infer<typeof suiteResultSchema>;

/** A finished run of a suite. */
export const suiteRunSchema = z.object({
  id: idSchema,
  suiteId: idSchema,
  startedAt: z.string(),
  totalMs: z.number(),
  /** What it ran on, in a few words: "Support voice, simulated model, 2 drafts". */
  title: z.string(),
  modelId: z.string(),
  modelName: z.string(),
  repeats: z.number().int(),
  /** Tell runs on the same words from runs on others. */
  promptHash: z.string(),
  toolsHash: z.string(),
  drafts: z.boolean(),
  /** The rows as they were. */
  rows: z.array(suiteRowSchema),
  results: z.array(suiteResultSchema),
  /** Servers whose tools could not be discovered, one sentence each. */
  warnings: z.array(z.string()),
});
export type SuiteRun = z.infer<typeof suiteRunSchema>;

/** One row of the list of runs. */
export const suiteRunRowSchema = suiteRunSchema
  .omit({ rows: true, results: true, warnings: true })
  .extend({ passed: z.number().int(), failed: z.number().int() });
export type SuiteRunRow = z.infer<typeof suiteRunRowSchema>;
