import { asksAboutAnother, picksByAsking } from "#shared/converse/suite/judge.ts";
import type { Choice, Expected, Run } from "#shared/converse/suite/suite.ts";

/** A row or column of the matrix. `other`: the tools that found no place. */
export type Label = { readonly kind: "tool"; readonly tool: string } | { readonly kind: "none" | "ask" | "other" };

/** How often what was expected (rows) met what was chosen (columns). One count for each expected call of each try. */
export interface Confusion {
  /** Rows and columns alike: tools in the order in which the suite names them, then none, ask and other where used. */
  readonly labels: readonly Label[];
  /** `cells[row][column]`. */
  readonly cells: readonly (readonly number[])[];
}

/** How well one tool is picked, counted over all tries. */
export interface ToolScore {
  readonly tool: string;
  readonly expected: number;
  readonly chosen: number;
  readonly right: number;
  /** Right among chosen, 0 to 1; undefined where it was never chosen. */
  readonly precision: number | undefined;
  /** Right among expected, 0 to 1; undefined where it was never expected. */
  readonly recall: number | undefined;
}

const NONE = "none";
const ASK = "ask";
const OTHER = "other";
/** Tools have a mark before their name, so that a tool called "none" is not none. */
const keyOf = (tool: string): string => `=${tool}`;

type Pair = readonly [expected: string, chosen: string];

/**
 * The confusion matrix of a run over tools, none and ask. At most `most` tools have a row and column of their own: those
 * that count most; the others share one.
 */
export function confusion(run: Run, most = 60): Confusion {
  const pairs = pairsOf(run);
  const weights = new Map<string, number>();
  for (const key of pairs.flat()) weights.set(key, (weights.get(key) ?? 0) + 1);
  const tools = [...weights.keys()].filter((key) => key.startsWith("="));
  const kept = new Set(
    tools.length <= most
      ? tools
      : tools.toSorted((one, two) => (weights.get(two) ?? 0) - (weights.get(one) ?? 0)).slice(0, most),
  );
  const keys = tools.filter((key) => kept.has(key));
  for (const key of [NONE, ASK]) if (weights.has(key)) keys.push(key);
  if (kept.size < tools.length) keys.push(OTHER);
  const places = new Map(keys.map((key, at) => [key, at]));
  const placeOf = (key: string): number => places.get(key) ?? keys.length - 1;
  const cells = keys.map(() => keys.map(() => 0));
  for (const [expected, chosen] of pairs) {
    const row = cells[placeOf(expected)];
    if (row !== undefined) row[placeOf(chosen)] = (row[placeOf(chosen)] ?? 0) + 1;
  }
  return { labels: keys.map(labelOf), cells };
}

/** Precision and recall of every tool that was expected or chosen, in the order in which the run names them. */
export function toolScores(run: Run): readonly ToolScore[] {
  const counts = new Map<string, { expected: number; chosen: number; right: number }>();
  const countOf = (key: string): { expected: number; chosen: number; right: number } => {
    const held = counts.get(key) ?? { expected: 0, chosen: 0, right: 0 };
    counts.set(key, held);
    return held;
  };
  for (const [expected, chosen] of pairsOf(run)) {
    countOf(expected).expected += 1;
    countOf(chosen).chosen += 1;
    if (expected === chosen) countOf(expected).right += 1;
  }
  return [...counts]
    .filter(([key]) => key.startsWith("="))
    .map(([key, { expected, chosen, right }]) => ({
      tool: key.slice(1),
      expected,
      chosen,
      right,
      precision: chosen === 0 ? undefined : right / chosen,
      recall: expected === 0 ? undefined : right / expected,
    }));
}

function pairsOf({ rows, results }: Run): readonly Pair[] {
  const expectations = new Map(rows.map(({ id, expect }) => [id, expect]));
  return results.flatMap(({ rowId, tries }) => {
    const expected = expectations.get(rowId);
    return expected === undefined ? [] : tries.flatMap((choice) => pairsOfTry(expected, choice));
  });
}

/**
 * What was expected beside what was chosen: equal ones first, then those left over, in order. What passes is equal; a
 * question about the wrong tool counts as that tool.
 */
function pairsOfTry(expected: Expected, choice: Choice): readonly Pair[] {
  const wanted = expected.kind === "call" ? expected.calls.map(({ tool }) => keyOf(tool)) : [expected.kind];
  if (expected.kind === "call" && picksByAsking(expected.calls, choice)) return wanted.map((one) => [one, one]);
  if (expected.kind === "ask" && asksAboutAnother(expected.tool, choice))
    return [[ASK, keyOf(choice.missing?.[0] ?? "")]];
  const { decision } = choice;
  const chosen = decision === "call" ? choice.calls.map(({ tool }) => keyOf(tool)) : [];
  const instead = decision === "ask" ? ASK : NONE;
  if (chosen.length === 0) return wanted.map((one) => [one, instead]);
  const rest = [...chosen];
  const pairs: Pair[] = [];
  const lone = wanted.filter((one) => {
    const at = rest.indexOf(one);
    if (at < 0) return true;
    rest.splice(at, 1);
    pairs.push([one, one]);
    return false;
  });
  for (const one of lone) pairs.push([one, rest.shift() ?? NONE]);
  for (const one of rest) pairs.push([NONE, one]);
  return pairs;
}

function labelOf(key: string): Label {
  if (key === NONE || key === ASK || key === OTHER) return { kind: key };
  return { kind: "tool", tool: key.slice(1) };
}
