import { notFound } from "#shared/base/failure.ts";
import { fail, ok } from "#shared/base/result.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import type { JobParts } from "#core/ports.ts";

/** `examples.*` of the contract. */
export function exampleHandlers({
  ports: { store, clock },
  openServer,
}: JobParts): Pick<Handlers, "examples.list" | "examples.save" | "examples.remove"> {
  return {
    async "examples.list"({ serverId, toolName }) {
      return [...(await store.listExamples(serverId, toolName))];
    },

    async "examples.save"(input) {
      const server = await store.getServer(input.serverId);
      if (server === undefined || server.removedAt !== undefined) return fail(notFound("server", input.serverId));
      // What is known to be secret is masked, as in the history. A secret that cannot be opened here is not known.
      const opened = server.sealed === undefined ? undefined : await openServer(server.id);
      const argumentsText = opened?.ok === true ? opened.value.mask(input.argumentsText) : input.argumentsText;
      const example = { ...input, argumentsText, savedAt: clock.now() };
      await store.putExample(example);
      return ok(example);
    },

    async "examples.remove"({ id }) {
      for (const server of await store.listServers()) {
        const examples = await store.listExamples(server.id);
        if (!examples.some((example) => example.id === id)) continue;
        await store.removeExample(id);
        return ok({});
      }
      return fail(notFound("example", id));
    },
  };
}
