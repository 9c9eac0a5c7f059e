import type { ConsoleError } from "#shared/base/console-error.ts";
import { invalidInput, notFound } from "#shared/base/failure.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { Handlers } from "#shared/contract/methods.ts";
import { suiteSchema, type Suite, type SuiteRun } from "#shared/contract/suite.ts";
import type { Discover, JobParts } from "#core/ports.ts";
import { readAssistant, type Store } from "#core/store-port.ts";
import { keepRun, listRuns, readRun } from "./kept-runs.ts";
import { offerToRun, type Offered } from "./offer-to-run.ts";
import { openDecider, type OpenDecider } from "./open-decider.ts";
import { runRows, sha256 } from "./run-rows.ts";

type RunInput = Parameters<Handlers["suites.run"]>[0];

/** `suites.run`, `suites.runs` and `suites.getRun` of the contract. A run that was stopped is not kept. */
export function suiteRunHandlers(
  parts: JobParts,
  discover: Discover,
): Pick<Handlers, "suites.run" | "suites.runs" | "suites.getRun"> {
  const { store } = parts.ports;
  const running = new Set<string>();

  const run = async (input: RunInput, signal: AbortSignal): Promise<Result<SuiteRun, ConsoleError>> => {
    const suite = await readSuite(store, input.suiteId);
    if (!suite.ok) return suite;
    const found = await readAssistant(store, input.assistantId);
    if (!found.ok) return found;
    const assistant = found.value;
    if (suite.value.rows.length === 0)
      return fail(invalidInput("E_NO_ROWS", "The suite has no rows.", "Add an utterance first."));
    const startedAt = parts.ports.clock.now();
    const begun = parts.ports.clock.monotonicMs();
    const offered = await offerToRun(parts, discover, assistant, input, signal);
    if (!offered.ok) return offered;
    const { list } = offered.value;
    const opened = await openDecider(parts, assistant, input.modelId ?? assistant.modelId, list, signal);
    if (!opened.ok) return opened;
    try {
      const about = { input, assistant, startedAt, suite: suite.value, offered: offered.value, model: opened.value };
      const finished = await runAll(parts, about, begun, signal);
      if (finished.ok) await keepRun(store, finished.value);
      return finished;
    } finally {
      await opened.value.close();
    }
  };

  return {
    async "suites.run"(input, { signal }) {
      if (running.has(input.runId) || (await store.getDocument("suite-run", input.runId)) !== undefined)
        return fail(invalidInput("E_ID_TAKEN", "There is a run with this id.", "Start it under a new id."));
      running.add(input.runId);
      try {
        return await run(input, signal);
      } finally {
        running.delete(input.runId);
      }
    },
    "suites.runs": async ({ suiteId }) => [...(await listRuns(store, suiteId))],
    "suites.getRun": ({ id }) => readRun(store, id),
  };
}

interface About {
  readonly input: RunInput;
  readonly assistant: Assistant;
  readonly suite: Suite;
  readonly startedAt: string;
  readonly offered: Offered;
  readonly model: OpenDecider;
}

async function runAll(
  { ports: { clock }, emit }: JobParts,
  about: About,
  begun: number,
  signal: AbortSignal,
): Promise<Result<SuiteRun, ConsoleError>> {
  const { input, assistant, suite, offered, model, startedAt } = about;
  const { list, warnings } = offered;
  const { modelId, modelName, decide, lanes } = model;
  const { rows } = suite;
  const repeats = Math.min(input.repeats, model.mostRepeats);
  const results = await runRows({
    rows,
    repeats,
    list,
    decide,
    lanes,
    clock,
    signal,
    onTry: (done, result) =>
      emit("suite.progressed", { runId: input.runId, done, total: rows.length * repeats, result }),
  });
  if (!results.ok) return results;
  return ok({
    id: input.runId,
    suiteId: suite.id,
    startedAt,
    totalMs: clock.monotonicMs() - begun,
    title: titleOf(about),
    modelId,
    modelName,
    repeats,
    promptHash: sha256(assistant.prompt),
    toolsHash: sha256(JSON.stringify(list.modelTools)),
    drafts: input.drafts,
    rows,
    results: [...results.value],
    warnings: [...warnings],
  });
}

/** "Support voice, simulated model, 2 drafts". */
function titleOf({ input, assistant, offered, model }: About): string {
  const drafted = offered.list.tools.filter(({ attached }) => attached.drafted).length;
  const frozen = Object.keys(input.snapshotIds ?? {}).length;
  return [
    assistant.name,
    model.modelName,
    ...(drafted === 0 ? [] : [`${drafted} ${drafted === 1 ? "draft" : "drafts"}`]),
    ...(frozen === 0 ? [] : ["frozen lists"]),
  ].join(", ");
}

async function readSuite(store: Store, id: string): Promise<Result<Suite, ConsoleError>> {
  const read = suiteSchema.safeParse(await store.getDocument("suite", id));
  return read.success && read.data.removedAt === undefined ? ok(read.data) : fail(notFound("suite", id));
}
