import { notFound } from "#shared/base/failure.ts";
import { fail, ok } from "#shared/base/result.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import { draftSchema, type Draft } from "#shared/mcp/draft.ts";
import type { JobParts } from "#core/ports.ts";
import { readDocuments, type Store } from "#core/store-port.ts";

/** `drafts.list`, `drafts.save` and `drafts.remove` of the contract. */
export function draftHandlers({
  ports: { store, clock },
  emit,
}: JobParts): Pick<Handlers, "drafts.list" | "drafts.save" | "drafts.remove"> {
  const changed = async (): Promise<void> => emit("drafts.changed", { drafts: [...(await readDrafts(store))] });

  return {
    async "drafts.list"({ serverId }) {
      const drafts = await readDrafts(store);
      return serverId === undefined ? [...drafts] : drafts.filter((draft) => draft.serverId === serverId);
    },

    async "drafts.save"(input) {
      const server = await store.getServer(input.serverId);
      if (server === undefined || server.removedAt !== undefined) return fail(notFound("server", input.serverId));
      const draft: Draft = { ...input, changedAt: clock.now() };
      await store.putDocument("draft", draft.id, draft);
      await changed();
      return ok(draft);
    },

    async "drafts.remove"({ id }) {
      if (!(await readDrafts(store)).some((draft) => draft.id === id)) return fail(notFound("draft", id));
      await store.removeDocument("draft", id);
      await changed();
      return ok({});
    },
  };
}

/** Every draft, in the order in which they were first saved. */
export function readDrafts(store: Store): Promise<readonly Draft[]> {
  return readDocuments(store, "draft", draftSchema);
}
