import { createCore, type Core } from "#core/core.ts";
import { createGateway } from "#core/mcp/gateway.ts";
import type { Ports } from "#core/ports.ts";
import { createSchemaChecker } from "#core/schema-check/schema-checker.ts";
import { createSimulatedModels } from "#core/simulate/simulated-models.ts";
import { memoryStore } from "#core/store/memory-store.ts";
import { systemClock } from "#core/system-clock.ts";
import {
  conversationSchema,
  turnSchema,
  type Conversation,
  type ConversationStep,
  type Turn,
} from "#shared/contract/conversation.ts";
import { events, type EventName, type EventPayload } from "#shared/contract/events.ts";
import type { MethodInput, MethodName, MethodOutput } from "#shared/contract/methods.ts";
import { diff } from "#shared/drift/diff.ts";
import { createSampleServers } from "../../../resources/samples/create-sample-servers.ts";
import { coreFixture, fakeSecrets, valueOf } from "../../support/core-fixture.ts";

/** A core on real parts (gateway, samples, schema checker, simulated model) over a memory store. */
export interface ConversationFixture {
  readonly core: Core;
  readonly ports: Ports;
  readonly bugs: unknown[];
  ask<M extends MethodName>(method: M, input: MethodInput<M>, signal?: AbortSignal): Promise<MethodOutput<M>>;
  on<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): void;
  /** Starts a sample server's surface and adds it as a server with this id. */
  addSample(id: string, sample: string, path: string): Promise<void>;
  addServer(id: string, url: string): Promise<void>;
  /** Saves an assistant over these servers and starts a conversation `c`. */
  start(prompt: string, serverIds: readonly string[], more?: StartOptions): Promise<Conversation>;
  say(text: string, signal?: AbortSignal): Promise<Turn>;
  close(): Promise<void>;
}

export interface StartOptions {
  readonly confirmCalls?: boolean;
  readonly modelId?: string;
  readonly httpToolIds?: string[];
}

export async function conversationFixture(changes: Partial<Ports> = {}): Promise<ConversationFixture> {
  const bugs: unknown[] = [];
  const plain = await coreFixture();
  const ports: Ports = {
    ...plain.ports,
    gateway: (traffic) => createGateway({ traffic, clock: systemClock }),
    store: memoryStore(),
    secrets: fakeSecrets(),
    schemas: createSchemaChecker(),
    drift: { diff: async (before, after) => diff(before, after), close: async () => undefined },
    simulated: createSimulatedModels(),
    samples: createSampleServers(),
    clock: systemClock,
    log: { warn: () => undefined, bug: (_where, error) => bugs.push(error) },
    ...changes,
  };
  await plain.core.close();
  const core = await createCore(ports);
  const never = new AbortController().signal;
  // Everything that is told must pass the contract, or no wire would carry it.
  core.subscribe((name, payload) => {
    const read = events[name].safeParse(payload);
    if (!read.success) bugs.push([name, read.error.issues]);
  });
  let turns = 0;
  const ask: ConversationFixture["ask"] = async (method, input, signal = never) => {
    const handler = core.handlers[method] as unknown as (
      input: unknown,
      context: { readonly signal: AbortSignal },
    ) => Promise<MethodOutput<typeof method>>;
    return handler(input, { signal });
  };
  return {
    core,
    ports,
    bugs,
    ask,
    on: (name, listener) =>
      void core.subscribe((heard, payload) => {
        if ((heard as string) === name) listener(payload as never);
      }),
    async addSample(id, sample, path) {
      const { url = "" } = valueOf(await ask("samples.start", { id: sample }));
      valueOf(await ask("servers.add", { id, url: `${url}${path}`, name: id }));
    },
    async addServer(id, url) {
      valueOf(await ask("servers.add", { id, url, name: id }));
    },
    async start(prompt, serverIds, { confirmCalls = true, modelId = "simulated", httpToolIds = [] } = {}) {
      const assistant = { id: "a", name: "Desk", prompt, serverIds: [...serverIds], profileId: "insighto" };
      valueOf(await ask("assistants.save", { ...assistant, modelId, httpToolIds, confirmCalls, severities: {} }));
      const started = valueOf(await ask("conversations.start", { conversationId: "c", assistantId: "a" }));
      return conversationSchema.parse(started);
    },
    async say(text, signal) {
      turns += 1;
      const input = { conversationId: "c", turnId: `t${turns}`, text };
      return turnSchema.parse(valueOf(await ask("conversations.say", input, signal)));
    },
    close: () => core.close(),
  };
}

/** The steps of one kind. */
export const stepsOf = <K extends ConversationStep["kind"]>(
  { steps }: Turn,
  kind: K,
): readonly Extract<ConversationStep, { readonly kind: K }>[] => steps.filter((step) => step.kind === kind) as never;

/** The kinds of a turn's steps, in order. */
export const kindsOf = ({ steps }: Turn): string => steps.map(({ kind }) => kind).join(" ");

/** What was replied. */
export const replyOf = (turn: Turn): string =>
  stepsOf(turn, "replied")
    .map(({ text }) => text)
    .join("\n");
