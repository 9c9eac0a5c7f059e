import type { SampleServer } from "#shared/contract/server.ts";

// A sample server gets another port at each start. So a server that is a sample is stored without one:
// the sample's id and the path of the surface are what lasts.
const ORIGIN = /^[a-z]+:\/\/[^/?#]*/i;

/** The running sample server that a URL points into, if there is one. */
export function sampleAt(url: string, samples: readonly SampleServer[]): SampleServer | undefined {
  return samples.find((sample) => sample.url !== undefined && originOf(sample.url) === originOf(url));
}

/** A URL without its port: `http://127.0.0.1:4321/dental` gives `http://127.0.0.1/dental`. Any text; the rest is kept as it is. */
export function withoutPort(url: string): string {
  return url.replace(ORIGIN, (origin) => origin.replace(/:\d+$/, ""));
}

/** A URL moved to where the sample runs now; unchanged while it does not run. */
export function atSample(url: string, sample: SampleServer | undefined): string {
  if (sample?.url === undefined) return url;
  return url.replace(ORIGIN, originOf(sample.url));
}

function originOf(url: string): string {
  return ORIGIN.exec(url)?.[0].toLowerCase() ?? "";
}
