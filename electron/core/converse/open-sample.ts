import { randomUUID } from "node:crypto";
import { notFound } from "#shared/base/failure.ts";
import { fail, ok } from "#shared/base/result.ts";
import { SIMULATED_MODEL } from "#shared/contract/model.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import type { JobParts } from "#core/ports.ts";

type OtherHandlers = Pick<Handlers, "servers.list" | "servers.add" | "assistants.list" | "assistants.save">;

/**
 * `assistants.openSample` of the contract: the sample assistant with its sample servers, added where they are not there
 * yet. What a person changed in it stays as it is.
 */
export function openSampleHandlers(
  { ports, samplesChanged }: JobParts,
  other: OtherHandlers,
): Pick<Handlers, "assistants.openSample"> {
  return {
    async "assistants.openSample"(_nothing, context) {
      const sample = ports.samples.assistant;
      if (sample === undefined) return fail(notFound("sample assistant", "sample"));
      const serverIds: string[] = [];
      for (const { sample: id, path, name } of sample.servers) {
        const known = (await other["servers.list"]({}, context)).find(
          (server) => server.sample === id && pathOf(server.maskedUrl) === path,
        );
        if (known !== undefined) {
          serverIds.push(known.id);
          continue;
        }
        const started = await ports.samples.start(id);
        if (!started.ok) return started;
        samplesChanged();
        const url = `${started.value.url ?? ""}${path}`;
        const added = await other["servers.add"]({ id: randomUUID(), name, url }, context);
        if (!added.ok) return added;
        serverIds.push(added.value.id);
      }
      const say = [...sample.say];
      const known = (await other["assistants.list"]({}, context)).find(({ id }) => id === sample.id);
      if (known !== undefined && serverIds.every((id) => known.serverIds.includes(id)))
        return ok({ assistant: known, say });
      const { id, name, prompt, profileId } = sample;
      const fresh = { id, name, prompt, profileId, modelId: SIMULATED_MODEL, httpToolIds: [], confirmCalls: true };
      const there = new Set((await other["servers.list"]({}, context)).map((server) => server.id));
      const kept = known?.serverIds.filter((one) => there.has(one)) ?? [];
      const saved = await other["assistants.save"](
        { severities: {}, ...fresh, ...known, serverIds: [...new Set([...kept, ...serverIds])] },
        context,
      );
      return saved.ok ? ok({ assistant: saved.value, say }) : saved;
    },
  };
}

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : "");
