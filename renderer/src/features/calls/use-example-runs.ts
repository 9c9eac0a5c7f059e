import { useRef, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { newId } from "#renderer/api/jobs.ts";
import { exampleOutcome, type ExampleOutcome } from "#renderer/features/calls/example-outcome.ts";
import { performCall } from "#renderer/features/calls/run-call.ts";
import type { Example } from "#shared/contract/call-record.ts";
import type { ToolEntry } from "#shared/mcp/tool.ts";

/** Where the run of one example stands. `ms` is the whole call. */
export type ExampleRun =
  | { readonly state: "running" }
  | { readonly state: "done"; readonly outcome: ExampleOutcome; readonly ms?: number | undefined };

interface ExampleRuns {
  /** By example id. */
  readonly runs: ReadonlyMap<string, ExampleRun>;
  readonly running: boolean;
  /** Runs them one after another; a server is not asked for more than one thing at a time. */
  readonly runAll: (examples: readonly Example[]) => Promise<void>;
  readonly stop: () => void;
}

/** Runs saved examples and keeps what became of each. */
export function useExampleRuns(serverId: string, { name: toolName, position }: ToolEntry): ExampleRuns {
  const api = useApi();
  const [runs, setRuns] = useState<ReadonlyMap<string, ExampleRun>>(new Map());
  const [running, setRunning] = useState(false);
  const controller = useRef<AbortController>(undefined);
  const note = (id: string, run: ExampleRun): void => setRuns((known) => new Map(known).set(id, run));

  const runAll = async (examples: readonly Example[]): Promise<void> => {
    const stopping = new AbortController();
    controller.current = stopping;
    setRunning(true);
    setRuns(new Map());
    for (const { id, argumentsText } of examples) {
      if (stopping.signal.aborted) break;
      note(id, { state: "running" });
      const request = { serverId, toolName, position, argumentsText, exampleId: id };
      const result = await performCall(api, request, newId(), stopping.signal);
      if (result.ok) note(id, { state: "done", outcome: exampleOutcome(result.value), ms: result.value.totalMs });
      else note(id, { state: "done", outcome: { passed: false, said: result.error.said } });
    }
    setRunning(false);
  };
  return { runs, running, runAll, stop: () => controller.current?.abort() };
}
