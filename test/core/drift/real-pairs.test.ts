import { describe, expect, test } from "vitest";
import { diff } from "#shared/drift/diff.ts";
import type { Drift } from "#shared/drift/drift.ts";
import { movesOf } from "#shared/drift/impact.ts";
import { Covered, rawDifferences } from "#shared/drift/sweep.ts";
import { dataMissing, toolList, versionPairs } from "./evaluation-data.ts";
import { pairLabels } from "./pair-labels.ts";

interface Named {
  readonly name: string;
}

const named = (list: readonly unknown[]): ReadonlyMap<string, unknown> =>
  new Map(list.map((tool) => [(tool as Named).name, tool]));

/** The same version captured with a schema library that no longer understands its input. */
const isArtefact = ({ before, after }: { readonly before: string; readonly after: string }): boolean =>
  before.includes("+zod3") && before.replace("+zod3", "") === after;

/** Raw differences, of tools that both lists have and of the lists themselves, that neither a change nor noise names. */
function uncovered(before: readonly unknown[], after: readonly unknown[], drift: Drift): readonly string[] {
  const now = named(after);
  const old = named(before);
  const missed: string[] = [];
  const told = new Set(drift.tools.flatMap(({ name, from, to }) => [name, from ?? [], to ?? []].flat(2)));
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    if (old.has(name) !== now.has(name) && !told.has(name)) missed.push(name);
  }
  for (const [name, tool] of old) {
    if (!now.has(name)) continue;
    const changes = drift.tools.filter((entry) => entry.name === name).flatMap((entry) => entry.changes);
    const known = new Covered([
      ...changes.flatMap(({ pointer, alsoAt }) => [pointer, ...(alsoAt ?? [])]).filter((pointer) => pointer !== ""),
      ...drift.noise.flatMap(({ places }) =>
        places.filter((place) => place.tool === name).map((place) => place.pointer),
      ),
    ]);
    for (const { pointer } of rawDifferences(tool, now.get(name))) {
      if (!known.has(pointer)) missed.push(`${name}${pointer}`);
    }
  }
  return missed;
}

describe.skipIf(dataMissing !== undefined)("real version pairs", () => {
  const pairs = dataMissing === undefined ? versionPairs() : [];

  test("every difference of the raw JSON is covered by a change or by named noise", () => {
    for (const { before, after } of pairs) {
      const [old, now] = [toolList(before), toolList(after)];
      expect(uncovered(old, now, diff(old, now)), `${before} -> ${after}`).toEqual([]);
    }
  });

  test("a list against itself, reordered, is harmless and has no change", () => {
    for (const { after } of pairs) {
      const list = toolList(after);
      expect(diff(list, list)).toMatchObject({ level: "harmless", noise: [], tools: [] });
      expect(diff(list, list.toReversed())).toMatchObject({ level: "harmless", tools: [] });
    }
  });

  test("a tool list with tool-chain noise stamped on raises nothing above harmless", () => {
    for (const { after } of pairs) {
      const list = toolList(after);
      const stamped = list.map((tool) => ({
        ...(tool as object),
        execution: { taskSupport: "forbidden" },
        _meta: { a: 1 },
      }));
      expect(diff(list, stamped).level).toBe("harmless");
      expect(diff(stamped, list).level).toBe("harmless");
    }
  });

  test("at least 90 % of renames and consolidations are found, at most 5 % are false", () => {
    const labelled = pairs.filter((pair) => pairLabels[pair.before] !== undefined && !isArtefact(pair));
    let truths = 0;
    let right = 0;
    const misses: string[] = [];
    const wrong: string[] = [];
    for (const { before, after } of labelled) {
      const moves = movesOf(diff(toolList(before), toolList(after), { witnesses: false }));
      for (const [from, to] of Object.entries(pairLabels[before] ?? {})) {
        const found = (moves.get(from) ?? []).map((move) => move.to);
        truths += to.length;
        const hits = to.filter((name) => found.includes(name)).length;
        right += hits;
        if (hits < to.length) misses.push(from);
        for (const name of found) if (!to.includes(name)) wrong.push(`${from} -> ${name}`);
      }
    }
    console.log("moves", { truths, right, misses, wrong });
    expect(right).toBeGreaterThanOrEqual(truths * 0.9);
    expect(wrong.length).toBeLessThanOrEqual((right + wrong.length) * 0.05);
  });

  test("a collapsed schema is named, and not told as removed parameters", () => {
    const artefacts = pairs.filter(
      ({ before }) => before.endsWith("+zod3.json") && before.replace("+zod3", "") !== before,
    );
    for (const { before, after } of artefacts.filter((pair) => pair.before.replace("+zod3", "") === pair.after)) {
      const drift = diff(toolList(before), toolList(after));
      const kinds = drift.tools.flatMap(({ changes }) => changes.map(({ kind }) => kind));
      expect(kinds.filter((kind) => kind === "schema-collapsed").length).toBeGreaterThan(5);
      expect(kinds).not.toContain("parameter-removed");
      expect(drift.summary).toContain("nothing was released");
    }
  });
});
