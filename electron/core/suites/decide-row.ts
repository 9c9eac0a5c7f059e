import type { ConsoleError } from "#shared/base/console-error.ts";
import { type JsonObject, readJsonObject } from "#shared/base/json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { SuiteRow } from "#shared/contract/suite.ts";
import type { Pending } from "#shared/converse/simulate/pending.ts";
import type { Today } from "#shared/converse/simulate/slots/dates.ts";
import type { PromptHint } from "#shared/lint/prompt-hints.ts";
import { SimulationFailure, type ModelGateway, type OpenedModel, type SimulatedModel } from "#core/model-ports.ts";
import type { OfferedList } from "./offered-list.ts";

/** What a model made of a row. Tools under the names that the model knows. */
export interface RowDecision {
  readonly decision: "call" | "ask" | "answer";
  readonly calls: readonly { readonly tool: string; readonly args: JsonObject }[];
  /** The tool asked about, and what it lacks, where the model says so. */
  readonly asked?: { readonly tool: string; readonly parameters: readonly string[] };
  /** What is wrong with it whatever was expected, in one sentence. */
  readonly fault?: string;
  readonly tokens?: { readonly input: number; readonly output: number };
  /** How far the first tool of the ranking lies before the second. */
  readonly margin?: number;
}

/** Decides one row. Nothing is called. */
export type DecideRow = (row: SuiteRow, signal: AbortSignal) => Promise<Result<RowDecision, ConsoleError>>;

/**
 * The simulated model on a row. Where the history ends with a question to an earlier request, that request is decided
 * first, so that the row can answer the question that is open.
 */
export function simulatedRow(model: SimulatedModel, hints: readonly PromptHint[], today: Today): DecideRow {
  const base = { triggers: hints, today };
  const pendingOf = async ({ history = [] }: SuiteRow, signal: AbortSignal): Promise<Pending | undefined> => {
    const [request, question] = history.slice(-2);
    if (request?.role !== "user" || question?.role !== "assistant" || !question.text.includes("?")) return undefined;
    const before = history.slice(0, -2);
    return (await model.decide({ ...base, utterance: request.text, history: before }, signal)).pending;
  };
  return async (row, signal) => {
    try {
      const pending = await pendingOf(row, signal);
      const { utterance, history } = row;
      const decided = await model.decide({ ...base, utterance, history, pending }, signal);
      const { decision, missing = [] } = decided;
      const calls = decided.calls.map(({ name, args }) => ({ tool: name, args }));
      const [first] = calls;
      const [best, second] = decided.ranking;
      const lead = best === undefined || second === undefined ? {} : { margin: best.score - second.score };
      if (decision !== "ask" || first === undefined)
        return ok({ decision, calls: decision === "call" ? calls : [], ...lead });
      return ok({ decision, calls: [], asked: { tool: first.tool, parameters: missing }, ...lead });
    } catch (error) {
      if (error instanceof SimulationFailure) return fail(error.error);
      throw error;
    }
  };
}

/**
 * A real model on a row: one answer, no tool is run. It does not say whether its words are a question back: where
 * something else than no tool is expected, a text with a question mark counts as one.
 */
export function realRow(gateway: ModelGateway, model: OpenedModel, list: OfferedList, prompt: string): DecideRow {
  return async ({ utterance, history = [], expect }, signal) => {
    const earlier = history.map(({ role, text }) =>
      role === "user" ? { role, text } : { role, text, calls: [] as const },
    );
    const answered = await gateway.answer(model, {
      prompt,
      messages: [...earlier, { role: "user", text: utterance }],
      tools: list.modelTools,
      signal,
    });
    if (!answered.ok) return answered;
    const { text, calls, tokens } = answered.value;
    const more = tokens === undefined ? {} : { tokens: { input: tokens.input, output: tokens.output } };
    if (calls.length === 0) {
      const asks = expect.kind !== "none" && text.includes("?");
      return ok({ decision: asks ? "ask" : "answer", calls: [], ...more });
    }
    const read = calls.map(({ name, argumentsText }) => ({ tool: name, args: argumentsOf(argumentsText) }));
    const broken = read.find(({ args }) => args === undefined);
    return ok({
      decision: "call",
      calls: read.map(({ tool, args = {} }) => ({ tool, args })),
      ...(broken === undefined
        ? {}
        : { fault: `The arguments of \`${broken.tool.slice(0, 128)}\` are no JSON object.` }),
      ...more,
    });
  };
}

const argumentsOf = (text: string): JsonObject | undefined => (text.trim() === "" ? {} : readJsonObject(text));
