import { create } from "zustand";
import type { RunOptions } from "#renderer/features/suites/runs-store.ts";

/** How suites of an assistant are run, as chosen in this window. */
export type ChosenOptions = Omit<RunOptions, "assistantId">;

const FIRST: ChosenOptions = { repeats: 1, drafts: true, snapshotIds: {} };

const useStore = create<{ readonly byAssistant: ReadonlyMap<string, ChosenOptions> }>(() => ({
  byAssistant: new Map(),
}));

/** The options of an assistant's runs. */
export const useRunOptions = (assistantId: string): ChosenOptions =>
  useStore(({ byAssistant }) => byAssistant.get(assistantId) ?? FIRST);

/** The options at this moment, for a run that starts. */
export const optionsNow = (assistantId: string): ChosenOptions =>
  useStore.getState().byAssistant.get(assistantId) ?? FIRST;

export function changeOptions(assistantId: string, options: ChosenOptions): void {
  useStore.setState(({ byAssistant }) => ({ byAssistant: new Map(byAssistant).set(assistantId, options) }));
}
