import { create } from "zustand";
import { newId } from "#renderer/api/jobs.ts";
import { idle, ready, valueOf, type Remote } from "#renderer/api/remote.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Suite, SuiteRow } from "#shared/contract/suite.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

interface SuitesState {
  readonly stored: Remote<readonly Suite[]>;
  /** What was changed here and is not yet in the core, by id. It stays until the core has it. */
  readonly typed: ReadonlyMap<string, Suite>;
  /** Why the last saving failed, by id. */
  readonly failed: ReadonlyMap<string, ConsoleError>;
  /** The suite on the workbench, by assistant. */
  readonly chosen: ReadonlyMap<string, string>;
}

const NONE: readonly Suite[] = [];

/** The mirror of the suites, with what is being typed. */
export const useSuitesStore = create<SuitesState>(() => ({
  stored: idle,
  typed: new Map(),
  failed: new Map(),
  chosen: new Map(),
}));

/** Typing pauses this long before a suite is saved. */
const SAVE_AFTER_MS = 500;
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Every suite as the core has it, in the order in which they were made. */
export const useSuites = (): readonly Suite[] => useSuitesStore(({ stored }) => valueOf(stored) ?? NONE);

/** One suite as it stands on screen. */
export const useSuite = (id: string | undefined): Suite | undefined =>
  useSuitesStore((state) => (id === undefined ? undefined : suiteNow(state, id)));

function suiteNow({ stored, typed }: Pick<SuitesState, "stored" | "typed">, id: string): Suite | undefined {
  return typed.get(id) ?? valueOf(stored)?.find((suite) => suite.id === id);
}

const keep = (suites: readonly Suite[]): void => useSuitesStore.setState({ stored: ready(suites) });

/** Reads the suites, sends what an earlier connection could not, and follows changes. Returns the end of following. */
export function followSuites(api: ConsoleApi): () => void {
  const saveRest = (): void => {
    for (const id of useSuitesStore.getState().typed.keys()) void saveSuiteNow(api, id);
  };
  api.call("suites.list", {}).then(
    (suites) => {
      keep(suites);
      saveRest();
    },
    () => undefined, // only where the wire died; the connection bar says so
  );
  window.addEventListener("pagehide", saveRest);
  const stop = api.on("suites.changed", ({ suites }) => keep(suites));
  return () => {
    window.removeEventListener("pagehide", saveRest);
    saveRest();
    stop();
  };
}

export const chooseSuite = (assistantId: string, suiteId: string): void =>
  useSuitesStore.setState(({ chosen }) => ({ chosen: new Map(chosen).set(assistantId, suiteId) }));

/** Makes a suite and puts it on the assistant's workbench. */
export async function addSuite(
  api: ConsoleApi,
  assistantId: string,
  name: string,
  rows: readonly SuiteRow[] = [],
): Promise<ConsoleError | undefined> {
  const id = newId();
  const saved = await api.call("suites.save", { id, name, assistantId, rows: [...rows] });
  if (!saved.ok) return saved.error;
  chooseSuite(assistantId, id);
  return undefined;
}

/** Changes a suite here at once, and in the core when typing pauses. `change` is given the suite as it stands. */
export function changeSuite(api: ConsoleApi, id: string, change: (suite: Suite) => Suite): void {
  const now = suiteNow(useSuitesStore.getState(), id);
  if (now === undefined) return;
  useSuitesStore.setState(({ typed }) => ({ typed: new Map(typed).set(id, change(now)) }));
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => void saveSuiteNow(api, id), SAVE_AFTER_MS),
  );
}

/** Changes the rows of a suite. */
export function changeRows(
  api: ConsoleApi,
  id: string,
  change: (rows: readonly SuiteRow[]) => readonly SuiteRow[],
): void {
  changeSuite(api, id, (suite) => ({ ...suite, rows: [...change(suite.rows)] }));
}

/** Sends what was changed to the core. What could not be saved stays here. Answers whether nothing is left. */
export async function saveSuiteNow(api: ConsoleApi, id: string): Promise<boolean> {
  clearTimeout(timers.get(id));
  timers.delete(id);
  const suite = useSuitesStore.getState().typed.get(id);
  if (suite === undefined) return true;
  const { changedAt: _changed, removedAt: _removed, ...sent } = suite;
  try {
    const saved = await api.call("suites.save", sent);
    useSuitesStore.setState(({ stored, typed, failed }) => {
      const errors = new Map(failed);
      if (!saved.ok) return { failed: errors.set(id, saved.error) };
      errors.delete(id);
      const rest = new Map(typed);
      // Typing went on meanwhile: that is saved by its own timer.
      if (rest.get(id) === suite) rest.delete(id);
      const all = valueOf(stored) ?? NONE;
      const known = all.some((one) => one.id === id);
      return {
        typed: rest,
        failed: errors,
        stored: ready(known ? all.map((one) => (one.id === id ? saved.value : one)) : [...all, saved.value]),
      };
    });
    return saved.ok;
  } catch {
    return false; // only where the wire died: what was typed is sent with the next connection
  }
}

/** Removes a suite with a way back. */
export async function removeSuite(api: ConsoleApi, id: string): Promise<ConsoleError | undefined> {
  await saveSuiteNow(api, id);
  const removed = await api.call("suites.remove", { id });
  return removed.ok ? undefined : removed.error;
}
