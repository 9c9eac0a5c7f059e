import { array, assert, constantFrom, integer, property, string } from "fast-check";
import { expect, it } from "vitest";
import { paraphraseRows, paraphrases } from "#shared/converse/suite/paraphrase.ts";
import type { Row } from "#shared/converse/suite/suite.ts";

const request = "Find open tickets for Acme since 2026-01-04.";

it("the same words always give the same paraphrases, each another text", () => {
  const once = paraphrases(request, { count: 12, keep: ["Acme"] });
  expect(paraphrases(request, { count: 12, keep: ["Acme"] })).toEqual(once);
  const texts = once.map(({ text }) => text);
  expect(new Set([request, ...texts]).size).toBe(13);
});

it("politeness, word order, synonyms, typos and speech are all among them", () => {
  const kinds = new Set(paraphrases(request, { count: 6 }).flatMap((one) => one.kinds));
  for (const kind of ["polite", "order", "synonym", "typo", "voice"] as const) expect(kinds).toContain(kind);
  expect(paraphrases("I would like a car", { count: 9 }).map(({ text }) => text)).toContain("I'd like a car");
});

it("speech is small letters without punctuation, and the order of words changes around the values", () => {
  const all = paraphrases(request, { count: 6 });
  const voice = all.find(({ kinds }) => kinds[0] === "voice")?.text ?? "";
  expect(voice).toMatch(/for Acme since 2026-01-04$/);
  expect(voice.replace("Acme", "")).toBe(voice.replace("Acme", "").toLowerCase());
  expect(all.map(({ text }) => text)).toContain("For Acme since 2026-01-04, find open tickets.");
});

it("a text that does not look English, or says nothing, has none", () => {
  for (const text of ["", "   ", "查找我的票", "Zeige meine offenen Tickets", "x".repeat(3_000)])
    expect(paraphrases(text)).toEqual([]);
});

it("values stay letter by letter, whatever is done around them", () => {
  const value = constantFrom("open tickets", "jane.doe@x.io", "AB-12", "4.5", "I", "new york", "find", "O'Neil & Sons");
  const filler = constantFrom("find", "please", "show me", "for", "the", "I would like", "when,", "status", "in", "of");
  assert(
    property(
      array(filler, { minLength: 2, maxLength: 8 }),
      value,
      integer({ min: 0, max: 8 }),
      (words: readonly string[], kept, at) => {
        const said = words.toSpliced(at, 0, kept).join(" ");
        for (const { text } of paraphrases(said, { count: 20, keep: [kept] })) expect(text).toContain(kept);
      },
    ),
    { numRuns: 300 },
  );
});

it("any text gives texts, at most as many as asked", () => {
  assert(
    property(string({ unit: "grapheme", maxLength: 80 }), (text) => {
      const found = paraphrases(`show me ${text}`, { count: 7 });
      expect(found.length).toBeLessThanOrEqual(7);
      for (const one of found) expect(one.text).not.toBe("");
    }),
  );
});

it("paraphrased rows expect the same, name their row, and take no id twice", () => {
  const row: Row = {
    id: "1",
    utterance: "find tickets of acme corp",
    history: [{ role: "user", text: "hi" }],
    expect: { kind: "call", calls: [{ tool: "search", match: "exact", args: { who: ["acme corp"] } }] },
  };
  const made = paraphraseRows([row, { ...row, id: "1~1", paraphraseOf: "1" }], 4);
  expect(made).toHaveLength(4);
  expect(made[0]).toMatchObject({ id: "1~1-2", paraphraseOf: "1", expect: row.expect, history: row.history });
  for (const { utterance } of made) expect(utterance).toContain("acme corp");
});
