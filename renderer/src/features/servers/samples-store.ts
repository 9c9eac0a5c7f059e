import { create } from "zustand";
import { idle, ready, running, valueOf, type Remote } from "#renderer/api/remote.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { ok, type Result } from "#shared/base/result.ts";
import type { SampleServer, Server } from "#shared/contract/server.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";
import { discover } from "#renderer/features/servers/discovery-store.ts";
import { addServer } from "#renderer/features/servers/servers-store.ts";

/** The mirror of the sample servers that ship with the console. */
export const useSamplesStore = create<{ readonly samples: Remote<readonly SampleServer[]> }>(() => ({ samples: idle }));

const NONE: readonly SampleServer[] = [];

/** The samples; empty until they were read. */
export const useSamples = (): readonly SampleServer[] => useSamplesStore((state) => valueOf(state.samples) ?? NONE);

/** Reads the samples and follows which of them run. Returns the end of following. */
export function followSamples(api: ConsoleApi): () => void {
  if (useSamplesStore.getState().samples.state === "idle") useSamplesStore.setState({ samples: running });
  api.call("samples.list", {}).then(
    (samples) => useSamplesStore.setState({ samples: ready(samples) }),
    () => undefined, // only where the wire died; the connection bar says so
  );
  return api.on("samples.changed", ({ samples }) => useSamplesStore.setState({ samples: ready(samples) }));
}

/** One click: starts the sample, adds the surface as a server and begins its discovery. Answers the added server. */
export async function addSample(
  api: ConsoleApi,
  sample: SampleServer,
  surface: SampleServer["surfaces"][number] | undefined,
): Promise<Result<Server, ConsoleError>> {
  const started = await api.call("samples.start", { id: sample.id });
  if (!started.ok) return started;
  const base = started.value.url;
  if (base === undefined) throw new Error(`the sample ${sample.id} was started without a URL`);
  const added = await addServer(api, {
    url: surface === undefined ? base : new URL(surface.path, base).href,
    name: sample.surfaces.length > 1 && surface !== undefined ? `${sample.title}: ${surface.title}` : sample.title,
  });
  if (!added.ok) return added;
  void discover(api, added.value.id);
  return ok(added.value);
}
