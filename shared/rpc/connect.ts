import type { z } from "zod";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { events, type EventName, type EventPayload } from "#shared/contract/events.ts";
import { methods, type MethodInput, type MethodName, type MethodOutput } from "#shared/contract/methods.ts";
import { readMessage, RpcFailure, type Message } from "#shared/rpc/message.ts";
import type { Wire } from "#shared/rpc/wire.ts";

/** The core as a screen sees it. */
export interface ConsoleApi {
  /** Asks; rejects with `RpcFailure` only where there is no answer (a bug, a dead wire, a cancel). */
  call<M extends MethodName>(
    name: M,
    input: MethodInput<M>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<MethodOutput<M>>;
  /** Hears one event; returns its own end. */
  on<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void;
  /** Told once when the core is gone. */
  onDisconnected(listener: () => void): () => void;
  close(): void;
}

interface Pending {
  readonly method: MethodName;
  readonly resolve: (output: unknown) => void;
  readonly reject: (failure: RpcFailure) => void;
  readonly release: () => void;
}

/** Speaks the contract over a wire. Both ends parse: a reply of the wrong form rejects as `invalid`. */
export function connect(
  wire: Wire,
  options: {
    /** Told of expected failures for which a method's answer has no place: the disk, say. The call rejects as well. */
    readonly onTold?: (error: ConsoleError) => void;
  } = {},
): ConsoleApi {
  let nextId = 1;
  let open = true;
  const pending = new Map<number, Pending>();
  const listeners = new Map<EventName, Set<(payload: unknown) => void>>();
  const send = (message: Message): void => wire.send(JSON.stringify(message));

  const settle = (id: number): Pending | undefined => {
    const entry = pending.get(id);
    pending.delete(id);
    entry?.release();
    return entry;
  };

  wire.onMessage((text) => {
    const message = readMessage(text);
    if (message?.type === "success") {
      const entry = settle(message.id);
      if (entry === undefined) return;
      const parsed = (methods[entry.method].output as z.ZodType).safeParse(message.output);
      if (parsed.success) entry.resolve(parsed.data);
      else
        entry.reject(
          new RpcFailure(
            "invalid",
            `${entry.method} answered something of the wrong form: ${parsed.error.message.slice(0, 300)}`,
          ),
        );
    } else if (message?.type === "failure") {
      if (message.error !== undefined) options.onTold?.(message.error);
      settle(message.id)?.reject(new RpcFailure(message.kind, message.said));
    } else if (message?.type === "event" && Object.hasOwn(events, message.name)) {
      const name = message.name as EventName;
      const parsed = (events[name] as z.ZodType).safeParse(message.payload);
      if (parsed.success) for (const listener of listeners.get(name) ?? []) listener(parsed.data);
    }
  });
  wire.onClose(() => {
    open = false;
    for (const id of pending.keys()) settle(id)?.reject(new RpcFailure("disconnected", "the console's core is gone"));
  });

  return {
    call(name, input, options) {
      return new Promise((resolve, reject) => {
        const { signal } = options ?? {};
        if (!open) return reject(new RpcFailure("disconnected", "the console's core is gone"));
        if (signal?.aborted === true) return reject(new RpcFailure("cancelled", `${name} was cancelled`));
        const id = nextId;
        nextId += 1;
        const cancel = (): void => {
          send({ type: "cancel", id });
          settle(id)?.reject(new RpcFailure("cancelled", `${name} was cancelled`));
        };
        signal?.addEventListener("abort", cancel, { once: true });
        pending.set(id, {
          method: name,
          resolve: resolve as (output: unknown) => void,
          reject,
          release: () => signal?.removeEventListener("abort", cancel),
        });
        send({ type: "request", id, method: name, input });
      });
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      const heard = listener as (payload: unknown) => void;
      set.add(heard);
      return () => set.delete(heard);
    },
    onDisconnected: (listener) => wire.onClose(listener),
    close: () => wire.close(),
  };
}
