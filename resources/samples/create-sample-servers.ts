import type { ConsoleError } from "#shared/base/console-error.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { catalogue, type SampleEntry } from "./catalogue.ts";
import { sampleAssistant, type SampleAssistant } from "./sample-assistant.ts";
import type { RunningSample } from "./sample-host.ts";

/** A sample server as a screen sees it; `url` while it runs. */
interface SampleServer extends Omit<SampleEntry, "surfaces"> {
  surfaces: { path: string; title: string }[];
  url?: string;
}

/** The sample servers of this process. Starting one twice answers the running one; `close` stops all. */
export interface SampleServers {
  readonly assistant: SampleAssistant;
  list(): readonly SampleServer[];
  start(id: string): Promise<Result<SampleServer, ConsoleError>>;
  stop(id: string): Promise<Result<SampleServer, ConsoleError>>;
  close(): Promise<void>;
}

/** Makes the sample servers available. Nothing listens, and the MCP SDK is not loaded, before the first `start`. */
export function createSampleServers(): SampleServers {
  const running = new Map<string, Promise<RunningSample>>();
  const urls = new Map<string, string>();
  const view = (entry: SampleEntry): SampleServer => {
    const url = urls.get(entry.id);
    const surfaces = entry.surfaces.map(({ path, title }) => ({ path, title }));
    return {
      id: entry.id,
      title: entry.title,
      summary: entry.summary,
      surfaces,
      ...(url === undefined ? {} : { url }),
    };
  };
  const stop = async (id: string): Promise<void> => {
    const starting = running.get(id);
    running.delete(id);
    urls.delete(id);
    await (await starting)?.close();
  };
  return {
    assistant: sampleAssistant,
    list: () => catalogue.map(view),
    async start(id) {
      const entry = catalogue.find((sample) => sample.id === id);
      if (entry === undefined) return fail(unknownSample());
      const starting = running.get(id) ?? import("./sample-host.ts").then(({ startSample }) => startSample(id));
      running.set(id, starting);
      try {
        const { url } = await starting;
        if (running.get(id) === starting) urls.set(id, url);
      } catch (error) {
        running.delete(id);
        return fail(notStarted(error));
      }
      return ok(view(entry));
    },
    async stop(id) {
      const entry = catalogue.find((sample) => sample.id === id);
      if (entry === undefined) return fail(unknownSample());
      await stop(id);
      return ok(view(entry));
    },
    async close() {
      await Promise.all([...running.keys()].map(stop));
    },
  };
}

function unknownSample(): ConsoleError {
  return {
    kind: "not-found",
    code: "E_NO_SAMPLE",
    phase: "url",
    said: "There is no sample server of that name.",
    evidence: "",
    retriable: false,
    next: `Choose one of: ${catalogue.map(({ id }) => id).join(", ")}.`,
  };
}

function notStarted(error: unknown): ConsoleError {
  return {
    kind: "unreachable",
    code: "E_SAMPLE_NOT_STARTED",
    phase: "tcp",
    said: "The sample server could not listen on loopback.",
    evidence: error instanceof Error ? error.message.slice(0, 500) : "",
    retriable: true,
    next: "Check that this user may listen on 127.0.0.1, then try again.",
  };
}
