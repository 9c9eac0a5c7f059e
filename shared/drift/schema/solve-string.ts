import { numberAt } from "#shared/drift/schema/evaluate-scalar.ts";
import type { Branch } from "#shared/drift/schema/goal.ts";
import { patternSamples } from "#shared/drift/schema/pattern-samples.ts";
import { offered, schemaOf } from "#shared/drift/schema/solve-number.ts";

const LONGEST = 1_500;

/** One plain instance of each format that tools use, so that a witness looks like a call someone made. */
const FORMATS: ReadonlyMap<string, readonly string[]> = new Map([
  ["date-time", ["2026-01-31T12:00:00Z"]],
  ["date", ["2026-01-31"]],
  ["time", ["12:00:00Z"]],
  ["duration", ["PT1H"]],
  ["email", ["ada@example.com"]],
  ["idn-email", ["ada@example.com"]],
  ["hostname", ["example.com"]],
  ["idn-hostname", ["example.com"]],
  ["ipv4", ["192.0.2.1"]],
  ["ipv6", ["2001:db8::1"]],
  ["uri", ["https://example.com/"]],
  ["url", ["https://example.com/"]],
  ["iri", ["https://example.com/"]],
  ["uri-reference", ["/a"]],
  ["iri-reference", ["/a"]],
  ["uri-template", ["/a/{b}"]],
  ["uuid", ["123e4567-e89b-42d3-a456-426614174000"]],
  ["json-pointer", ["/a"]],
  ["relative-json-pointer", ["0"]],
  ["regex", ["a"]],
  ["byte", ["YQ=="]],
]);

/** Strings worth trying for a branch: offered, by format and pattern, at every length bound. Unchecked. */
export function* strings(branch: Branch): Generator<string> {
  const seen = new Set<string>();
  const patterns: string[] = [];
  const lengths = new Set<number>();
  const formats: string[] = [];
  let least = 0;
  for (const goal of branch.shapes) {
    const schema = schemaOf(goal);
    least = Math.max(least, numberAt(schema, "minLength") ?? 0);
    for (const keyword of ["minLength", "maxLength"]) {
      const length = numberAt(schema, keyword);
      if (length !== undefined) lengths.add(length);
    }
    if (typeof schema["pattern"] === "string") patterns.push(schema["pattern"]);
    if (typeof schema["format"] === "string") formats.push(...(FORMATS.get(schema["format"]) ?? []));
  }
  const refused: string[] = [];
  for (const { goal, keyword } of branch.breaks) {
    const schema = schemaOf(goal);
    const length = numberAt(schema, keyword);
    if (length !== undefined) for (const near of [length - 1, length, length + 1]) lengths.add(near);
    if (keyword === "pattern" && typeof schema["pattern"] === "string") refused.push(schema["pattern"]);
  }
  const pool = function* (): Generator<string> {
    for (const value of offered(branch)) if (typeof value === "string") yield value;
    yield* formats;
    if (patterns.length === 0) yield* ["text", "", "a"];
    const samples = patterns.flatMap((pattern) => [...patternSamples(pattern, [...patterns, ...refused], 60)]);
    yield* samples;
    const wanted = [...lengths].filter((length) => length >= 0 && length <= LONGEST);
    for (const length of wanted) {
      yield "a".repeat(length);
      for (const sample of samples.slice(0, 12)) {
        const text = Array.from(sample);
        if (text.length < length && text.length > 0) yield sample + (text.at(-1) ?? "").repeat(length - text.length);
      }
    }
    yield* ["text", "", "a", "A", "b", "0", "-", " ", "é", "aa", "ab", "a b", "1a", "0".repeat(12), "_", "Zz9"];
    for (const value of branch.never) if (typeof value === "string") yield* [`${value}a`, value.slice(1), `a${value}`];
    for (const pattern of refused) {
      for (const sample of patternSamples(pattern, patterns, 12)) yield* [sample, sample.slice(1), `${sample}!`];
    }
    for (const sample of samples.slice(0, 24)) yield* [`${sample}a`, `a${sample}`, `${sample}${sample}`, `!${sample}!`];
    if (least > 0 && least <= LONGEST) yield* ["A", "0", "-"].map((char) => char.repeat(least));
  };
  for (const text of pool()) {
    if (seen.has(text) || branch.never.includes(text)) continue;
    seen.add(text);
    yield text;
  }
}
