import { readJsonObject } from "#shared/base/json.ts";
import type { Conversation, Turn } from "#shared/contract/conversation.ts";
import type { SuiteRow } from "#shared/contract/suite.ts";

/**
 * A turn as a row of a suite: what was said, what was said before, and what the model decided first. The names are those
 * of the servers; the arguments it used are expected at least.
 */
export function rowOfTurn({ turns, opening }: Conversation, turn: Turn, id: string): SuiteRow {
  const before = turns.slice(0, Math.max(0, turns.indexOf(turn))).slice(-25);
  const history = before.flatMap((one) => {
    const reply = one.steps.findLast((step) => step.kind === "replied");
    const said = { role: "user" as const, text: one.utterance };
    return reply === undefined ? [said] : [said, { role: "assistant" as const, text: reply.text.slice(0, 20_000) }];
  });
  return {
    id,
    utterance: turn.utterance,
    ...(history.length === 0 ? {} : { history }),
    expect: expectationOf(turn, opening),
  };
}

function expectationOf({ steps }: Turn, { tools }: Conversation["opening"]): SuiteRow["expect"] {
  const decided = steps.find((step) => step.kind === "decided");
  const named = (tool: string): string => tools.find(({ name }) => name === tool)?.toolName ?? tool;
  const [first] = decided?.calls ?? [];
  if (decided === undefined || decided.decision === "answer" || first === undefined)
    return decided?.decision === "ask" ? { kind: "ask" } : { kind: "none" };
  if (decided.decision === "ask") return { kind: "ask", tool: named(first.tool) };
  return {
    kind: "call",
    calls: decided.calls.slice(0, 20).map(({ tool, argumentsText }) => {
      const args = readJsonObject(argumentsText);
      return args === undefined
        ? { tool: named(tool), match: "ignored" as const }
        : { tool: named(tool), match: "partial" as const, args };
    }),
  };
}
