import type { ConsoleError } from "#shared/base/console-error.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { Conversation, Opening } from "#shared/contract/conversation.ts";
import { SIMULATED_MODEL } from "#shared/contract/model.ts";
import { offerTools } from "#shared/converse/offer-tools.ts";
import { draftSchema } from "#shared/mcp/draft.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import { conversationVerdict } from "#shared/platform/conversation-verdict.ts";
import { insighto } from "#shared/platform/insighto.ts";
import { findProfile } from "#shared/platform/profiles.ts";
import type { OpenedHttpTool, OpenedModel } from "#core/model-ports.ts";
import type { Discover, JobParts } from "#core/ports.ts";
import { readAssistant, readDocuments } from "#core/store-port.ts";
import { customTool, offeredTool, toolsOfServer, type NamedTool } from "./attached-tools.ts";
import { startServer } from "./open-server.ts";

/** What a new conversation begins with. */
export interface Started {
  readonly conversation: Conversation;
  readonly snapshots: readonly Snapshot[];
  readonly tools: readonly NamedTool[];
  readonly customTools: readonly OpenedHttpTool[];
  readonly assistant: Assistant;
  /** Absent for the simulated one. */
  readonly model?: OpenedModel;
}

/** Discovers on every attached server side by side, and freezes what the model will be offered. */
export async function startConversation(
  parts: JobParts,
  input: { readonly conversationId: string; readonly assistantId: string; readonly modelId?: string | undefined },
  discover: Discover,
  signal: AbortSignal,
): Promise<Result<Started, ConsoleError>> {
  const { ports, emit } = parts;
  const { conversationId } = input;
  const found = await readAssistant(ports.store, input.assistantId);
  if (!found.ok) return found;
  const assistant = found.value;
  const modelId = input.modelId ?? assistant.modelId;
  const model = modelId === SIMULATED_MODEL ? undefined : await parts.openModel(modelId);
  if (model?.ok === false) return model;
  const profile = findProfile(assistant.profileId) ?? insighto;
  const startedAt = ports.clock.now();
  const begun = ports.clock.monotonicMs();

  const [servers, drafts, customTools] = await Promise.all([
    Promise.all(
      assistant.serverIds.map(async (serverId) => {
        const started = await startServer(parts, serverId, profile, discover, signal);
        emit("conversation.serverOpened", { conversationId, server: started.opened });
        return started;
      }),
    ),
    readDocuments(ports.store, "draft", draftSchema),
    openHttpTools(parts, assistant.httpToolIds),
  ]);
  if (signal.aborted) return fail(stoppedOpening);
  const snapshots = servers.flatMap(({ snapshot }) => (snapshot === undefined ? [] : [snapshot]));
  const { tools, shared } = offerTools([
    ...servers.flatMap(({ snapshot, opened }) =>
      snapshot === undefined ? [] : toolsOfServer(snapshot, opened.name, drafts),
    ),
    ...customTools.map(({ tool }) => customTool(tool)),
  ]);
  const parted = servers.map(({ opened: { name, error }, verdict }) => ({
    name,
    verdict,
    dropped: error !== undefined,
  }));
  const opening: Opening = {
    ms: ports.clock.monotonicMs() - begun,
    servers: servers.map(({ opened }) => opened),
    tools: tools.map(offeredTool),
    shared: [...shared],
    verdict: conversationVerdict(parted, customTools.length, profile),
  };
  const conversation: Conversation = {
    id: conversationId,
    assistantId: assistant.id,
    assistantName: assistant.name,
    modelId,
    modelName: model?.value.name ?? "Simulated",
    profileId: profile.id,
    startedAt,
    prompt: assistant.prompt,
    opening,
    turns: [],
  };
  return ok({
    conversation,
    snapshots,
    tools,
    customTools,
    assistant,
    ...(model === undefined ? {} : { model: model.value }),
  });
}

/** A custom tool whose secrets cannot be opened is not offered: it could not be called. */
export async function openHttpTools(parts: JobParts, ids: readonly string[]): Promise<readonly OpenedHttpTool[]> {
  const opened = await Promise.all(ids.map((id) => parts.openHttpTool(id)));
  return opened.flatMap((one) => (one.ok ? [one.value] : []));
}

/** A text with every known secret of these servers and custom tools masked. */
export async function maskOfAll(
  parts: JobParts,
  serverIds: readonly string[],
  customTools: readonly OpenedHttpTool[],
): Promise<(text: string) => string> {
  const opened = await Promise.all(serverIds.map((id) => parts.openServer(id)));
  const masks = [...opened.flatMap((one) => (one.ok ? [one.value.mask] : [])), ...customTools.map(({ mask }) => mask)];
  return (text) => masks.reduce((masked, mask) => mask(masked), text);
}

const stoppedOpening: ConsoleError = {
  kind: "cancelled",
  code: "E_CANCELLED",
  phase: "mcp",
  said: "The conversation was not opened: it was stopped.",
  evidence: "",
  retriable: true,
  next: "Open it again when you want it.",
};
