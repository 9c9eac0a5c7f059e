import { fail } from "#shared/base/result.ts";
import type { Handlers, MethodName, MethodOutput } from "#shared/contract/methods.ts";
import { StorageFailure } from "#core/store-port.ts";

type AnyHandler = (input: unknown, context: { readonly signal: AbortSignal }) => unknown;

/** Methods that answer plain data: a storage failure of theirs has no place in the answer, so it goes as a `ToldFailure`. */
type PlainName = { [M in MethodName]: MethodOutput<M> extends { readonly ok: boolean } ? never : M }[MethodName];
const plainNames: Readonly<Record<PlainName, true>> = {
  "app.capabilities": true,
  "preferences.get": true,
  "preferences.set": true,
  "servers.list": true,
  "discovery.runs": true,
  "snapshots.latest": true,
  "calls.list": true,
  "examples.list": true,
  "traffic.list": true,
  "assistants.list": true,
  "suppressions.list": true,
  "drift.timeline": true,
  "conversations.list": true,
  "models.list": true,
  "httpTools.list": true,
  "drafts.list": true,
  "suites.list": true,
  "suites.runs": true,
  "samples.list": true,
};

/**
 * The same handlers, where a storage failure is a value and each signal also fires when the core closes.
 * `end` fires it and waits for all that is under way.
 */
export function trackJobs(handlers: Handlers): { readonly handlers: Handlers; end(): Promise<void> } {
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  const answer = async (name: string, input: unknown, signal: AbortSignal): Promise<unknown> => {
    try {
      return await (handlers[name as MethodName] as AnyHandler)(input, { signal });
    } catch (error) {
      if (error instanceof StorageFailure && !Object.hasOwn(plainNames, name)) return fail(error.error);
      throw error;
    }
  };
  const tracked = Object.keys(handlers).map((name) => [
    name,
    (input: unknown, context: { readonly signal: AbortSignal }): Promise<unknown> => {
      const job = answer(name, input, AbortSignal.any([context.signal, closing.signal]));
      const done = job.finally(() => running.delete(done));
      running.add(done);
      return done;
    },
  ]);
  return {
    handlers: Object.fromEntries(tracked) as Handlers,
    async end() {
      closing.abort();
      await Promise.allSettled(running);
    },
  };
}
