import type { LanguageModelV4FinishReason, LanguageModelV4StreamPart, LanguageModelV4Usage } from "@ai-sdk/provider";
import type { ModelAnswer, ModelCall } from "#core/model-ports.ts";
import type { ModelBudgets } from "./budgets.ts";
import type { CallMemory } from "./call-memory.ts";
import { messageOf, modelFailure } from "./model-failure.ts";
import type { WireNames } from "./wire-names.ts";

/** An answer without its whole time. */
type ReadAnswer = Omit<ModelAnswer, "ms">;

/** A call's id as ours must be: short, and one of its kind in the answer. */
const ID = /^[a-zA-Z0-9_-]{1,64}$/;

/** Reads a stream to its end, or to the first thing that is wrong with it, which it throws. */
export async function readAnswer(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  how: {
    readonly names: WireNames;
    readonly memory: CallMemory;
    readonly budgets: ModelBudgets;
    /** Milliseconds since the model was asked. */
    readonly elapsedMs: () => number;
    readonly onText: (text: string) => void;
    readonly newId: () => string;
  },
): Promise<ReadAnswer> {
  const { budgets } = how;
  const reader = stream.getReader();
  const calls: ModelCall[] = [];
  const ids = new Set<string>();
  let text = "";
  let argumentUnits = 0;
  let firstTokenMs: number | undefined;
  let finished: { readonly reason: LanguageModelV4FinishReason; readonly usage: LanguageModelV4Usage } | undefined;
  const over = (name: keyof ModelBudgets, said: string) =>
    modelFailure("E_MODEL_ANSWER_TOO_LONG", "limit", said, "Set a limit on the model's tokens, or use another model.", {
      phase: "content",
      limit: { name, value: budgets[name], unit: "count" },
    });
  try {
    for (let parts = 0; finished === undefined; parts += 1) {
      const { done, value: part } = await reader.read();
      if (done) break;
      if (parts >= budgets.parts) throw over("parts", `The answer came in more than ${budgets.parts} pieces.`);
      if (part.type === "text-delta" && part.delta !== "") {
        firstTokenMs ??= how.elapsedMs();
        text += part.delta;
        how.onText(part.delta);
      } else if (part.type === "tool-input-start" || part.type === "tool-input-delta") {
        firstTokenMs ??= how.elapsedMs();
        if (part.type === "tool-input-delta") argumentUnits += part.delta.length;
      } else if (part.type === "tool-call") {
        firstTokenMs ??= how.elapsedMs();
        const id = ID.test(part.toolCallId) && !ids.has(part.toolCallId) ? part.toolCallId : how.newId();
        ids.add(id);
        calls.push({ id, name: how.names.fromWire(part.toolName), argumentsText: part.input });
        if (calls.length > budgets.calls) throw over("calls", `The answer asks for more than ${budgets.calls} calls.`);
        for (const provider of Object.values(part.providerMetadata ?? {})) {
          const signature = provider["thoughtSignature"];
          if (typeof signature === "string") how.memory.keep(id, signature);
        }
      } else if (part.type === "error") {
        throw streamFailure(part.error);
      } else if (part.type === "finish") {
        finished = { reason: part.finishReason, usage: part.usage };
      }
      if (text.length > budgets.textUnits || argumentUnits > budgets.textUnits)
        throw over("textUnits", `The answer is longer than ${budgets.textUnits} characters.`);
    }
  } finally {
    await reader.cancel().catch(() => {}); // what is left of it is nobody's any more
  }
  if (finished === undefined || finished.reason.unified === "error" || finished.reason.unified === "interrupted")
    throw cutOff(finished?.reason.raw);
  if (finished.reason.raw === undefined && text === "" && calls.length === 0) throw cutOff(undefined);
  const { inputTokens, outputTokens } = finished.usage;
  return {
    text,
    calls,
    finish: finishOf(finished.reason, calls.length),
    ...(inputTokens.total === undefined && outputTokens.total === undefined
      ? {}
      : { tokens: { input: inputTokens.total ?? 0, output: outputTokens.total ?? 0 } }),
    ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
  };
}

function finishOf({ unified }: LanguageModelV4FinishReason, calls: number): ModelAnswer["finish"] {
  if (unified === "length") return "length";
  if (unified === "content-filter") return "refused";
  return calls > 0 ? "calls" : "done";
}

function cutOff(raw: string | undefined): Error {
  return modelFailure(
    "E_MODEL_CUT_OFF",
    "protocol",
    "The answer ended before the model said that it was done.",
    "Try again; if it stays so, look at the log of whatever answers at the base address.",
    {
      retriable: true,
      phase: "content",
      ...(raw === undefined ? {} : { evidence: `finish reason: ${raw.slice(0, 200)}` }),
    },
  );
}

/** An error that came inside the stream: of the provider, or of its form. */
function streamFailure(error: unknown): Error {
  // The SDK's word for a stream of chat completions without a finish reason.
  if (error instanceof Error && error.name.includes("InvalidResponseData")) return cutOff(undefined);
  if (error instanceof Error && /JSONParse|TypeValidation/.test(error.name))
    return modelFailure(
      "E_MODEL_ANSWER_FORM",
      "protocol",
      "The answer is not of the form that the provider's protocol has.",
      "Check that the provider and the base address belong together.",
      { phase: "content", evidence: messageOf(error) },
    );
  const words = messageOf(error).replaceAll(/\s+/g, " ").slice(0, 300);
  return modelFailure(
    "E_MODEL_FAILED",
    "unreachable",
    words === "" ? "The provider broke the answer off with an error." : `The provider broke the answer off: ${words}`,
    "Try again; if it stays so, look at the provider's status page or the program's log.",
    { retriable: true, phase: "content" },
  );
}
