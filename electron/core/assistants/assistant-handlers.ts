import type { ConsoleError } from "#shared/base/console-error.ts";
import { notFound } from "#shared/base/failure.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import {
  assistantSchema,
  suppressionSchema,
  type Assistant,
  type SuppressionRecord,
} from "#shared/contract/assistant.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import type { JobParts } from "#core/ports.ts";
import { readDocuments, type Store } from "#core/store-port.ts";
import { purgeRemoved } from "./purge-removed.ts";

type AssistantHandlers = Pick<
  Handlers,
  | "assistants.list"
  | "assistants.save"
  | "assistants.remove"
  | "assistants.restore"
  | "suppressions.list"
  | "suppressions.save"
  | "suppressions.remove"
>;

/** `assistants.*` and `suppressions.*` of the contract. */
export function assistantHandlers({ ports, emit }: JobParts): AssistantHandlers {
  const { store, clock } = ports;
  const all = (): Promise<readonly Assistant[]> => readDocuments(store, "assistant", assistantSchema);
  const shown = async (): Promise<Assistant[]> => (await all()).filter(({ removedAt }) => removedAt === undefined);
  const put = async (assistant: Assistant): Promise<Result<Assistant, ConsoleError>> => {
    await store.putDocument("assistant", assistant.id, assistant);
    emit("assistants.changed", { assistants: await shown() });
    return ok(assistant);
  };
  const find = async (id: string): Promise<Assistant | undefined> => (await all()).find((one) => one.id === id);

  return {
    "assistants.list": shown,

    async "assistants.save"(input) {
      const known = await find(input.id);
      const now = clock.now();
      return put({ ...input, createdAt: known?.createdAt ?? now, changedAt: now });
    },

    async "assistants.remove"({ id }) {
      const known = await find(id);
      if (known === undefined || known.removedAt !== undefined) return fail(notFound("assistant", id));
      await put({ ...known, removedAt: clock.now() });
      return ok({});
    },

    async "assistants.restore"({ id }) {
      const known = await find(id);
      if (known === undefined) return fail(notFound("assistant", id));
      const { removedAt: _, ...kept } = known;
      return put(kept);
    },

    async "suppressions.list"() {
      return [...(await readDocuments(store, "suppression", suppressionSchema))];
    },

    async "suppressions.save"(input) {
      const suppression: SuppressionRecord = { ...input, addedAt: clock.now() };
      await store.putDocument("suppression", suppression.id, suppression);
      emit("suppressions.changed", {
        suppressions: [...(await readDocuments(store, "suppression", suppressionSchema))],
      });
      return ok(suppression);
    },

    async "suppressions.remove"({ id }) {
      await store.removeDocument("suppression", id);
      emit("suppressions.changed", {
        suppressions: [...(await readDocuments(store, "suppression", suppressionSchema))],
      });
      return ok({});
    },
  };
}

/** Drops the assistants that were removed before this start. */
export const purgeAssistants = (store: Store): Promise<void> => purgeRemoved(store, "assistant", assistantSchema);
