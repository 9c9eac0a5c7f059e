import type { SuiteResult, SuiteRow } from "#shared/contract/suite.ts";
import { judge } from "#shared/converse/suite/judge.ts";
import type { RowDecision } from "./decide-row.ts";
import type { OfferedList } from "./offered-list.ts";

type SuiteTry = SuiteResult["tries"][number];

/**
 * A decision, judged and as it is kept. Tools stand under the name that the row uses for them (a server's own, or the
 * one that the model was told), else under the one that a person knows.
 */
export function judgeRow(row: SuiteRow, decided: RowDecision, list: OfferedList, ms: number): SuiteTry {
  const { decision, asked, fault, tokens, margin } = decided;
  const named = namer(row, list);
  const calls = decided.calls.map(({ tool, args }) => ({ tool: named(tool), args }));
  const choice = {
    decision,
    calls,
    ...(asked === undefined ? {} : { missing: [named(asked.tool)], missingParameters: [...asked.parameters] }),
  };
  const judged = fault === undefined ? judge(row.expect, choice) : { passed: false as const, why: fault };
  return {
    ...choice,
    ...judged,
    ms,
    ...(margin === undefined ? {} : { margin }),
    ...(tokens === undefined ? {} : { tokens }),
  };
}

/** A try that came to nothing: the model could not answer. */
export function failedTry(why: string, ms: number): SuiteTry {
  return { decision: "answer", calls: [], passed: false, why: `The model could not answer: ${why}`, ms };
}

function namer({ expect }: SuiteRow, { tools, labels }: OfferedList): (name: string) => string {
  const expected = new Set(
    expect.kind === "call" ? expect.calls.map(({ tool }) => tool) : expect.kind === "ask" ? [expect.tool] : [],
  );
  return (name) => {
    if (expected.has(name)) return name;
    const own = tools.find((tool) => tool.name === name)?.attached.toolName;
    return own !== undefined && expected.has(own) ? own : (labels.get(name) ?? name);
  };
}
