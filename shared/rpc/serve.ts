import type { z } from "zod";
import { ToldFailure } from "#shared/base/told-failure.ts";
import { events, type EventListener, type EventName } from "#shared/contract/events.ts";
import { methods, type Handlers, type MethodName } from "#shared/contract/methods.ts";
import { readMessage, type FailureKind, type Message } from "#shared/rpc/message.ts";
import type { Wire } from "#shared/rpc/wire.ts";

/** What serving needs beside the handlers. */
export interface ServeOptions {
  /** Subscribes to the core's events; returns its own end. */
  readonly subscribe: (listener: EventListener) => () => void;
  /** Told about bugs (thrown errors), once each. Must not throw. */
  readonly onBug: (method: string, error: unknown) => void;
}

type AnyHandler = (input: unknown, context: { readonly signal: AbortSignal }) => unknown;

/**
 * Answers one wire's requests with the handlers and forwards the core's events to it.
 * When the wire closes, every call under way is aborted. Returns a function that stops serving.
 */
export function serve(wire: Wire, handlers: Handlers, options: ServeOptions): () => void {
  const running = new Map<number, AbortController>();
  const send = (message: Message): void => wire.send(JSON.stringify(message));
  const refuse = (id: number, kind: FailureKind, said: string): void => send({ type: "failure", id, kind, said });

  const answer = async (id: number, name: string, input: unknown): Promise<void> => {
    if (!Object.hasOwn(methods, name))
      return refuse(id, "unknown-method", `there is no method ${JSON.stringify(name.slice(0, 80))}`);
    if (running.has(id)) return refuse(id, "invalid", `call ${id} is already under way`);
    const shape = methods[name as MethodName];
    const parsed = (shape.input as z.ZodType).safeParse(input);
    if (!parsed.success) return refuse(id, "invalid", `${name}: ${describe(parsed.error)}`);
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = handlers[name as MethodName] as AnyHandler;
      const output = await handler(parsed.data, { signal: controller.signal });
      send({ type: "success", id, output: (shape.output as z.ZodType).parse(output) });
    } catch (error) {
      if (controller.signal.aborted) return refuse(id, "cancelled", `${name} was cancelled`);
      if (error instanceof ToldFailure) {
        const { error: told } = error;
        return send({ type: "failure", id, kind: "told", said: told.said, error: told });
      }
      options.onBug(name, error);
      refuse(id, "internal", `${name} failed inside the console; its log says why`);
    } finally {
      running.delete(id);
    }
  };

  const stopMessages = wire.onMessage((text) => {
    const message = readMessage(text);
    if (message?.type === "request") void answer(message.id, message.method, message.input);
    if (message?.type === "cancel") running.get(message.id)?.abort();
  });
  const stopEvents = options.subscribe((name: EventName, payload) => {
    send({ type: "event", name, payload: (events[name] as z.ZodType).parse(payload) });
  });
  const stop = (): void => {
    stopMessages();
    stopEvents();
    for (const controller of running.values()) controller.abort();
    running.clear();
  };
  wire.onClose(stop);
  return stop;
}

function describe(error: z.ZodError): string {
  const [first] = error.issues;
  return first === undefined ? "not of the right form" : `${first.path.join(".") || "input"}: ${first.message}`;
}
