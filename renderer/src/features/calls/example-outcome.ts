import { callWords } from "#renderer/features/calls/describe-call.ts";
import type { CallRecord } from "#shared/contract/call-record.ts";

/** Whether a saved example still holds, and the telling fact. */
export interface ExampleOutcome {
  readonly passed: boolean;
  readonly said: string;
}

/** An example passes when the tool completes, and what it returned fits the output schema where there is one. */
export function exampleOutcome(record: CallRecord): ExampleOutcome {
  if (record.state !== "completed") {
    return { passed: false, said: record.error?.said ?? callWords(record.state).word };
  }
  const check = record.outputCheck;
  if (check?.verdict === "invalid") {
    const [first] = check.violations;
    const where = first === undefined ? "" : `: ${first.pointer === "" ? "" : `${first.pointer} `}${first.message}`;
    return { passed: false, said: `Completed, but the result breaks the output schema${where}` };
  }
  return { passed: true, said: "Completed" };
}
