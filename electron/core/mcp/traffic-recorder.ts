import { MASK, maskSecrets, maskUrl } from "#shared/base/redact.ts";
import type { Exchange } from "#shared/contract/traffic.ts";
import type { Clock, TrafficSink } from "#core/ports.ts";
import { budgets } from "./budgets.ts";

/** Headers that are credentials whatever their value: only their presence is kept. */
const SECRET_HEADERS: ReadonlySet<string> = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "set-cookie",
  "x-api-key",
  "api-key",
  "x-auth-token",
]);

/** One exchange being recorded. Ending it twice counts once. */
export interface Recording {
  answered(status: number, headers: readonly string[]): void;
  bytes(chunk: Uint8Array): void;
  end(failure?: string): void;
}

/** Records the exchanges of one job, redacted, into the sink. */
export interface TrafficRecorder {
  /** HTTP requests begun so far. */
  readonly requests: () => number;
  begin(request: {
    readonly method: string;
    readonly url: URL;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly rpcMethod?: string;
  }): Recording;
}

/** For what is no server's traffic: nothing is kept. */
export const nothingRecorded: TrafficRecorder = {
  requests: () => 0,
  begin: () => ({ answered: () => {}, bytes: () => {}, end: () => {} }),
};

/** Opens a recorder for one job. `secrets` is a frozen list, so that its forms are computed once. */
export function recordTraffic(options: {
  readonly sink: TrafficSink;
  readonly clock: Clock;
  readonly serverId: string;
  readonly jobId: string;
  readonly secrets: readonly string[];
}): TrafficRecorder {
  const { sink, clock, serverId, jobId, secrets } = options;
  const mask = (text: string): string => maskSecrets(text, secrets);
  // A header whose whole value is a secret is masked however short that is.
  const maskValue = (value: string): string => (secrets.includes(value) ? MASK : mask(value));
  let count = 0;
  return {
    requests: () => count,
    begin({ method, url, headers, body, rpcMethod }) {
      count += 1;
      const id = `${jobId}-${count}`;
      const startedAt = clock.now();
      const began = clock.monotonicMs();
      const kept: Uint8Array[] = [];
      let keptBytes = 0;
      let allBytes = 0;
      let answer: { status: number; headers: [string, string][]; ms: number } | undefined;
      let open = true;
      return {
        answered(status, raw) {
          const pairs: [string, string][] = [];
          for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([raw[at] ?? "", raw[at + 1] ?? ""]);
          answer = { status, headers: maskHeaders(pairs, maskValue), ms: clock.monotonicMs() - began };
        },
        bytes(chunk) {
          allBytes += chunk.length;
          if (keptBytes >= budgets.trafficBodyBytes) return;
          const part = chunk.subarray(0, budgets.trafficBodyBytes - keptBytes);
          keptBytes += part.length;
          kept.push(part);
        },
        end(failure) {
          if (!open) return;
          open = false;
          const sent = body?.slice(0, budgets.trafficBodyBytes);
          const exchange: Exchange = {
            id,
            serverId,
            jobId,
            startedAt,
            method,
            maskedUrl: mask(maskUrl(url.href)),
            requestHeaders: maskHeaders(Object.entries(headers), maskValue),
            ...(sent === undefined ? {} : { requestBody: mask(sent) }),
            ...(answer === undefined ? {} : { status: answer.status, firstByteMs: answer.ms }),
            responseHeaders: answer?.headers ?? [],
            ...(allBytes === 0 ? {} : { responseBody: mask(Buffer.concat(kept).toString("utf8")) }),
            responseBytes: allBytes,
            cut: allBytes > keptBytes || (body?.length ?? 0) > budgets.trafficBodyBytes,
            ...(rpcMethod === undefined ? {} : { rpcMethod }),
            totalMs: clock.monotonicMs() - began,
            ...(failure === undefined ? {} : { failure: mask(failure) }),
          };
          sink.append(exchange);
        },
      };
    },
  };
}

function maskHeaders(
  pairs: readonly (readonly [string, string])[],
  mask: (text: string) => string,
): [string, string][] {
  return pairs.map(([name, value]) => {
    const lower = name.toLowerCase();
    if (SECRET_HEADERS.has(lower)) return [name, MASK];
    if (lower === "mcp-session-id") return [name, `${value.slice(0, 4)}••••`];
    if (lower === "location") return [name, mask(maskUrl(value)).slice(0, 2048)];
    return [name, mask(value).slice(0, 2048)];
  });
}
