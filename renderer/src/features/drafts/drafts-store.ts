import { useMemo } from "react";
import { create } from "zustand";
import { idle, ready, valueOf, type Remote } from "#renderer/api/remote.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Draft } from "#shared/mcp/draft.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/** A draft as it is sent to the core, which stamps it. */
export type DraftTexts = Omit<Draft, "changedAt">;

interface DraftsState {
  readonly stored: Remote<readonly Draft[]>;
  /** What was typed and is not yet in the core, by `draftKey`. It stays until the core has it. */
  readonly typed: ReadonlyMap<string, DraftTexts>;
  /** Why the last saving of a draft failed, by `draftKey`. */
  readonly failed: ReadonlyMap<string, ConsoleError>;
}

/** The mirror of the drafts, with what is being typed. */
export const useDraftsStore = create<DraftsState>(() => ({ stored: idle, typed: new Map(), failed: new Map() }));

/** Typing pauses this long before a draft is saved. */
const SAVE_AFTER_MS = 400;
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Names a tool's draft: there is one for each name a server lists. */
export const draftKey = (serverId: string, toolName: string): string => JSON.stringify([serverId, toolName]);

const keyOf = ({ serverId, toolName }: DraftTexts): string => draftKey(serverId, toolName);

/** The draft of a tool as it stands on screen; undefined where nothing was changed. */
export function findDraft(
  { stored, typed }: Pick<DraftsState, "stored" | "typed">,
  serverId: string,
  toolName: string,
): DraftTexts | undefined {
  const now = typed.get(draftKey(serverId, toolName));
  if (now !== undefined) return isEmpty(now) ? undefined : now;
  return valueOf(stored)?.findLast((draft) => draft.serverId === serverId && draft.toolName === toolName);
}

/** Follows the draft of one tool. */
export const useDraft = (serverId: string, toolName: string): DraftTexts | undefined =>
  useDraftsStore((state) => findDraft(state, serverId, toolName));

/** Whether a draft changes nothing. */
export function isEmpty({ title, description, parameters }: DraftTexts): boolean {
  return title === undefined && description === undefined && Object.keys(parameters).length === 0;
}

const keep = (drafts: readonly Draft[]): void => useDraftsStore.setState({ stored: ready(drafts) });

/** Reads the drafts, sends what an earlier connection could not, and follows their changes. Returns the end of following. */
export function followDrafts(api: ConsoleApi): () => void {
  api.call("drafts.list", {}).then(
    (drafts) => {
      keep(drafts);
      saveAll(api);
    },
    () => undefined, // only where the wire died; the connection bar says so
  );
  const saveRest = (): void => saveAll(api);
  window.addEventListener("pagehide", saveRest);
  const stop = api.on("drafts.changed", ({ drafts }) => keep(drafts));
  return () => {
    window.removeEventListener("pagehide", saveRest);
    stop();
  };
}

/** Changes a draft here at once, and in the core when typing pauses. */
export function typeDraft(api: ConsoleApi, draft: DraftTexts): void {
  const key = keyOf(draft);
  useDraftsStore.setState(({ typed }) => ({ typed: new Map(typed).set(key, draft) }));
  clearTimeout(timers.get(key));
  timers.set(
    key,
    setTimeout(() => void saveTyped(api, key), SAVE_AFTER_MS),
  );
}

/** Saves everything that is only here. */
export function saveAll(api: ConsoleApi): void {
  for (const key of useDraftsStore.getState().typed.keys()) void saveTyped(api, key);
}

/** Saves one draft; a draft that changes nothing any more is removed. What could not be saved stays here. */
export async function saveTyped(api: ConsoleApi, key: string): Promise<void> {
  clearTimeout(timers.get(key));
  timers.delete(key);
  const draft = useDraftsStore.getState().typed.get(key);
  if (draft === undefined) return;
  try {
    const known = valueOf(useDraftsStore.getState().stored)?.some(({ id }) => id === draft.id) ?? false;
    if (!isEmpty(draft)) {
      const saved = await api.call("drafts.save", draft);
      settle(key, draft, saved.ok ? saved.value : undefined, saved.ok ? undefined : saved.error);
    } else {
      const removed = known ? await api.call("drafts.remove", { id: draft.id }) : undefined;
      settle(key, draft, undefined, removed?.ok === false ? removed.error : undefined);
    }
  } catch {
    // Only where the wire died: the bar says so, and what was typed is sent with the next connection.
  }
}

function settle(key: string, sent: DraftTexts, saved: Draft | undefined, error: ConsoleError | undefined): void {
  useDraftsStore.setState(({ stored, typed, failed }) => {
    const errors = new Map(failed);
    if (error === undefined) errors.delete(key);
    else errors.set(key, error);
    if (error !== undefined) return { failed: errors };
    const rest = new Map(typed);
    // Typing went on meanwhile: that is saved by its own timer.
    if (rest.get(key) === sent) rest.delete(key);
    const others = (valueOf(stored) ?? []).filter(({ id }) => id !== sent.id);
    return { typed: rest, failed: errors, stored: ready(saved === undefined ? others : [...others, saved]) };
  });
}

/** The drafts of a server's tools as they stand on screen, one a name. */
export function useServerDrafts(serverId: string): readonly DraftTexts[] {
  const stored = useDraftsStore((state) => state.stored);
  const typed = useDraftsStore((state) => state.typed);
  return useMemo(() => draftsOf({ stored, typed }, serverId), [stored, typed, serverId]);
}

/** The names of a server's tools that have a draft, and whether it is used. */
export function useDraftedNames(serverId: string): ReadonlyMap<string, "used" | "unused"> {
  const drafts = useServerDrafts(serverId);
  return useMemo(
    () => new Map(drafts.map(({ toolName, enabled }) => [toolName, enabled ? "used" : "unused"])),
    [drafts],
  );
}

function draftsOf({ stored, typed }: Pick<DraftsState, "stored" | "typed">, serverId: string): readonly DraftTexts[] {
  const drafts = new Map<string, DraftTexts>();
  const all: readonly DraftTexts[] = [...(valueOf(stored) ?? []), ...typed.values()];
  for (const draft of all) if (draft.serverId === serverId) drafts.set(draft.toolName, draft);
  return [...drafts.values()].filter((draft) => !isEmpty(draft));
}

/** How many drafts are used on these servers. */
export function useUsedDrafts(serverIds: readonly string[]): number {
  return useDraftsStore((state) =>
    serverIds.reduce((sum, id) => sum + draftsOf(state, id).filter(({ enabled }) => enabled).length, 0),
  );
}
