import { z } from "zod";
import { consoleErrorSchema } from "#shared/base/console-error.ts";
import { idSchema } from "#shared/contract/define.ts";
import { callOutcomeSchema, callTimingsSchema, schemaVerdictSchema } from "#shared/mcp/call.ts";

const tokensSchema = z.object({ input: z.number(), output: z.number() });

/** What one attached server gave at the start of a conversation. */
export const openedServerSchema = z.object({
  serverId: idSchema,
  name: z.string(),
  /** Milliseconds. */
  ms: z.number(),
  /** Tools that a conversation registers. */
  registered: z.number().int(),
  malformed: z.number().int(),
  incomplete: z.string().optional(),
  snapshotId: idSchema.optional(),
  /** Present where nothing was discovered: the platform would have dropped this server in silence. */
  error: consoleErrorSchema.optional(),
  /** What changed since the discovery before, where something did. */
  drift: z
    .object({ level: z.enum(["breaking", "risky", "harmless"]), summary: z.string(), before: idSchema })
    .optional(),
});
export type OpenedConversationServer = z.infer<typeof openedServerSchema>;

/** A tool as it was offered to the model. */
export const offeredToolSchema = z.object({
  /** What the model calls it: unique in the conversation. */
  name: z.string(),
  /** What its server calls it. */
  toolName: z.string(),
  serverId: idSchema.optional(),
  httpToolId: idSchema.optional(),
  position: z.number().int().optional(),
  /** Whether it claims to only read. */
  readOnly: z.boolean(),
  /** Whether its texts are a draft's. */
  drafted: z.boolean(),
});
export type OfferedTool = z.infer<typeof offeredToolSchema>;

/** The opening card: what was registered, and what would have been dropped in silence. */
export const openingSchema = z.object({
  ms: z.number(),
  servers: z.array(openedServerSchema),
  tools: z.array(offeredToolSchema),
  /** Names that several servers use; the model sees them renamed. */
  shared: z.array(z.string()),
  /** One sentence: "A conversation started now would register 13 tools". */
  verdict: z.string(),
});
export type Opening = z.infer<typeof openingSchema>;

/** Words of the utterance, UTF-16 offsets. `utterance` is absent for the turn's own. */
const sourceSchema = z.object({
  start: z.number().int(),
  end: z.number().int(),
  words: z.string(),
  /** The id of an earlier turn, where the words were said then. */
  turnId: idSchema.optional(),
});

const rankedSchema = z.object({
  name: z.string(),
  score: z.number(),
  parts: z.array(z.object({ feature: z.string(), value: z.number(), weight: z.number() })),
});

const decidedCallSchema = z.object({
  callId: idSchema,
  /** The name that the model used. */
  tool: z.string(),
  argumentsText: z.string(),
  /** By parameter: where the value came from. Empty for a value that no word gave. */
  sources: z.record(z.string(), z.array(sourceSchema)),
  /** Arguments against the input schema, before anything was sent. */
  check: schemaVerdictSchema.optional(),
  /** Present where it was not one of the offered tools, or could not be read. */
  problem: z.string().optional(),
});
export type DecidedCall = z.infer<typeof decidedCallSchema>;

const step = { id: idSchema, startedAt: z.string(), ms: z.number() };

/** One step of a turn, in the order in which it happened. A running step has `ms` 0 and is replaced when it ends. */
export const conversationStepSchema = z.discriminatedUnion("kind", [
  z.object({
    ...step,
    kind: z.literal("considered"),
    /** Best first. A real model does not say what it considered: empty. */
    ranking: z.array(rankedSchema),
    /** How many tools were offered. */
    offered: z.number().int(),
    /** How likely a tool fits at all, 0 to 1. */
    fit: z.number().optional(),
    unsure: z.boolean(),
    /** What a person should know about this: one sentence each. */
    notes: z.array(z.object({ kind: z.string(), text: z.string() })),
  }),
  z.object({
    ...step,
    kind: z.literal("decided"),
    decision: z.enum(["call", "ask", "answer"]),
    calls: z.array(decidedCallSchema),
    /** With `ask`: required parameters without a value. */
    missing: z.array(z.string()),
    tokens: tokensSchema.optional(),
    /** A real model's first token, milliseconds after it was asked. */
    firstTokenMs: z.number().optional(),
  }),
  z.object({
    ...step,
    kind: z.literal("asked-permission"),
    callId: idSchema,
    tool: z.string(),
    answer: z.enum(["waiting", "allowed", "refused"]),
  }),
  z.object({
    ...step,
    kind: z.literal("called"),
    callId: idSchema,
    tool: z.string(),
    /** The call in the history, where it is an MCP call. */
    recorded: z.boolean(),
    state: z.enum(["running", "completed", "tool-error", "protocol-error", "input-required", "cancelled", "failed"]),
    outcome: callOutcomeSchema.optional(),
    error: consoleErrorSchema.optional(),
    timings: callTimingsSchema.optional(),
    outputCheck: schemaVerdictSchema.optional(),
    resultBytes: z.number().int().optional(),
  }),
  z.object({
    ...step,
    kind: z.literal("replied"),
    text: z.string(),
    tokens: tokensSchema.optional(),
    firstTokenMs: z.number().optional(),
  }),
  z.object({
    ...step,
    kind: z.literal("stopped"),
    /** `limit`: one of our limits on steps and calls; `failed`: the model could not answer. */
    why: z.enum(["stopped", "limit", "failed"]),
    text: z.string(),
    error: consoleErrorSchema.optional(),
  }),
  z.object({
    ...step,
    kind: z.literal("drifted"),
    serverId: idSchema,
    level: z.enum(["breaking", "risky", "harmless"]),
    text: z.string(),
  }),
]);
export type ConversationStep = z.infer<typeof conversationStepSchema>;

/** What a person said, and all that came of it. */
export const turnSchema = z.object({
  id: idSchema,
  saidAt: z.string(),
  utterance: z.string(),
  state: z.enum(["running", "waiting", "done", "stopped", "failed"]),
  steps: z.array(conversationStepSchema),
  totalMs: z.number(),
});
export type Turn = z.infer<typeof turnSchema>;

export const conversationSchema = z.object({
  id: idSchema,
  assistantId: idSchema,
  assistantName: z.string(),
  /** `SIMULATED_MODEL`, or the id of a configured one. */
  modelId: z.string(),
  modelName: z.string(),
  profileId: z.string(),
  startedAt: z.string(),
  /** The system prompt as it was. */
  prompt: z.string(),
  opening: openingSchema,
  turns: z.array(turnSchema),
});
export type Conversation = z.infer<typeof conversationSchema>;

/** Conversations that are kept, over all assistants; the oldest that nobody opened go first. */
export const MOST_CONVERSATIONS = 200;

/** One row of the list of conversations. */
export const conversationRowSchema = conversationSchema
  .pick({ id: true, assistantId: true, assistantName: true, modelName: true, startedAt: true })
  .extend({
    turns: z.number().int(),
    calls: z.number().int(),
    /** The beginning of the first utterance. */
    began: z.string(),
    registered: z.number().int(),
    dropped: z.number().int(),
  });
export type ConversationRow = z.infer<typeof conversationRowSchema>;
