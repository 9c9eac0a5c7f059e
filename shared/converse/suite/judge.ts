import { assertNever } from "#shared/base/assert-never.ts";
import { argumentFault } from "#shared/converse/suite/match-arguments.ts";
import type { Choice, ChosenCall, Expected, ExpectedCall } from "#shared/converse/suite/suite.ts";

/** Whether a choice was the right one, and if not why, in one sentence. */
export type Judgement = { readonly passed: true } | { readonly passed: false; readonly why: string };

const passed: Judgement = { passed: true };
const failed = (why: string): Judgement => ({ passed: false, why });

/**
 * Judges what a model chose. `call`: exactly the expected calls, in any order, each with the arguments its match asks
 * for (see `argumentFault`), none more. Where arguments are ignored, picking the tool is enough: one expected call is also
 * met by a question back about that very tool. `none`: it called nothing and asked nothing. `ask`: it asked back; where a tool
 * is expected and the model said which one it asks about, it must be that one (a real model asks in words and does not
 * say).
 */
export function judge(expected: Expected, choice: Choice): Judgement {
  switch (expected.kind) {
    case "call":
      return judgeCalls(expected.calls, choice);
    case "none":
      return choice.decision === "answer" ? passed : failed(`No tool was expected, but it ${whatItDid(choice)}.`);
    case "ask":
      return judgeAsk(expected.tool, choice);
    default:
      return assertNever(expected);
  }
}

/** What a model did, as the end of a sentence: "called `a` and `b`", "asked back about `a` (`id`)", "used no tool". */
export function whatItDid({ decision, calls, missing = [], missingParameters = [] }: Choice): string {
  if (decision === "answer") return "used no tool";
  if (decision === "ask") {
    const lacks = missingParameters.length === 0 ? "" : ` (${listed(missingParameters)})`;
    return missing.length === 0 ? "asked back" : `asked back about ${listed(missing)}${lacks}`;
  }
  return `called ${listed(calls.map(({ tool }) => tool))}`;
}

function judgeAsk(tool: string | undefined, choice: Choice): Judgement {
  const wanted = `A question back${tool === undefined ? "" : ` about ${named(tool)}`} was expected`;
  if (choice.decision !== "ask") return failed(`${wanted}, but it ${whatItDid(choice)}.`);
  return asksAboutAnother(tool, choice) ? failed(`${wanted}, but it ${whatItDid(choice)}.`) : passed;
}

/** Whether a choice asks back, and says that it is about other tools than the one that is expected. */
export function asksAboutAnother(tool: string | undefined, { decision, missing = [] }: Choice): boolean {
  return decision === "ask" && tool !== undefined && missing.length > 0 && !missing.includes(tool);
}

/** Whether a choice picks the one expected tool, whose arguments are ignored, by asking back for what it lacks. */
export function picksByAsking(expected: readonly ExpectedCall[], { decision, missing = [] }: Choice): boolean {
  const [only, ...more] = expected;
  if (only?.match !== "ignored" || more.length > 0) return false;
  return decision === "ask" && missing.length === 1 && missing[0] === only.tool;
}

function judgeCalls(expected: readonly ExpectedCall[], choice: Choice): Judgement {
  if (picksByAsking(expected, choice)) return passed;
  const wanted = listed(expected.map(({ tool }) => tool));
  if (choice.decision !== "call") return failed(`A call of ${wanted} was expected, but it ${whatItDid(choice)}.`);
  if (!sameNames(expected, choice.calls))
    return failed(`A call of ${wanted} was expected, but it ${whatItDid(choice)}.`);
  const lone = unpaired(expected, choice.calls);
  if (lone === undefined) return passed;
  const rival = choice.calls.find(({ tool, args }) => tool === lone.tool && argumentFault(lone, args) !== undefined);
  const fault = rival === undefined ? "no call is left for them" : argumentFault(lone, rival.args);
  return failed(`The arguments of ${named(lone.tool)} are not the expected ones: ${fault}.`);
}

function sameNames(expected: readonly ExpectedCall[], calls: readonly ChosenCall[]): boolean {
  const one = expected.map(({ tool }) => tool).sort();
  const two = calls.map(({ tool }) => tool).sort();
  return one.length === two.length && one.every((tool, at) => tool === two[at]);
}

/**
 * An expected call that no chosen call is left for, in the best pairing (augmenting paths, so that the order in which
 * calls of one tool are looked at never decides); undefined where every one has its own.
 */
function unpaired(expected: readonly ExpectedCall[], calls: readonly ChosenCall[]): ExpectedCall | undefined {
  const fits = expected.map((one) =>
    calls.map((call) => call.tool === one.tool && argumentFault(one, call.args) === undefined),
  );
  const takenBy = new Map<number, number>();
  const place = (row: number, tried: Set<number>): boolean => {
    for (const [at, fit] of (fits[row] ?? []).entries()) {
      if (!fit || tried.has(at)) continue;
      tried.add(at);
      const holder = takenBy.get(at);
      if (holder === undefined || place(holder, tried)) {
        takenBy.set(at, row);
        return true;
      }
    }
    return false;
  };
  return expected.find((_, row) => !place(row, new Set()));
}

const MOST_NAMED = 5;
const named = (tool: string): string => `\`${tool.slice(0, 128)}\``;

function listed(tools: readonly string[]): string {
  const names = tools.slice(0, MOST_NAMED).map(named);
  const more = tools.length - names.length;
  if (more > 0) names.push(`${more} more`);
  const last = names.pop() ?? "nothing";
  return names.length === 0 ? last : `${names.join(", ")} and ${last}`;
}
