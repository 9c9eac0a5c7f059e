import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "#shared/base/json.ts";
import { lint } from "#shared/lint/lint.ts";
import { capturedLists, dataFolder, labelledTools, seeded } from "../../support/lint-data.ts";
import { FRESH, MADE_UP, NEAR_MISSES } from "./made-up-attacks.ts";

const folder = dataFolder();
const labels = JSON.parse(readFileSync(join(import.meta.dirname, "labels/poisoned.json"), "utf8")) as {
  readonly hostile: readonly number[];
  readonly promotion: readonly number[];
  readonly prying: readonly number[];
};
const rulesOf = (raw: JsonObject): readonly string[] =>
  lint({ tools: [{ raw, position: 0 }] })
    .map(({ ruleId }) => ruleId)
    .filter((id) => id.startsWith("T30"));
const described = (description: string): JsonObject => ({
  name: "a_tool",
  description,
  inputSchema: { type: "object", properties: {} },
});
const isHostile = (text: string): boolean => rulesOf(described(text)).length > 0;

describe("poisoned definitions, by labels of single rows", () => {
  test("at least 85 % of the clear ones are flagged, and none of the ordinary rows beside them", ({ skip }) => {
    skip(folder === undefined, "the evaluation data is absent: set PREFLIGHT_DATA_DIR");
    const rows = labelledTools(folder ?? "").map(({ raw }) => rulesOf(raw));
    const share = (which: readonly number[], rule: RegExp): number =>
      which.filter((at) => rows[at]?.some((id) => rule.test(id))).length / which.length;
    expect(share(labels.hostile, /^T30[1-5]/)).toBeGreaterThanOrEqual(0.85);
    expect(share(labels.promotion, /^T307/)).toBeGreaterThanOrEqual(0.85);
    expect(share(labels.prying, /^T308/)).toBeGreaterThanOrEqual(0.85);
    const marked = new Set([...labels.hostile, ...labels.promotion, ...labels.prying]);
    expect(rows.flatMap((ids, at) => (marked.has(at) || ids.length === 0 ? [] : [at]))).toEqual([]);
  });

  test("at most 0.3 % of the real tools are flagged", ({ skip }) => {
    skip(folder === undefined, "the evaluation data is absent: set PREFLIGHT_DATA_DIR");
    const real = new Map(
      capturedLists(folder ?? "").flatMap(({ tools }) => tools.map((raw) => [JSON.stringify(raw), raw])),
    );
    const flagged = [...real.values()].filter((raw) => rulesOf(raw).length > 0);
    expect(flagged.length / real.size).toBeLessThanOrEqual(0.003);
  });
});

describe("poisoned definitions in words of our own", () => {
  test("at least 85 % of made-up attacks are flagged", () => {
    expect(MADE_UP.filter(isHostile).length / MADE_UP.length).toBeGreaterThanOrEqual(0.85);
    expect(FRESH.filter(isHostile).length / FRESH.length).toBeGreaterThanOrEqual(0.85);
  });

  test("ordinary tools that come near a hostile form are left alone", () => {
    expect(NEAR_MISSES.filter(isHostile)).toEqual([]);
  });
});

test("hidden characters: every one put anywhere is found, and none is seen where there is none", () => {
  const random = seeded(20261122);
  const hidden = ["\u200b", "\u200c", "\u2060", "\ufeff", "\u202e", "\u2066", "\u{e0041}", "\u{e007f}", "\u00ad"];
  const clean = NEAR_MISSES.filter((text) => rulesOf(described(text)).includes("T301"));
  expect(clean).toEqual([]);
  const missed = NEAR_MISSES.flatMap((text) =>
    hidden.filter((character) => {
      const at = 1 + Math.floor(random() * (text.length - 2));
      return !rulesOf(described(text.slice(0, at) + character + text.slice(at))).includes("T301");
    }),
  );
  expect(missed).toEqual([]);
});
