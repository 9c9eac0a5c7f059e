import { createHash } from "node:crypto";
import type { DecideInput, Decision } from "#shared/converse/simulate/decision.ts";
import type { replaceTools as ReplaceTools } from "#shared/converse/simulate/replace-tools.ts";
import { SimulationFailure, type ModelTool, type OpenSimulatedModel, type SimulatedModel } from "#core/model-ports.ts";
import { indexCache, type IndexCache } from "./index-cache.ts";
import { createSimulateWorker, type SimulateWorker } from "./simulate-worker-client.ts";
import { simulateBudgets, type SimulateBudgets } from "./simulate-budgets.ts";
import { stopped } from "./simulation-errors.ts";

/** The simulated model in this process. */
interface Loaded {
  readonly cache: IndexCache;
  readonly decide: (input: DecideInput) => Decision;
  readonly replaceTools: typeof ReplaceTools;
}

/**
 * The simulated model as a port: in this process for small lists, in one bounded worker for large ones. A list is read
 * once (by the hash of its texts), however often it is opened. Nothing is loaded, and no worker runs, before the first
 * list is opened; the worker ends when the last large list is closed. Rejects with a `SimulationFailure` only.
 */
export function createSimulatedModels(budgets: SimulateBudgets = simulateBudgets): OpenSimulatedModel {
  let here: Promise<Loaded> | undefined;
  let worker: SimulateWorker | undefined;
  let users = 0;

  const openHere = async (key: string, tools: readonly ModelTool[]): Promise<SimulatedModel> => {
    here ??= load();
    const { decide, cache, replaceTools } = await here;
    const index = cache.read(key, tools);
    return {
      async decide({ instead = [], ...input }, signal) {
        if (signal.aborted) throw new SimulationFailure(stopped);
        return decide({ ...input, index: replaceTools(index, instead) });
      },
      close: async () => undefined,
    };
  };
  const openBeside = async (key: string, tools: readonly ModelTool[], signal: AbortSignal): Promise<SimulatedModel> => {
    worker ??= createSimulateWorker(budgets);
    const used = worker;
    users += 1;
    let open = true;
    const close = async (): Promise<void> => {
      if (!open) return;
      open = false;
      users -= 1;
      if (users > 0) return;
      if (worker === used) worker = undefined;
      await used.close();
    };
    try {
      await used.open(key, tools, signal);
    } catch (error) {
      await close();
      throw error;
    }
    return { decide: (input, cancel) => used.decide(key, tools, input, cancel), close };
  };

  return async (tools, signal) => {
    if (signal.aborted) throw new SimulationFailure(stopped);
    const text = JSON.stringify(tools.map(({ name, description, inputSchema }) => [name, description, inputSchema]));
    const key = createHash("sha256").update(text).digest("hex");
    const large = tools.length > budgets.toolsHere || text.length > budgets.charactersHere;
    return large ? openBeside(key, tools, signal) : openHere(key, tools);
  };
}

async function load(): Promise<Loaded> {
  const [{ decide }, { indexTools }, { replaceTools }] = await Promise.all([
    import("#shared/converse/simulate/decide.ts"),
    import("#shared/converse/simulate/index-tools.ts"),
    import("#shared/converse/simulate/replace-tools.ts"),
  ]);
  return { decide, replaceTools, cache: indexCache(indexTools) };
}
