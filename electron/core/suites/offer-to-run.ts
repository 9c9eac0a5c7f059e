import type { ConsoleError } from "#shared/base/console-error.ts";
import { cancelled, invalidInput, notFound } from "#shared/base/failure.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import { attachCustomTool } from "#shared/converse/attach-tools.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import type { Discover, JobParts } from "#core/ports.ts";
import { readDrafts } from "./draft-handlers.ts";
import { offerList, serverTools, type OfferedList } from "./offered-list.ts";
import { readCustomTools } from "./read-custom-tools.ts";

/** What a run offers to its model. */
export interface Offered {
  readonly list: OfferedList;
  /** One sentence for each server whose tools are missing or not whole. */
  readonly warnings: readonly string[];
}

/** Which lists a run takes, and whether drafts count. */
export interface OfferOptions {
  readonly drafts: boolean;
  /** Frozen lists instead of a new discovery, by server. */
  readonly snapshotIds?: Readonly<Record<string, string>> | undefined;
}

/**
 * The tools of an assistant as a conversation that starts now would register them: discovery on every server in parallel,
 * or the frozen list where one is named, enabled drafts applied where they count, custom HTTP tools last. A server that
 * does not answer is a warning, as a conversation would go on without it; an assistant without any tool is a failure.
 */
export async function offerToRun(
  parts: JobParts,
  discover: Discover,
  assistant: Assistant,
  options: OfferOptions,
  signal: AbortSignal,
): Promise<Result<Offered, ConsoleError>> {
  const { store } = parts.ports;
  const frozen = new Map(Object.entries(options.snapshotIds ?? {}));
  const drafts = options.drafts ? await readDrafts(store) : [];
  const lists = await Promise.all(
    assistant.serverIds.map(async (serverId) => {
      const server = await store.getServer(serverId);
      const name = server?.name ?? "A server that is gone";
      const found = await readList(serverId, frozen.get(serverId));
      return found.ok
        ? { tools: serverTools(found.value, name, drafts), warnings: oddities(name, found.value) }
        : { tools: [], warnings: [`${name}: ${found.error.said}`], error: found.error };
    }),
  );
  if (signal.aborted) return fail(cancelled("The run of the suite"));
  const custom = (await readCustomTools(store, assistant)).map(attachCustomTool);
  const list = offerList([...lists.flatMap(({ tools }) => tools), ...custom]);
  if (list.tools.length > 0) return ok({ list, warnings: lists.flatMap(({ warnings }) => warnings) });
  const error = lists.find((one) => one.error !== undefined)?.error;
  return fail(
    error ?? invalidInput("E_NO_TOOLS", "The assistant has no tools.", "Attach a server that lists tools first."),
  );

  async function readList(serverId: string, snapshotId: string | undefined): Promise<Result<Snapshot, ConsoleError>> {
    if (snapshotId === undefined) return discover(serverId, signal);
    const snapshot = await store.getSnapshot(snapshotId);
    return snapshot?.serverId === serverId ? ok(snapshot) : fail(notFound("snapshot", snapshotId));
  }
}

function oddities(name: string, { malformed, incomplete }: Snapshot): readonly string[] {
  const count = malformed.length;
  return [
    ...(count === 0 ? [] : [`${name}: ${count} malformed ${count === 1 ? "entry is" : "entries are"} left out.`]),
    ...(incomplete === undefined ? [] : [`${name}: the list is incomplete: ${incomplete}`]),
  ];
}
