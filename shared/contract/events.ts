import { z } from "zod";
import { diagnosisStepSchema } from "#shared/mcp/diagnosis.ts";
import { draftSchema } from "#shared/mcp/draft.ts";
import { discoveryRunSchema } from "#shared/mcp/snapshot.ts";
import { assistantSchema, suppressionSchema } from "#shared/contract/assistant.ts";
import { callRowSchema } from "#shared/contract/call-record.ts";
import { conversationRowSchema, conversationStepSchema, openedServerSchema } from "#shared/contract/conversation.ts";
import { idSchema } from "#shared/contract/define.ts";
import { httpToolSchema } from "#shared/contract/http-tool.ts";
import { modelSchema } from "#shared/contract/model.ts";
import { sampleServerSchema, serverSchema } from "#shared/contract/server.ts";
import { suiteResultSchema, suiteSchema } from "#shared/contract/suite.ts";
import { exchangeSchema } from "#shared/contract/traffic.ts";

/** Everything the core may tell. `noun.pastOrState`. */
export const events = {
  /** Someone chose an action in the shell's native menu; `action` is its id in the command palette. */
  "app.actionChosen": z.object({ action: z.string() }),
  "servers.changed": z.object({ servers: z.array(serverSchema) }),
  "discovery.progressed": z.object({
    runId: idSchema,
    serverId: idSchema,
    step: z.enum(["connecting", "listing", "storing"]),
    /** A few words: "Streamable HTTP, 2026-07-28", "page 3, 200 tools". */
    detail: z.string(),
    tools: z.number().int(),
  }),
  "discovery.finished": z.object({ run: discoveryRunSchema }),
  "call.progressed": z.object({
    callId: idSchema,
    progress: z.number(),
    total: z.number().optional(),
    message: z.string().optional(),
  }),
  "call.finished": z.object({ call: callRowSchema }),
  /** How far the discovery of a URL that is compared has come. */
  "drift.progressed": z.object({ compareId: idSchema, detail: z.string(), tools: z.number().int() }),
  "diagnosis.stepped": z.object({ diagnosisId: idSchema, step: diagnosisStepSchema }),
  "assistants.changed": z.object({ assistants: z.array(assistantSchema) }),
  "suppressions.changed": z.object({ suppressions: z.array(suppressionSchema) }),
  /** One server of a conversation that is opening. */
  "conversation.serverOpened": z.object({ conversationId: idSchema, server: openedServerSchema }),
  /** A step that is new, or replaces the one with the same id. */
  "conversation.stepped": z.object({ conversationId: idSchema, turnId: idSchema, step: conversationStepSchema }),
  /** More text of a reply that is being written. */
  "conversation.streamed": z.object({ conversationId: idSchema, turnId: idSchema, text: z.string() }),
  "conversations.changed": z.object({ conversations: z.array(conversationRowSchema) }),
  "models.changed": z.object({ models: z.array(modelSchema) }),
  "httpTools.changed": z.object({ httpTools: z.array(httpToolSchema) }),
  "drafts.changed": z.object({ drafts: z.array(draftSchema) }),
  "suites.changed": z.object({ suites: z.array(suiteSchema) }),
  "suite.progressed": z.object({
    runId: idSchema,
    done: z.number().int(),
    total: z.number().int(),
    result: suiteResultSchema,
  }),
  "samples.changed": z.object({ samples: z.array(sampleServerSchema) }),
  "traffic.appended": z.object({ exchange: exchangeSchema }),
} as const;

export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<E extends EventName> = z.output<Events[E]>;

/** Someone who hears events. */
export type EventListener = <E extends EventName>(name: E, payload: EventPayload<E>) => void;
