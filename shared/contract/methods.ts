import { z } from "zod";
import { diagnosisSchema } from "#shared/mcp/diagnosis.ts";
import { draftSchema } from "#shared/mcp/draft.ts";
import { discoveryRunSchema, snapshotSchema, transportSchema } from "#shared/mcp/snapshot.ts";
import { jsonObjectSchema } from "#shared/mcp/tool.ts";
import { assistantSchema, suppressionSchema } from "#shared/contract/assistant.ts";
import { callRecordSchema, callRowSchema, exampleSchema } from "#shared/contract/call-record.ts";
import { conversationRowSchema, conversationSchema, turnSchema } from "#shared/contract/conversation.ts";
import { idSchema, method, nothing, resultOf } from "#shared/contract/define.ts";
import { changedRunSchema, comparisonSchema, driftSideSchema } from "#shared/contract/drift.ts";
import { httpToolAnswerSchema, httpToolSchema, newHttpToolSchema } from "#shared/contract/http-tool.ts";
import { modelCheckSchema, modelSchema, newModelSchema } from "#shared/contract/model.ts";
import { newServerSchema, sampleServerSchema, serverSchema } from "#shared/contract/server.ts";
import { suiteRunRowSchema, suiteRunSchema, suiteSchema } from "#shared/contract/suite.ts";
import { exchangeSchema } from "#shared/contract/traffic.ts";

