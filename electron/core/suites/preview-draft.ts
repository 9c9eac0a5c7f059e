import type { ConsoleError } from "#shared/base/console-error.ts";
import { notFound } from "#shared/base/failure.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import { attachCustomTool } from "#shared/converse/attach-tools.ts";
import type { Decision } from "#shared/converse/simulate/decision.ts";
import { promptHints, type PromptHint } from "#shared/lint/prompt-hints.ts";
import { applyDraft } from "#shared/mcp/apply-draft.ts";
import { viewTool } from "#shared/mcp/tool.ts";
import { SimulationFailure, type ModelTool, type SimulatedModel } from "#core/model-ports.ts";
import { dayOf, type JobParts } from "#core/ports.ts";
import { readAssistant } from "#core/store-port.ts";
import { readDrafts } from "./draft-handlers.ts";
import { offerList, serverTools, type OfferedList } from "./offered-list.ts";
import { readCustomTools } from "./read-custom-tools.ts";

/** `drafts.preview`, and the end of what it keeps open. */
export interface DraftPreview {
  readonly handlers: Pick<Handlers, "drafts.preview">;
  close(): Promise<void>;
}

type Input = Parameters<Handlers["drafts.preview"]>[0];

/** A list that was read for the keys typed so far. */
interface Held {
  readonly key: string;
  readonly opened: Promise<Opened>;
}

interface Opened {
  readonly model: SimulatedModel;
  readonly list: OfferedList;
  readonly hints: readonly PromptHint[];
}

/** Nobody types for this long: the list is put away. Milliseconds. */
const IDLE_MS = 60_000;

/**
 * Ranks an utterance with the server's texts and with a draft's, at each key: the newest stored lists are read once, and
 * only the drafted tool is read anew. Other enabled drafts count on both sides. Nothing is asked of a server.
 */
export function createDraftPreview(parts: JobParts): DraftPreview {
  const { store, clock, simulated } = parts.ports;
  let held: Held | undefined;
  let idle: NodeJS.Timeout | undefined;

  const putAway = async (): Promise<void> => {
    clearTimeout(idle);
    const last = held;
    held = undefined;
    await last?.opened.then(({ model }) => model.close(), ignored);
  };

  /** The list that is open for this key, opened now where it is not. The one before is closed after the new one opened. */
  const open = (key: string, read: () => Promise<Opened>): Promise<Opened> => {
    if (held?.key === key) return held.opened;
    const before = held;
    const opened = read();
    held = { key, opened };
    const now = held;
    opened.then(
      () => before?.opened.then(({ model }) => model.close(), ignored),
      () => {
        if (held === now) held = undefined;
        return before?.opened.then(({ model }) => model.close(), ignored);
      },
    );
    return opened;
  };

  return {
    handlers: {
      async "drafts.preview"(input, { signal }) {
        clearTimeout(idle);
        idle = setTimeout(() => void putAway(), IDLE_MS).unref();
        const base = await readBase(parts, input);
        if (!base.ok) return base;
        const { key, attached, prompt } = base.value;
        try {
          const { model, list, hints } = await open(key, async () => {
            const tools = offerList(await attached());
            const named = tools.tools.map(({ name, attached: { raw } }) => ({ name, raw }));
            return {
              list: tools,
              hints: promptHints(prompt, named),
              // One cancelled key must not fail the next: the list is opened for all of them.
              model: await simulated(tools.modelTools, new AbortController().signal),
            };
          });
          const instead = draftedTools(list, input.draft);
          if (instead.length === 0) return fail(notFound("tool", input.draft.toolName, "Discover its server first."));
          const asked = { utterance: input.utterance, triggers: hints, today: dayOf(clock.now()) };
          const [before, after] = await Promise.all([
            model.decide(asked, signal),
            model.decide({ ...asked, instead }, signal),
          ]);
          return ok({ before: rankingOf(before, list), after: rankingOf(after, list) });
        } catch (error) {
          if (error instanceof SimulationFailure) return fail(error.error);
          throw error;
        }
      },
    },
    close: putAway,
  };

  /** What the preview is about: a key that changes with any list, prompt or other draft, and how to read it. */
  async function readBase({ ports }: JobParts, { draft, assistantId }: Input) {
    const assistant = assistantId === undefined ? undefined : await readAssistant(ports.store, assistantId);
    if (assistant?.ok === false) return assistant;
    const { serverIds = [], prompt = "" } = assistant?.value ?? {};
    const wanted = [...new Set([...serverIds, draft.serverId])];
    const custom = assistant === undefined ? [] : await readCustomTools(ports.store, assistant.value);
    const others = (await readDrafts(store)).filter(
      ({ serverId, toolName }) => serverId !== draft.serverId || toolName !== draft.toolName,
    );
    const runs = await ports.store.lastRuns();
    const key = JSON.stringify([prompt, wanted, wanted.map((id) => runs.get(id)?.id), custom, others]);
    const attached = async () => {
      const lists = await Promise.all(
        wanted.map(async (id) => {
          const [snapshot, server] = await Promise.all([ports.store.latestSnapshot(id), ports.store.getServer(id)]);
          return snapshot === undefined ? [] : serverTools(snapshot, server?.name ?? "", others);
        }),
      );
      return [...lists.flat(), ...custom.map(attachCustomTool)];
    };
    return ok({ key, attached, prompt }) satisfies Result<unknown, ConsoleError>;
  }
}

const ignored = (): undefined => undefined;

/** The entries of the draft's tool, as its texts make them. */
function draftedTools(
  { tools }: OfferedList,
  draft: Input["draft"],
): readonly { readonly position: number; readonly tool: ModelTool }[] {
  return tools.flatMap(({ name, attached }, position) => {
    if (attached.serverId !== draft.serverId || attached.toolName !== draft.toolName) return [];
    const { description, title, inputSchema } = viewTool(applyDraft(attached.raw, draft));
    return [{ position, tool: { name, description: description ?? title ?? "", inputSchema } }];
  });
}

function rankingOf({ ranking }: Decision, { labels }: OfferedList): { name: string; score: number }[] {
  return ranking.map(({ name, score }) => ({ name: labels.get(name) ?? name, score }));
}
