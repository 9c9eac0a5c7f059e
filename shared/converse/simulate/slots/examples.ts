import type { Parameter } from "#shared/converse/simulate/parameter.ts";

/** What examples have in common: words at least and at most, digits in all, capitals in all. */
export interface Shown {
  readonly least: number;
  readonly most: number;
  readonly digits: boolean;
  readonly capitals: boolean;
  /** The shapes of those with digits or marks in them. */
  readonly shapes: ReadonlySet<string>;
}

/** What examples have in common; undefined where there are none. */
export function shownBy(examples: readonly string[]): Shown | undefined {
  if (examples.length === 0) return undefined;
  const lengths = examples.map((example) => example.split(/\s+/).length);
  return {
    least: Math.min(...lengths),
    most: Math.max(...lengths),
    digits: examples.every((example) => /\d/.test(example)),
    capitals: examples.every((example) => /^\p{Lu}/u.test(example)),
    shapes: new Set(examples.filter((example) => /[^\p{L}\s]/u.test(example)).map(shapeOf)),
  };
}

/** A value without its words: "2 weeks" and "10 days" are of one shape. At most four words. */
export const shapeOf = (text: string): string =>
  text
    .split(/\s+/, 4)
    .map((word) =>
      word
        .replace(/\p{N}+/gu, "9")
        .replace(/\p{Lu}+/gu, "A")
        .replace(/\p{Ll}+/gu, "a"),
    )
    .join(" ");

const EXAMPLE =
  /(?:\be\.?g\.?,?|\bfor example,?|\bfor instance,?|\bsuch as|\bexamples?:|\blike)\s*:?\s*([^'"“‘`.;()]{2,60})|['"“‘`]([^'"”’`]{1,60})['"”’`]|\(([\w -]{2,24}(?:, ?[\w -]{2,24}){1,9})\)|\beither ([\w-]+ or [\w-]+)/gi;

/** The values that a description or a schema shows for example; at most ten. */
export function examplesOf({ description, schema }: Parameter): readonly string[] {
  const shown = [...description.matchAll(EXAMPLE)].flatMap(([, list, quoted, enclosed, either]) =>
    quoted === undefined ? (list ?? enclosed ?? either ?? "").split(/,| or | and /) : [quoted],
  );
  const given = Array.isArray(schema["examples"]) ? (schema["examples"] as readonly unknown[]) : [];
  return [...shown, ...given.filter((one) => typeof one === "string")]
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .slice(0, 10);
}
