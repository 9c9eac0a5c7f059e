import { create } from "zustand";
import { newId } from "#renderer/api/jobs.ts";
import { idle, ready, valueOf, type Remote } from "#renderer/api/remote.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { MethodInput } from "#shared/contract/methods.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

interface AssistantsState {
  readonly assistants: Remote<readonly Assistant[]>;
  readonly chosenId: string | undefined;
}

const NONE: readonly Assistant[] = [];

/** The mirror of the core's assistants. */
export const useAssistantsStore = create<AssistantsState>(() => ({ assistants: idle, chosenId: undefined }));

/** The assistants in the order in which they were made; undefined until they were read. */
export const useAssistants = (): readonly Assistant[] | undefined =>
  useAssistantsStore(({ assistants }) => valueOf(assistants));

/** The assistant on the workbench. */
export const useChosenAssistant = (): Assistant | undefined =>
  useAssistantsStore(({ assistants, chosenId }) => {
    const all = valueOf(assistants) ?? NONE;
    return all.find(({ id }) => id === chosenId) ?? all[0];
  });

export const chooseAssistant = (chosenId: string): void => useAssistantsStore.setState({ chosenId });

const keep = (assistants: readonly Assistant[]): void => useAssistantsStore.setState({ assistants: ready(assistants) });

/** Reads the assistants and follows their changes. Returns the end of following. */
export function followAssistants(api: ConsoleApi): () => void {
  api.call("assistants.list", {}).then(keep, () => undefined); // only where the wire died; the connection bar says so
  return api.on("assistants.changed", ({ assistants }) => keep(assistants));
}

/** Makes an assistant and puts it on the workbench. */
export async function addAssistant(api: ConsoleApi, serverIds: readonly string[]): Promise<void> {
  const id = newId();
  await saveAssistant(api, {
    id,
    name: "New assistant",
    prompt: "",
    serverIds: [...serverIds],
    profileId: "insighto",
    severities: {},
  });
  chooseAssistant(id);
}

/** Makes a copy under another name and puts it on the workbench. */
export async function duplicateAssistant(api: ConsoleApi, assistant: Assistant): Promise<void> {
  const id = newId();
  await saveAssistant(api, { ...assistant, id, name: `${assistant.name} copy` });
  chooseAssistant(id);
}

/** Saves an assistant; what is typed meanwhile is kept by whoever typed it. */
export async function saveAssistant(api: ConsoleApi, assistant: MethodInput<"assistants.save">): Promise<void> {
  await api.call("assistants.save", assistant);
}
