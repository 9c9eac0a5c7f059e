import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "#shared/base/json.ts";
import { lint } from "#shared/lint/lint.ts";
import type { PastTool } from "#shared/lint/lint-input.ts";
import { listFacts } from "#shared/lint/list-facts.ts";
import { promptFacts } from "#shared/lint/prompt-facts.ts";
import { unknownNames } from "#shared/lint/unknown-names.ts";
import { asTools, capturedLists, labelledTools, samplePrompts, textOf } from "./lint-data.ts";

const LABELS = join(import.meta.dirname, "../shared/lint/labels");
const read = <T>(file: string): T => JSON.parse(readFileSync(join(LABELS, file), "utf8")) as T;

/** What was found of what was labelled. */
export interface Score {
  readonly hits: number;
  /** Found, and not labelled. */
  readonly false_: number;
  /** Labelled, and not found. */
  readonly missed: number;
}

export const precision = ({ hits, false_ }: Score): number => hits / Math.max(1, hits + false_);
export const recall = ({ hits, missed }: Score): number => hits / Math.max(1, hits + missed);

function score(found: ReadonlySet<string>, wanted: ReadonlySet<string>): Score {
  const hits = [...found].filter((one) => wanted.has(one)).length;
  return { hits, false_: found.size - hits, missed: wanted.size - hits };
}

/** P001 on the public prompts against the labels of one reader: distinct words by prompt. */
export function unknownNameScore(folder: string): Score {
  const { unknownNames: labels } = read<{
    readonly unknownNames: Readonly<Record<string, readonly number[]>>;
  }>("prompts.json");
  const [found, wanted] = [new Set<string>(), new Set<string>()];
  for (const [index, { prompt, tools, subAgents }] of samplePrompts(folder).entries()) {
    for (const start of labels[String(index)] ?? [])
      wanted.add(`${index} ${/^[\w-]+/.exec(prompt.slice(start))?.[0] ?? ""}`);
    for (const { text } of unknownNames(promptFacts(prompt), listFacts(tools), subAgents))
      found.add(`${index} ${text}`);
  }
  return score(found, wanted);
}

/** T213 on the captured lists, each release with the earlier ones as history, against the labels by file and position. */
export function staleReferenceScore(folder: string): Score {
  const { staleReferences: labels } = read<{ readonly staleReferences: readonly string[] }>("tools.json");
  const past: PastTool[] = [];
  const found = new Set<string>();
  const lists = capturedLists(folder).toSorted((a, b) => version(a.name) - version(b.name));
  for (const { name, tools } of lists) {
    const released = name.startsWith("toolsnaps/");
    for (const { ruleId, target } of lint({ tools: asTools(tools), history: released ? past.slice() : [] }))
      if (ruleId === "T213" && target.kind === "tool") found.add(`${name} ${target.position}`);
    if (released) for (const raw of tools) past.push({ name: textOf(raw["name"]) });
  }
  return score(found, new Set(labels));
}

function version(name: string): number {
  const [, major = "0", minor = "0"] = /v(\d+)\.(\d+)/.exec(name) ?? [];
  return Number(major) * 1000 + Number(minor);
}

/** The labelled rows of a set that were attached together: by the server that they are of. */
export function labelledGroups(folder: string): readonly (readonly (readonly [at: number, raw: JsonObject])[])[] {
  const rows = labelledTools(folder).map((row, at) => ({ ...row, at }));
  const groups = Map.groupBy(
    rows.filter(({ file }) => file.includes("/")),
    ({ file }) => file.split("/").slice(0, 3).join("/"),
  );
  return [...groups.values()].map((group) => [
    ...new Map(group.map(({ raw, at }) => [textOf(raw["name"]), [at, raw] as const])).values(),
  ]);
}

/** T214 against pairs that were labelled by reading: `yes` a model cannot tell apart, `no` it can. Other pairs do not count. */
export function confusableScore(folder: string): Score {
  const { confusable } = read<{
    readonly confusable: { readonly yes: readonly string[]; readonly no: readonly string[] };
  }>("tools.json");
  const found = new Set<string>();
  const look = (name: string, tools: readonly (readonly [at: number, raw: JsonObject])[]): void => {
    for (const { at, other } of confusedIn(tools)) found.add(`${name} ${Math.min(at, other)} ${Math.max(at, other)}`);
  };
  for (const group of labelledGroups(folder)) look("attacks", group);
  for (const { name, tools } of capturedLists(folder)) look(name, [...tools.entries()]);
  const judged = new Set([...confusable.yes, ...confusable.no]);
  return score(new Set([...found].filter((pair) => judged.has(pair))), new Set(confusable.yes));
}

/** The pairs that T214 names among tools, by the numbers given with them. */
export function confusedIn(
  tools: readonly (readonly [at: number, raw: JsonObject])[],
): readonly { readonly at: number; readonly other: number }[] {
  const byName = new Map(tools.map(([at, raw]) => [textOf(raw["name"]), at]));
  return lint({ tools: asTools(tools.map(([, raw]) => raw)) }).flatMap(({ ruleId, message }) => {
    const [one, other] = [...message.matchAll(/`([^`]+)`/g)].map((match) => byName.get(match[1] ?? ""));
    return ruleId !== "T214" || one === undefined || other === undefined ? [] : [{ at: one, other }];
  });
}
