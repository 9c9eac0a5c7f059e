import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import type { Change, Drift, Level, Move } from "#shared/drift/drift.ts";
import type { SavedCall } from "#shared/drift/prove.ts";
import { evaluate } from "#shared/drift/schema/evaluate.ts";
import { schemaDocument } from "#shared/drift/schema/schema-document.ts";

/** A system prompt that may name tools. */
export interface NamedPrompt {
  readonly id: string;
  readonly text: string;
}

/** A place in a prompt, with what to put there instead. Offsets are UTF-16 units. */
export interface PromptImpact {
  readonly promptId: string;
  readonly tool: string;
  /** What is named: a tool, a parameter or a value. */
  readonly named: string;
  readonly start: number;
  readonly end: number;
  readonly level: Level;
  readonly reason: string;
  readonly rewrite?: Rewrite;
}

/** What to write, or to call, instead. */
export interface Rewrite {
  readonly replacement: string;
  readonly said: string;
}

/** A saved call that does not work any more. */
export interface CallImpact {
  readonly tool: string;
  readonly example: string;
  readonly why: string;
  /** The call as it would be now, where that is known: checked against the new schema. */
  readonly migrated?: { readonly tool: string; readonly arguments: JsonObject; readonly valid: boolean };
}

/** A row of a suite whose expected tool is gone. */
export interface SuiteImpact {
  readonly row: string;
  readonly tool: string;
  readonly rewrite?: Rewrite;
  /** Where its calls go now, where there is one place. */
  readonly move?: Move;
}

/** What a drift does to the things that depend on the tools. */
export interface Impact {
  readonly prompts: readonly PromptImpact[];
  readonly calls: readonly CallImpact[];
  readonly suites: readonly SuiteImpact[];
}

export interface Dependents {
  readonly prompts?: readonly NamedPrompt[];
  /** Saved calls by the name of their tool before. */
  readonly examples?: ReadonlyMap<string, readonly SavedCall[]>;
  readonly suites?: readonly { readonly row: string; readonly tool: string }[];
}

/** What a drift does to prompts, saved calls and suites, each with the rewrite to offer. `after`: the new tool list. */
export function impactOf(drift: Drift, after: readonly unknown[], dependents: Dependents): Impact {
  const moves = movesOf(drift);
  const gone = new Set(drift.tools.filter(({ change }) => change === "removed").map(({ name }) => name));
  const lost = new Set([...gone, ...moves.keys()]);
  return {
    prompts: (dependents.prompts ?? []).flatMap((prompt) => promptImpacts(prompt, drift, lost, moves)),
    calls: [...(dependents.examples ?? [])].flatMap(([tool, calls]) =>
      calls.flatMap((call) => callImpact(tool, call, after, lost, moves.get(tool))),
    ),
    suites: (dependents.suites ?? []).flatMap(({ row, tool }) =>
      lost.has(tool) ? [{ row, tool, ...offer(moves.get(tool)), ...onlyMove(moves.get(tool)) }] : [],
    ),
  };
}

/** Where the calls of each old tool go now. */
export function movesOf(drift: Drift): ReadonlyMap<string, readonly Move[]> {
  const moves = new Map<string, readonly Move[]>();
  for (const { changes } of drift.tools) {
    for (const change of changes) {
      if (!("moves" in change)) continue;
      for (const move of change.moves) {
        if (move.from !== move.to) moves.set(move.from, [...(moves.get(move.from) ?? []), move]);
      }
    }
  }
  return moves;
}

/** The rewrite for a prompt: the new name, with the argument that picks what it does. */
function rewriteOf(move: Move): Rewrite {
  if (move.set === undefined)
    return { replacement: move.to, said: `Write \`${move.to}\` instead of \`${move.from}\`.` };
  const { parameter, value } = move.set;
  return {
    replacement: `${move.to} with ${parameter} "${value}"`,
    said: `Write \`${move.to}\` with \`${parameter}\` = \`${value}\` instead of \`${move.from}\`.`,
  };
}

function offer(moves: readonly Move[] | undefined): { readonly rewrite?: Rewrite } {
  const [only] = moves ?? [];
  return only === undefined || moves?.length !== 1 ? {} : { rewrite: rewriteOf(only) };
}

