import type { ConsoleError } from "#shared/base/console-error.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import { SIMULATED_MODEL } from "#shared/contract/model.ts";
import { promptHints } from "#shared/lint/prompt-hints.ts";
import { SimulationFailure } from "#core/model-ports.ts";
import { dayOf, type JobParts } from "#core/ports.ts";
import { realRow, simulatedRow, type DecideRow } from "./decide-row.ts";
import type { OfferedList } from "./offered-list.ts";

/** The model of a run. Close it after the run. */
export interface OpenDecider {
  readonly decide: DecideRow;
  readonly modelId: string;
  readonly modelName: string;
  /** Rows under way at once. */
  readonly lanes: number;
  /** More repeats than these would give nothing new. */
  readonly mostRepeats: number;
  close(): Promise<void>;
}

/** Answers of a real model under way at once. */
const LANES = 4;

/** Opens the simulated model or a configured one over a list of tools. */
export async function openDecider(
  { ports, openModel }: JobParts,
  { prompt }: Assistant,
  modelId: string,
  list: OfferedList,
  signal: AbortSignal,
): Promise<Result<OpenDecider, ConsoleError>> {
  if (modelId !== SIMULATED_MODEL) {
    const model = await openModel(modelId);
    if (!model.ok) return model;
    const decide = realRow(ports.models, model.value, list, prompt);
    const { name } = model.value;
    return ok({ decide, modelId, modelName: name, lanes: LANES, mostRepeats: 20, close: async () => undefined });
  }
  const named = list.tools.map(({ name, attached: { raw } }) => ({ name, raw }));
  try {
    const model = await ports.simulated(list.modelTools, signal);
    return ok({
      decide: simulatedRow(model, promptHints(prompt, named), dayOf(ports.clock.now())),
      modelId,
      modelName: "simulated model",
      lanes: 1,
      mostRepeats: 1, // it answers alike every time
      close: () => model.close(),
    });
  } catch (error) {
    if (error instanceof SimulationFailure) return fail(error.error);
    throw error;
  }
}
