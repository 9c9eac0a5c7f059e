import type { ConsoleError } from "#shared/base/console-error.ts";
import type { JsonObject } from "#shared/base/json.ts";
import type { Result } from "#shared/base/result.ts";
import type { Exchange } from "#shared/contract/traffic.ts";
import { createGateway } from "#core/mcp/gateway.ts";
import type { ConnectionTarget, Discovered, JobOptions, McpGateway } from "#core/ports.ts";

/** A gateway with everything it told, for tests. */
export interface GatewayFixture {
  readonly gateway: McpGateway;
  readonly exchanges: Exchange[];
  readonly discover: (
    url: string,
    more?: Partial<ConnectionTarget>,
    options?: Partial<JobOptions>,
  ) => Promise<Result<Discovered, ConsoleError>>;
  readonly call: (
    url: string,
    name: string,
    argumentsValue?: JsonObject,
    options?: Partial<Parameters<McpGateway["call"]>[2]>,
  ) => ReturnType<McpGateway["call"]>;
}

export function gatewayFixture(): GatewayFixture {
  const exchanges: Exchange[] = [];
  const gateway = createGateway({
    traffic: { append: (exchange) => exchanges.push(exchange) },
    clock: { now: () => new Date().toISOString(), monotonicMs: () => performance.now() },
  });
  const never = new AbortController().signal;
  return {
    gateway,
    exchanges,
    discover: (url, more, options) =>
      gateway.discover(targetAt(url, more), { jobId: "discovery", signal: never, ...options }),
    call: (url, name, argumentsValue = {}, options) =>
      gateway.call(targetAt(url), { name, argumentsValue }, { jobId: "call", signal: never, ...options }),
  };
}

/** A target without secrets. */
export function targetAt(url: string, more: Partial<ConnectionTarget> = {}): ConnectionTarget {
  return { serverId: "server", url, headers: {}, secrets: [], ...more };
}

/** The value of a success; throws the error of a failure, so that the test shows it. */
export function valueOf<T>(result: Result<T, ConsoleError>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error, undefined, 2));
  return result.value;
}

/** The error of a failure; throws where it succeeded. */
export function errorOf<T>(result: Result<T, ConsoleError>): ConsoleError {
  if (result.ok) throw new Error(`expected a failure, got ${JSON.stringify(result.value).slice(0, 500)}`);
  return result.error;
}
