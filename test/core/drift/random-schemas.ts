import type { Json, JsonObject } from "#shared/base/json.ts";

export type Dialect = "draft-07" | "2020-12";

/** A seeded source of choices (mulberry32): the same seed, the same schemas. */
export interface Chance {
  below(limit: number): number;
  pick<T>(list: readonly T[]): T | undefined;
}

/** Chance from a seed. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (list) => list[below(list.length)] };
}

export const NAMES = ["id", "name", "limit", "x_a", "x_b", "Tag"];
export const TEXTS = ["open", "closed", "a", "abc", "ABC", "12", "2026-01-31", "ada@example.com", ""];
export const PATTERNS = ["^[a-z]+$", "^x_", "\\d", "^.{2,3}$", "^(open|closed)$", "b"];
const FORMATS = ["date", "email", "uri", "uuid", "nonsense"];
const TYPES = ["string", "integer", "number", "boolean", "null", "array", "object"];
const VALUES: readonly Json[] = [...TEXTS, 0, 1, 2.5, -1, true, false, null, [], ["a"], {}, { id: 1 }];

/** A random schema; deeper ones are plainer. */
export function randomSchema(chance: Chance, dialect: Dialect, depth: number): Json {
  const roll = chance.below(40);
  if (roll === 0) return true;
  if (roll === 1) return depth > 1 ? { not: {} } : {};
  if (roll < 5) return { const: chance.pick(VALUES) ?? null };
  if (roll < 9) return { enum: several(chance, VALUES, 1, 4) };
  if (roll < 12 && depth < 3) {
    return { $ref: `#/${dialect === "draft-07" ? "definitions" : "$defs"}/${depth < 2 ? "branch" : "leaf"}` };
  }
  if (roll < 18 && depth < 3) return combined(chance, dialect, depth);
  if (roll < 22) {
    const types = several(chance, TYPES, 2, 3) as string[];
    return {
      type: types,
      ...Object.assign({}, ...types.map((type) => randomKeywords(chance, dialect, type, depth + 1))),
    };
  }
  const type = chance.pick(depth >= 3 ? TYPES.slice(0, 5) : TYPES) ?? "string";
  const typed = chance.below(8) === 0 ? {} : { type };
  return { ...typed, ...randomKeywords(chance, dialect, type, depth + 1) };
}

function several<T>(chance: Chance, from: readonly T[], least: number, most: number): T[] {
  const found = new Set<T>();
  const count = least + chance.below(most - least + 1);
  while (found.size < count) found.add(chance.pick(from) as T);
  return [...found];
}

function combined(chance: Chance, dialect: Dialect, depth: number): JsonObject {
  const inner = (): Json => randomSchema(chance, dialect, depth + 1);
  switch (chance.below(6)) {
    case 0:
      return { anyOf: [inner(), inner()] };
    case 1:
      return { oneOf: [inner(), inner(), ...(chance.below(2) === 0 ? [inner()] : [])] };
    case 2:
      return { allOf: [inner(), inner()] };
    case 3:
      return { not: inner() };
    case 4:
      return { if: inner(), [chance.below(2) === 0 ? "then" : "else"]: inner() };
    default:
      return { if: inner(), [chance.below(2) === 0 ? "then" : "else"]: inner(), else: inner() };
  }
}

/** A few keywords that say something of values of one type. */
export function randomKeywords(chance: Chance, dialect: Dialect, type: string, depth: number): JsonObject {
  const kinds: Record<string, () => JsonObject> = {
    string: () => texts(chance),
    integer: () => numbers(chance),
    number: () => numbers(chance),
    array: () => arrays(chance, dialect, depth),
    object: () => objects(chance, dialect, depth),
  };
  return kinds[type]?.() ?? {};
}

type Makers = readonly (() => JsonObject)[];

/** Up to `most` of the makers, merged. */
function some(chance: Chance, makers: Makers, most: number): JsonObject {
  const count = chance.below(most + 1);
  return Object.assign({}, ...several(chance, makers, 0, Math.min(count, makers.length)).map((make) => make()));
}

function texts(chance: Chance): JsonObject {
  return some(
    chance,
    [
      () => ({ minLength: chance.below(4) }),
      () => ({ maxLength: 1 + chance.below(5) }),
      () => ({ pattern: chance.pick(PATTERNS) ?? "a" }),
      () => ({ format: chance.pick(FORMATS) ?? "date" }),
    ],
    2,
  );
}

function numbers(chance: Chance): JsonObject {
  return some(
    chance,
    [
      () => ({ minimum: chance.below(5) - 2 }),
      () => ({ maximum: chance.below(8) }),
      () => ({ exclusiveMinimum: chance.below(4) - 2 }),
      () => ({ exclusiveMaximum: 1 + chance.below(8) }),
      () => ({ multipleOf: chance.pick([1, 2, 3, 0.5]) ?? 1 }),
    ],
    2,
  );
}

function arrays(chance: Chance, dialect: Dialect, depth: number): JsonObject {
  const inner = (): Json => randomSchema(chance, dialect, depth + 1);
  const old = dialect === "draft-07";
  return some(
    chance,
    [
      () => ({ items: inner() }),
      () => (old ? { items: [inner(), inner()], additionalItems: inner() } : { prefixItems: [inner(), inner()] }),
      () => ({ minItems: chance.below(3) }),
      () => ({ maxItems: 1 + chance.below(3) }),
      () => ({ uniqueItems: true }),
      () => ({ contains: inner() }),
      () => (old ? {} : { contains: inner(), minContains: chance.below(3), maxContains: 1 + chance.below(2) }),
      () => (old ? {} : { prefixItems: [inner()], unevaluatedItems: chance.below(2) === 0 ? false : inner() }),
    ],
    3,
  );
}

function objects(chance: Chance, dialect: Dialect, depth: number): JsonObject {
  const inner = (): Json => randomSchema(chance, dialect, depth + 1);
  const old = dialect === "draft-07";
  const names = (): string[] => several(chance, NAMES, 1, 2);
  const properties = Object.fromEntries(several(chance, NAMES, 1, 3).map((name) => [name, inner()]));
  const more = some(
    chance,
    [
      () => ({ required: names() }),
      () => ({ required: names() }),
      () => ({ additionalProperties: false }),
      () => ({ additionalProperties: inner() }),
      () => ({ patternProperties: { [chance.pick(["^x_", "a", "^[A-Z]"]) ?? "a"]: inner() } }),
      () => ({ propertyNames: { [chance.pick(["maxLength", "minLength"]) ?? "maxLength"]: 2 + chance.below(3) } }),
      () => ({ minProperties: chance.below(3) }),
      () => ({ maxProperties: 1 + chance.below(3) }),
      () => ({ [old ? "dependencies" : "dependentRequired"]: { [chance.pick(NAMES) ?? "id"]: names() } }),
      () => ({ [old ? "dependencies" : "dependentSchemas"]: { [chance.pick(NAMES) ?? "id"]: inner() } }),
      () => (old ? {} : { unevaluatedProperties: chance.below(2) === 0 ? false : inner() }),
      () => (old ? {} : { allOf: [{ properties: { [chance.pick(NAMES) ?? "id"]: inner() } }] }),
    ],
    3,
  );
  return { properties, ...more };
}
