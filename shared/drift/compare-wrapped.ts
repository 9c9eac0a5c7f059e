import { isJsonObject, jsonEqual, type JsonObject } from "#shared/base/json.ts";
import type { View } from "#shared/drift/schema-view.ts";
import { type SchemaWalk, type Spot, subjectOf, type Wrap } from "#shared/drift/schema-walk.ts";

/** A plain schema that became one of several alternatives, or the other way round: what is compared with what. */
export interface Unwrapped {
  /** The two nodes without alternatives: the plain one and its counterpart among the alternatives. */
  readonly spot: Spot;
  /** The nodes themselves, for their texts: those of the counterpart where the node has none. */
  readonly texts: Spot;
}

const TEXTS: readonly string[] = ["title", "description"];
const BESIDE = new Set([...TEXTS, "default", "examples", "deprecated", "$comment"]);

/**
 * Where one side is a plain schema and the other lists alternatives of which one is like it, the alternatives are one
 * change and the plain schema is compared with its counterpart: nothing in it was removed. Undefined: compare as usual.
 */
export function unwrapped(
  walk: SchemaWalk,
  spot: Spot,
  read: (side: "before" | "after", node: unknown, pointer: string) => View | undefined,
): Unwrapped | undefined {
  const { before, after } = spot;
  const [one, two] = [alternativesOf(before), alternativesOf(after)];
  if ((one === undefined) === (two === undefined)) return undefined;
  const listed = one ?? two;
  const [plain, wrapped] = one === undefined ? [before, after] : [after, before];
  if (listed === undefined || hasAlternatives(plain)) return undefined;
  const side = one === undefined ? "after" : "before";
  const ways = listed.ways.map((way, at) => read(side, way, `${wrapped.pointer}/${listed.keyword}/${at}`));
  const index = counterpartOf(plain.schema, ways);
  const way = ways[index];
  if (way === undefined) return undefined;
  const others = listed.ways.filter((_, at) => at !== index);
  const inner: View = { ...way, folded: true, schema: without(way.schema, TEXTS) };
  const outer: View = { ...wrapped, schema: { ...pick(way.schema, TEXTS), ...wrapped.schema } };
  const bare: View = { ...plain, schema: without(plain.schema, TEXTS) };
  const objecting = walk.direction === "input" ? after : before;
  const anyOther: Wrap = (leaf) => spot.wrap({ anyOf: [leaf, ...others] });
  walk.add({
    kind: "alternatives-changed",
    pointer: `${wrapped.pointer}/${listed.keyword}`,
    alsoAt: Object.keys(plain.schema)
      .filter((keyword) => !jsonEqual(plain.schema[keyword], wrapped.schema[keyword]))
      .map((keyword) => `${plain.pointer}/${keyword}`),
    before: one === undefined ? undefined : listed.ways,
    after: one === undefined ? listed.ways : undefined,
    subject: subjectOf(spot.path),
    note:
      one === undefined
        ? `one of ${listed.ways.length} alternatives now`
        : `one of ${listed.ways.length} alternatives before`,
    focus: { schema: spot.wrap(without(objecting.schema, [...BESIDE])) },
  });
  const sides = (left: View, right: View): Spot => ({
    ...spot,
    before: one === undefined ? left : right,
    after: one === undefined ? right : left,
  });
  return {
    spot: { ...sides(bare, inner), wrap: objecting === wrapped ? anyOther : spot.wrap },
    texts: sides(plain, outer),
  };
}

const hasAlternatives = ({ schema }: View): boolean => schema["anyOf"] !== undefined || schema["oneOf"] !== undefined;

/** The alternatives of a node that says nothing else. */
function alternativesOf({ schema }: View) {
  const keyword = schema["anyOf"] === undefined ? "oneOf" : "anyOf";
  const ways = schema[keyword];
  if (!Array.isArray(ways) || Object.keys(schema).some((name) => name !== keyword && !BESIDE.has(name)))
    return undefined;
  return { keyword, ways };
}

/** The alternative of the same type that shares most members with a plain schema; -1 where there is none. */
function counterpartOf(plain: JsonObject, ways: readonly (View | undefined)[]): number {
  let best = -1;
  let most = -1;
  for (const [index, way] of ways.entries()) {
    if (way === undefined || plain["type"] === undefined || !jsonEqual(way.schema["type"], plain["type"])) continue;
    const [left, right] = [membersOf(plain), membersOf(way.schema)];
    const shared = left.filter((name) => right.includes(name)).length;
    if (shared <= most || (shared === 0 && left.length > 0 && right.length > 0)) continue;
    [best, most] = [index, shared];
  }
  return best;
}

const membersOf = ({ properties, enum: values }: JsonObject): readonly string[] =>
  isJsonObject(properties)
    ? Object.keys(properties)
    : Array.isArray(values)
      ? values.map((one) => JSON.stringify(one))
      : [];

const pick = (schema: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => names.includes(name)));

const without = (schema: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => !names.includes(name)));
