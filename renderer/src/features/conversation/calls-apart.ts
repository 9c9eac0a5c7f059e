import { readJsonObject } from "#shared/base/json.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import type { ConversationStep, DecidedCall } from "#shared/contract/conversation.ts";

const LONGEST = 40;

/**
 * What tells the calls of one tool apart, where a turn calls it several times: the value of the first parameter in which
 * all of them differ, else which one it is. By call; nothing for a tool that is called once.
 */
export function callsApart(steps: readonly ConversationStep[]): ReadonlyMap<string, string> {
  const calls = steps.flatMap((step) => (step.kind === "decided" && step.decision === "call" ? step.calls : []));
  const byTool = Map.groupBy(calls, ({ tool }) => tool);
  return new Map([...byTool.values()].filter(({ length }) => length > 1).flatMap(namesOf));
}

function namesOf(calls: readonly DecidedCall[]): readonly (readonly [string, string])[] {
  const all = calls.map(({ argumentsText }) => readJsonObject(argumentsText) ?? {});
  const parameters = [...new Set(all.flatMap((args) => Object.keys(args)))];
  const telling = parameters.find((name) => new Set(all.map((args) => JSON.stringify(args[name]))).size === all.length);
  return calls.map(({ callId }, at) => {
    const value = telling === undefined ? undefined : all[at]?.[telling];
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return [callId, text === undefined ? `no. ${at + 1}` : short(visibleText(text.replaceAll("`", "'")))];
  });
}

const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed()}…` : text);