function onlyMove(moves: readonly Move[] | undefined): { readonly move?: Move } {
  const [only] = moves ?? [];
  return only === undefined || moves?.length !== 1 ? {} : { move: only };
}

function promptImpacts(
  prompt: NamedPrompt,
  drift: Drift,
  lost: ReadonlySet<string>,
  moves: ReadonlyMap<string, readonly Move[]>,
): readonly PromptImpact[] {
  const found: PromptImpact[] = [];
  for (const tool of lost) {
    for (const [start, end] of mentions(prompt.text, tool)) {
      const moved = moves.get(tool);
      const reason =
        moved === undefined
          ? `\`${tool}\` is gone.`
          : `\`${tool}\` is now ${moved.map(({ to }) => `\`${to}\``).join(" or ")}.`;
      found.push({ promptId: prompt.id, tool, named: tool, start, end, level: "breaking", reason, ...offer(moved) });
    }
  }
  for (const { name, changes } of drift.tools) {
    if (mentions(prompt.text, name).length === 0) continue;
    for (const change of changes) found.push(...memberImpacts(prompt, name, change));
  }
  return found.sort((one, two) => one.start - two.start);
}

function memberImpacts(prompt: NamedPrompt, tool: string, change: Change): readonly PromptImpact[] {
  const { levels, names = [], reason, kind, after } = change;
  if (levels.prompt === "harmless" || kind === "tool-removed" || "moves" in change) return [];
  if (kind === "tool-description-changed") {
    const [first] = mentions(prompt.text, tool);
    if (first === undefined) return [];
    return [{ promptId: prompt.id, tool, named: tool, start: first[0], end: first[1], level: levels.prompt, reason }];
  }
  const rewrite =
    (kind === "parameter-renamed" || kind === "enum-value-recased") && typeof after === "string"
      ? { rewrite: { replacement: after, said: `Write \`${after}\` instead.` } }
      : {};
  return names.flatMap((named) =>
    mentions(prompt.text, named).map(([start, end]) => ({
      promptId: prompt.id,
      tool,
      named,
      start,
      end,
      level: levels.prompt,
      reason,
      ...rewrite,
    })),
  );
}

/** Places where a prompt names an identifier: as a whole word, `-` and `_` counting as part of words. */
export function mentions(text: string, name: string): readonly (readonly [start: number, end: number])[] {
  const found: (readonly [number, number])[] = [];
  if (name === "") return found;
  const part = /[\p{L}\p{N}_-]/u;
  for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + name.length)) {
    const end = start + name.length;
    const before = text[start - 1] ?? " ";
    const after = text[end] ?? " ";
    const ends = !part.test(after) || (after === "-" && !part.test(text[end + 1] ?? " "));
    if (!part.test(before) && ends) found.push([start, end]);
  }
  return found;
}

function callImpact(
  tool: string,
  call: SavedCall,
  after: readonly unknown[],
  lost: ReadonlySet<string>,
  moves: readonly Move[] | undefined,
): readonly CallImpact[] {
  const find = (name: string): JsonObject | undefined =>
    after.find((entry): entry is JsonObject => isJsonObject(entry) && entry["name"] === name);
  const same = find(tool);
  if (!lost.has(tool) && same !== undefined) {
    const answer = evaluate(schemaDocument(same["inputSchema"]), call.arguments);
    return answer === "invalid"
      ? [{ tool, example: call.name, why: "Its arguments do not fit the schema any more." }]
      : [];
  }
  const [move] = moves ?? [];
  const target = move === undefined || moves?.length !== 1 ? undefined : find(move.to);
  if (move === undefined || target === undefined || !isJsonObject(call.arguments)) {
    return [{ tool, example: call.name, why: `\`${tool}\` is gone.` }];
  }
  const migrated =
    move.set === undefined ? call.arguments : { ...call.arguments, [move.set.parameter]: move.set.value };
  const valid = evaluate(schemaDocument(target["inputSchema"]), migrated) === "valid";
  return [
    {
      tool,
      example: call.name,
      why: `\`${tool}\` is now \`${move.to}\`.`,
      migrated: { tool: move.to, arguments: migrated, valid },
    },
  ];
}
