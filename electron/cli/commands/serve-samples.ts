import type { SampleServer } from "#shared/contract/server.ts";
import { createSampleServers } from "../../../resources/samples/create-sample-servers.ts";
import { flag, type Command } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { tellError } from "../safe-output.ts";

/** `preflight serve-samples`: the sample servers until Ctrl-C. */
export const serveSamples: Command = {
  usage: "serve-samples [ID...] [--json]",
  about: `Starts the sample servers on loopback (all of them, or the ones named) and prints their URLs, then waits.
Stop them with Ctrl-C.`,
  options: { json: { type: "boolean", help: "Print the URLs as one line of JSON once all are up" } },
  examples: ["preflight serve-samples", "preflight serve-samples agency --json"],
  async run(given, io) {
    const json = flag(given, "json");
    const samples = createSampleServers();
    const asked = given.positionals.length > 0 ? given.positionals : samples.list().map(({ id }) => id);
    try {
      const running: SampleServer[] = [];
      for (const id of asked) {
        const started = await samples.start(id);
        if (!started.ok) return tellError(io, started.error, json);
        running.push(started.value);
      }
      io.out(json ? `${JSON.stringify({ samples: running.map(withUrls) })}\n` : running.map(sampleText).join("\n"));
      await new Promise<void>((resolve) => {
        if (io.signal.aborted) resolve();
        io.signal.addEventListener("abort", () => resolve(), { once: true });
      });
      return exitCodes.cancelled;
    } finally {
      await samples.close();
    }
  },
};

const withUrls = ({ surfaces, ...sample }: SampleServer) => ({
  ...sample,
  surfaces: surfaces.map((surface) => ({ ...surface, url: `${sample.url}${surface.path}` })),
});

function sampleText(sample: SampleServer): string {
  const lines = withUrls(sample).surfaces.map(({ url, title }) => `  ${url}  ${title}\n`);
  return `${sample.title}: ${sample.summary}\n${lines.join("")}`;
}
