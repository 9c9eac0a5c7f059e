import { create } from "zustand";
import { newId, runJob } from "#renderer/api/jobs.ts";
import { idle, ready, running, settled, type Remote } from "#renderer/api/remote.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { cancelled } from "#shared/base/failure.ts";
import type { Result } from "#shared/base/result.ts";
import type { MethodInput } from "#shared/contract/methods.ts";
import type { Model, ModelCheck } from "#shared/contract/model.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";
import { RpcFailure } from "#shared/rpc/message.ts";
import { offerUndo } from "#renderer/ui/offer-undo.tsx";

interface ModelsState {
  readonly models: Remote<readonly Model[]>;
  /** By model: what the last check said, while the window is open. */
  readonly checks: ReadonlyMap<string, Remote<ModelCheck>>;
  /** What went wrong with a removal, until it is dismissed. */
  readonly failed: ConsoleError | undefined;
}

/** The mirror of the core's models, and of the checks that were made here. */
export const useModelsStore = create<ModelsState>(() => ({ models: idle, checks: new Map(), failed: undefined }));

/** The checks under way, by model, to be cancelled. */
const checking = new Map<string, () => void>();

const keep = (models: readonly Model[]): void => useModelsStore.setState({ models: ready(models) });

const noteCheck = (id: string, check: Remote<ModelCheck>): void =>
  useModelsStore.setState(({ checks }) => ({ checks: new Map(checks).set(id, check) }));

/** Reads the models and follows their changes. Returns the end of following. */
export function followModels(api: ConsoleApi): () => void {
  api.call("models.list", {}).then(keep, () => undefined); // only where the wire died; the connection bar says so
  return api.on("models.changed", ({ models }) => keep(models));
}

/** Adds a model, or changes the one with the same id. What was known of it by a check is forgotten. */
export async function saveModel(
  api: ConsoleApi,
  model: MethodInput<"models.save">,
): Promise<Result<Model, ConsoleError>> {
  const saved = await api.call("models.save", model);
  if (saved.ok) {
    cancelCheck(model.id);
    noteCheck(model.id, idle);
  }
  return saved;
}

/** Removes a model and offers to take that back. */
export async function removeModel(api: ConsoleApi, { id, name }: Model): Promise<void> {
  cancelCheck(id);
  const removed = await api.call("models.remove", { id });
  if (!removed.ok) return useModelsStore.setState({ failed: removed.error });
  offerUndo(`${name} was removed`, () => {
    void api.call("models.restore", { id }).then((restored) => {
      if (!restored.ok) useModelsStore.setState({ failed: restored.error });
    });
  });
}

/** Asks a model to call one harmless tool. */
export async function checkModel(api: ConsoleApi, { id, name }: Pick<Model, "id" | "name">): Promise<void> {
  if (checking.has(id)) return;
  noteCheck(id, running);
  const job = { id: newId(), kind: "model-check", serverId: "", title: name } as const;
  try {
    const result = await runJob(job, (signal) => {
      const cancel = new AbortController();
      checking.set(id, () => cancel.abort());
      return api.call("models.check", { id }, { signal: AbortSignal.any([signal, cancel.signal]) });
    });
    noteCheck(id, settled(result));
  } catch (error) {
    // A dead wire is said by the connection bar.
    if (!(error instanceof RpcFailure) || (error.kind !== "cancelled" && error.kind !== "disconnected")) throw error;
    noteCheck(id, { state: "failed", error: cancelled("The check") });
  } finally {
    checking.delete(id);
  }
}

/** Stops a check. Nothing happens where none is under way. */
export function cancelCheck(id: string): void {
  checking.get(id)?.();
}
