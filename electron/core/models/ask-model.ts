import type { LanguageModelV4FunctionTool } from "@ai-sdk/provider";
import type { ModelAnswer, ModelGateway, ModelTool, OpenedModel } from "#core/model-ports.ts";
import type { Clock } from "#core/ports.ts";
import { openDeadline } from "#core/mcp/deadline.ts";
import { Failure } from "#core/mcp/failure.ts";
import { openGuardedHttp } from "#core/mcp/guarded-http.ts";
import { nothingRecorded } from "#core/mcp/traffic-recorder.ts";
import { DEFAULT_ANTHROPIC_TOKENS, type ModelBudgets } from "./budgets.ts";
import type { CallMemory } from "./call-memory.ts";
import { openGuardedFetch } from "./guarded-fetch.ts";
import { openProvider } from "./open-provider.ts";
import { readAnswer } from "./read-answer.ts";
import { toPrompt } from "./to-prompt.ts";
import { openWireNames, type WireNames } from "./wire-names.ts";

type Request = Parameters<ModelGateway["answer"]>[1];

/** Asks once and reads the answer. Opens its own sockets and closes them; throws what went wrong. */
export async function askModel(
  model: OpenedModel,
  request: Request,
  parts: {
    readonly clock: Clock;
    readonly budgets: ModelBudgets;
    readonly memory: CallMemory;
    readonly newId: () => string;
  },
): Promise<ModelAnswer> {
  const { clock, budgets, memory } = parts;
  const began = clock.monotonicMs();
  const elapsedMs = (): number => clock.monotonicMs() - began;
  const { silenceMs, totalMs } = budgets;
  const deadline = openDeadline({
    parent: request.signal,
    totalMs,
    idleMs: silenceMs,
    expired: (ms) => lateFailure(ms, ms === silenceMs ? "silenceMs" : "totalMs"),
  });
  const { signal } = deadline;
  // Conversations with a model are no server's traffic, and hold what a person said.
  const http = openGuardedHttp(clock, nothingRecorded);
  const guarded = openGuardedFetch({ http, model, signal, budgets, onBytes: () => deadline.touch() });
  try {
    const provider = await openProvider(model, guarded.fetch);
    const { tools, messages, prompt } = request;
    const names = openWireNames(model.provider, [...tools.map(({ name }) => name), ...namesIn(messages)]);
    const ids = openWireNames("openai", []);
    const { stream } = await provider.doStream({
      prompt: toPrompt(prompt, messages, { names, ids, memory }),
      ...(tools.length === 0 ? {} : { tools: toTools(tools, names) }),
      ...maxTokens(model),
      // Nothing that is said here is to be kept there.
      providerOptions: { openai: { store: false } },
    });
    const onText = request.onText ?? (() => {});
    const answer = await readAnswer(stream, { names, memory, budgets, elapsedMs, onText, newId: parts.newId });
    return { ...answer, ms: elapsedMs() };
  } catch (error) {
    throw signal.aborted ? signal.reason : (guarded.failure() ?? error);
  } finally {
    deadline.close();
    http.close();
  }
}

function lateFailure(ms: number, name: "silenceMs" | "totalMs"): Failure {
  const said = name === "silenceMs" ? "The model stayed silent for" : "The model took longer than";
  return new Failure("E_TIMEOUT_CALL", `${said} ${ms / 1000} s.`, { limit: { name, value: ms, unit: "ms" } });
}

/** Names in what was said already: tools that are no longer offered among them. */
function namesIn(messages: Request["messages"]): readonly string[] {
  return messages.flatMap((message) => {
    if (message.role === "assistant") return message.calls.map(({ name }) => name);
    return message.role === "tool" ? [message.name] : [];
  });
}

/** Tools as a provider is told of them: the schema as it is. Of two with one name the first counts. */
function toTools(tools: readonly ModelTool[], names: WireNames): LanguageModelV4FunctionTool[] {
  const byName = new Map<string, LanguageModelV4FunctionTool>();
  for (const { name, description, inputSchema } of tools) {
    const wireName = names.toWire(name);
    if (byName.has(wireName)) continue;
    byName.set(wireName, { type: "function", name: wireName, description, inputSchema });
  }
  return [...byName.values()];
}

function maxTokens({ provider, maxOutputTokens }: OpenedModel): { readonly maxOutputTokens?: number } {
  if (maxOutputTokens !== undefined) return { maxOutputTokens };
  return provider === "anthropic" ? { maxOutputTokens: DEFAULT_ANTHROPIC_TOKENS } : {};
}
