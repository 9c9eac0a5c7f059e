import type { ConsoleError } from "#shared/base/console-error.ts";
import type { JsonObject } from "#shared/base/json.ts";
import type { Result } from "#shared/base/result.ts";
import type { HttpTool, HttpToolAnswer } from "#shared/contract/http-tool.ts";
import type { ModelProvider } from "#shared/contract/model.ts";
import type { Exchange } from "#shared/contract/traffic.ts";
import type { DecideInput, Decision } from "#shared/converse/simulate/decision.ts";

/** A configured model with its key in the clear. Lives in the core only; never stored, logged or sent outward. */
export interface OpenedModel {
  readonly id: string;
  readonly name: string;
  readonly provider: ModelProvider;
  readonly baseUrl?: string;
  readonly model: string;
  readonly maxOutputTokens?: number;
  readonly key?: string;
}

/** A tool as a model is told of it. `name` may be anything: whoever speaks to a provider maps it both ways. */
export interface ModelTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonObject;
}

/** A call that a model asked for. Arguments as it wrote them, which may be no JSON at all. */
export interface ModelCall {
  readonly id: string;
  readonly name: string;
  readonly argumentsText: string;
}

/** What was said so far, oldest first. Every call of an assistant message is answered by a tool message. */
export type ModelMessage =
  | { readonly role: "user"; readonly text: string }
  | { readonly role: "assistant"; readonly text: string; readonly calls: readonly ModelCall[] }
  | {
      readonly role: "tool";
      readonly callId: string;
      readonly name: string;
      readonly text: string;
      readonly isError: boolean;
    };

/** One answer of a model: text, calls, or both. */
export interface ModelAnswer {
  readonly text: string;
  readonly calls: readonly ModelCall[];
  /** `length`: it was cut at the most tokens; `refused`: the provider's filter stopped it. */
  readonly finish: "done" | "calls" | "length" | "refused";
  readonly tokens?: { readonly input: number; readonly output: number };
  readonly firstTokenMs?: number;
  readonly ms: number;
}

/** Real models. Runs no tool: calls come back as data. Every failure is a value; nothing outlives the promise. */
export interface ModelGateway {
  answer(
    model: OpenedModel,
    request: {
      readonly prompt: string;
      readonly messages: readonly ModelMessage[];
      readonly tools: readonly ModelTool[];
      readonly signal: AbortSignal;
      /** Text as it comes. */
      readonly onText?: (text: string) => void;
    },
  ): Promise<Result<ModelAnswer, ConsoleError>>;
}

/** What the simulated model rejects with, and nothing else: it was cancelled, or the list is beyond its limits. */
export class SimulationFailure extends Error {
  readonly error: ConsoleError;
  constructor(error: ConsoleError) {
    super(error.said);
    this.name = "SimulationFailure";
    this.error = error;
  }
}

/** What the simulated model decides on. `instead`: tools that are read otherwise this once, by their place in the list. */
export type SimulatedInput = Omit<DecideInput, "index"> & {
  readonly instead?: readonly { readonly position: number; readonly tool: ModelTool }[] | undefined;
};

/** The simulated model over one list of tools, read once; beside the main loop where the list is large. Rejects with a `SimulationFailure`. */
export interface SimulatedModel {
  decide(input: SimulatedInput, signal: AbortSignal): Promise<Decision>;
  close(): Promise<void>;
}

/** Opens the simulated model over a list of tools. */
export type OpenSimulatedModel = (tools: readonly ModelTool[], signal: AbortSignal) => Promise<SimulatedModel>;

/** A custom HTTP tool with its secrets in the clear. Lives in the core only; never stored, logged or sent outward. */
export interface OpenedHttpTool {
  readonly tool: HttpTool;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Frozen. */
  readonly secrets: readonly string[];
  /** A text with every form of this tool's secrets masked. */
  readonly mask: (text: string) => string;
}

/** Calls custom HTTP tools: bounded, no redirect followed to another origin, answers as a tool result. */
export interface HttpToolGateway {
  call(
    opened: OpenedHttpTool,
    argumentsValue: JsonObject,
    options: {
      /** Names the call in the traffic log. */
      readonly jobId: string;
      readonly signal: AbortSignal;
      /** Hears each exchange as it ends, redacted. */
      readonly onExchange: (exchange: Exchange) => void;
    },
  ): Promise<Result<HttpToolAnswer, ConsoleError>>;
}