/** What the shell around the core can do; a screen asks for these, never for the platform. */
export const capabilitiesSchema = z.object({
  shell: z.enum(["desktop", "browser", "command-line"]),
  version: z.string(),
  /** Secrets are kept in the operating system's keyring. */
  secretStorage: z.boolean(),
  /** Why not, in one sentence, where they are not. */
  secretStorageReason: z.string().optional(),
  openExternal: z.boolean(),
  nativeMenu: z.boolean(),
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;

/** View settings that outlive the window. `layout` maps a pane group's name to its sizes in percent. */
export const preferencesSchema = z.object({
  theme: z.enum(["system", "light", "dark"]),
  layout: z.record(z.string(), z.array(z.number())),
  /** Small remembered choices: open tab, selected server, ... */
  view: z.record(z.string(), z.string()),
});
export type Preferences = z.infer<typeof preferencesSchema>;

const page = { limit: z.number().int().min(1).max(500), before: z.string().optional() };

/** Everything a screen may ask of the core. `noun.verb`. */
export const methods = {
  "app.capabilities": method(nothing, capabilitiesSchema),
  "app.openExternal": method(z.object({ url: z.string().max(8192) }), resultOf(nothing)),
  "preferences.get": method(nothing, preferencesSchema),
  "preferences.set": method(preferencesSchema.partial(), preferencesSchema),

  "servers.list": method(nothing, z.array(serverSchema)),
  "servers.add": method(newServerSchema, resultOf(serverSchema)),
  /** `url`/`headers`/`transport` absent = unchanged; a `transport` of null = found out again. */
  "servers.update": method(
    newServerSchema.partial().required({ id: true }).extend({ transport: transportSchema.nullable().optional() }),
    resultOf(serverSchema),
  ),
  /** Keeps everything for `servers.restore`; purged at the next start. */
  "servers.remove": method(z.object({ id: idSchema }), resultOf(nothing)),
  "servers.restore": method(z.object({ id: idSchema }), resultOf(serverSchema)),
  /** The one deliberate way a secret leaves the core: the full URL, to be shown or copied once. */
  "servers.reveal": method(z.object({ id: idSchema }), resultOf(z.object({ url: z.string() }))),

  /** Re-runs the connection ladder and lists the tools. `runId` is minted by the caller. */
  "discovery.run": method(z.object({ runId: idSchema, serverId: idSchema }), resultOf(snapshotSchema)),
  "discovery.runs": method(z.object({ serverId: idSchema, ...page }), z.array(discoveryRunSchema)),
  "snapshots.get": method(z.object({ id: idSchema }), resultOf(snapshotSchema)),
  /** The newest snapshot of a server, or null where it never listed anything. */
  "snapshots.latest": method(z.object({ serverId: idSchema }), snapshotSchema.nullable()),
  /** Resources and prompts: read on request, not consumed by the platform. */
  "discovery.unconsumed": method(
    z.object({ runId: idSchema, serverId: idSchema }),
    resultOf(z.object({ resources: z.array(jsonObjectSchema), prompts: z.array(jsonObjectSchema) })),
  ),

  /** Calls a tool. `position` picks one of several entries of the same name. Arguments travel as JSON text. */
  "tools.call": method(
    z.object({
      callId: idSchema,
      serverId: idSchema,
      toolName: z.string(),
      position: z.number().int().optional(),
      argumentsText: z.string().max(4_194_304),
      exampleId: idSchema.optional(),
      /** The list that the tool is of; the server's newest where absent. A conversation calls what it registered. */
      snapshotId: idSchema.optional(),
    }),
    resultOf(callRecordSchema),
  ),
  "calls.list": method(
    z.object({ serverId: idSchema.optional(), toolName: z.string().optional(), ...page }),
    z.array(callRowSchema),
  ),
  "calls.get": method(z.object({ id: idSchema }), resultOf(callRecordSchema)),
  "examples.list": method(z.object({ serverId: idSchema, toolName: z.string().optional() }), z.array(exampleSchema)),
  /** Adds, or replaces the one with the same id. */
  "examples.save": method(exampleSchema.omit({ savedAt: true }), resultOf(exampleSchema)),
  "examples.remove": method(z.object({ id: idSchema }), resultOf(nothing)),

  "traffic.list": method(
    z.object({ serverId: idSchema, limit: z.number().int().min(1).max(2000) }),
    z.array(exchangeSchema),
  ),

  /** Compares two lists of tools, with witnesses for what breaks; discovers sides that are URLs. `compareId` is minted by the caller. */
  "drift.compare": method(
    z.object({ compareId: idSchema, serverId: idSchema, before: driftSideSchema, after: driftSideSchema }),
    resultOf(comparisonSchema),
  ),
  /** How bad each changed run of a page of the timeline was. */
  "drift.timeline": method(
    z.object({ serverId: idSchema, runIds: z.array(idSchema).max(500) }),
    z.array(changedRunSchema),
  ),
  /** Pins the snapshot that changes are measured against; null unpins. */
  "baselines.set": method(z.object({ serverId: idSchema, snapshotId: idSchema.nullable() }), resultOf(serverSchema)),
  /** Discovers again and again, every `everyMs` (10 s to a day); null stops. Kept across restarts. */
  "watch.set": method(
    z.object({ serverId: idSchema, everyMs: z.number().int().min(10_000).max(86_400_000).nullable() }),
    resultOf(serverSchema),
  ),

  /** Diagnoses a stored server or any URL, step by step. `latency` adds the probe at the end. */
  "diagnosis.run": method(
    z.object({
      diagnosisId: idSchema,
      subject: z.union([z.object({ serverId: idSchema }), z.object({ url: z.string().max(16_384) })]),
      latency: z
        .object({
          discoveries: z.number().int().min(1).max(20),
          /** A tool that only reads; called once a discovery. */
          tool: z.object({ name: z.string(), argumentsText: z.string().max(1_048_576) }).optional(),
        })
        .optional(),
    }),
    resultOf(diagnosisSchema),
  ),

  "assistants.list": method(nothing, z.array(assistantSchema)),
  /** Adds, or replaces the one with the same id. */
  "assistants.save": method(
    assistantSchema.omit({ createdAt: true, changedAt: true, removedAt: true }),
    resultOf(assistantSchema),
  ),
  "assistants.remove": method(z.object({ id: idSchema }), resultOf(nothing)),
  "assistants.restore": method(z.object({ id: idSchema }), resultOf(assistantSchema)),
  /** Adds the sample assistant with its sample server, or answers the one that is there. `say` is a scripted first turn and what to say after it. */
  "assistants.openSample": method(
    nothing,
    resultOf(z.object({ assistant: assistantSchema, say: z.array(z.string()) })),
  ),
  "suppressions.list": method(nothing, z.array(suppressionSchema)),
  "suppressions.save": method(suppressionSchema.omit({ addedAt: true }), resultOf(suppressionSchema)),
  "suppressions.remove": method(z.object({ id: idSchema }), resultOf(nothing)),

  /** Discovers on every attached server, in parallel, and opens a conversation. `conversationId` is minted by the caller. */
  "conversations.start": method(
    z.object({
      conversationId: idSchema,
      assistantId: idSchema,
      /** Instead of the assistant's own. */
      modelId: z.string().optional(),
    }),
    resultOf(conversationSchema),
  ),
  /** Says something, and answers when the turn is over. Cancelling the request stops the turn. */
  "conversations.say": method(
    z.object({ conversationId: idSchema, turnId: idSchema, text: z.string().min(1).max(20_000) }),
    resultOf(turnSchema),
  ),
  /** Answers a step that asks for permission. `always`: also for later calls of this tool in this conversation. */
  "conversations.permit": method(
    z.object({ conversationId: idSchema, callId: idSchema, allow: z.boolean(), always: z.boolean().optional() }),
    resultOf(nothing),
  ),
  "conversations.list": method(z.object({ assistantId: idSchema.optional() }), z.array(conversationRowSchema)),
  "conversations.get": method(z.object({ id: idSchema }), resultOf(conversationSchema)),
  "conversations.remove": method(z.object({ id: idSchema }), resultOf(nothing)),
  /** Puts back what was removed. */
  "conversations.restore": method(z.object({ conversation: conversationSchema }), resultOf(nothing)),

  "models.list": method(nothing, z.array(modelSchema)),
  "models.save": method(newModelSchema, resultOf(modelSchema)),
  "models.remove": method(z.object({ id: idSchema }), resultOf(nothing)),
  "models.restore": method(z.object({ id: idSchema }), resultOf(modelSchema)),
  /** Asks a configured model to call one harmless tool. */
  "models.check": method(z.object({ id: idSchema }), resultOf(modelCheckSchema)),

  "httpTools.list": method(nothing, z.array(httpToolSchema)),
  "httpTools.save": method(newHttpToolSchema, resultOf(httpToolSchema)),
  "httpTools.remove": method(z.object({ id: idSchema }), resultOf(nothing)),
  "httpTools.restore": method(z.object({ id: idSchema }), resultOf(httpToolSchema)),
  /** Calls it once, by hand. */
  "httpTools.call": method(
    z.object({ id: idSchema, argumentsText: z.string().max(1_048_576) }),
    resultOf(httpToolAnswerSchema),
  ),

  "drafts.list": method(z.object({ serverId: idSchema.optional() }), z.array(draftSchema)),
  /** Adds, or replaces the one with the same id. */
  "drafts.save": method(draftSchema.omit({ changedAt: true }), resultOf(draftSchema)),
  "drafts.remove": method(z.object({ id: idSchema }), resultOf(nothing)),
  /** How the simulated model ranks an utterance with the server's texts and with this draft's, best first. */
  "drafts.preview": method(
    z.object({
      utterance: z.string().max(20_000),
      draft: draftSchema.omit({ changedAt: true }),
      /** Its prompt and servers; only the draft's server, without a prompt, where absent. */
      assistantId: idSchema.optional(),
    }),
    resultOf(
      z.object({
        before: z.array(z.object({ name: z.string(), score: z.number() })),
        after: z.array(z.object({ name: z.string(), score: z.number() })),
      }),
    ),
  ),

  "suites.list": method(nothing, z.array(suiteSchema)),
  "suites.save": method(suiteSchema.omit({ changedAt: true, removedAt: true }), resultOf(suiteSchema)),
  "suites.remove": method(z.object({ id: idSchema }), resultOf(nothing)),
  "suites.restore": method(z.object({ id: idSchema }), resultOf(suiteSchema)),
  /** Runs every row on a model. Nothing is called. `runId` is minted by the caller. */
  "suites.run": method(
    z.object({
      runId: idSchema,
      suiteId: idSchema,
      assistantId: idSchema,
      /** Instead of the assistant's own. */
      modelId: z.string().optional(),
      repeats: z.number().int().min(1).max(20),
      /** Whether drafts are used. */
      drafts: z.boolean(),
      /** Frozen lists instead of a new discovery, by server. */
      snapshotIds: z.record(idSchema, idSchema).optional(),
    }),
    resultOf(suiteRunSchema),
  ),
  "suites.runs": method(z.object({ suiteId: idSchema }), z.array(suiteRunRowSchema)),
  "suites.getRun": method(z.object({ id: idSchema }), resultOf(suiteRunSchema)),

  "samples.list": method(nothing, z.array(sampleServerSchema)),
  /** Starts a sample server on loopback (or answers the running one). */
  "samples.start": method(z.object({ id: z.string() }), resultOf(sampleServerSchema)),
  "samples.stop": method(z.object({ id: z.string() }), resultOf(sampleServerSchema)),
} as const;

export type Methods = typeof methods;
export type MethodName = keyof Methods;
export type MethodInput<M extends MethodName> = z.input<Methods[M]["input"]>;
export type MethodOutput<M extends MethodName> = z.output<Methods[M]["output"]>;

/** What a handler is given beside its input. */
export interface CallContext {
  readonly signal: AbortSignal;
}

/** One function a method: what the core is, seen from a shell. */
export type Handlers = {
  readonly [M in MethodName]: (
    input: z.output<Methods[M]["input"]>,
    context: CallContext,
  ) => Promise<MethodOutput<M>> | MethodOutput<M>;
};
