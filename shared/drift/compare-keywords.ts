import { isJsonObject, jsonEqual, type Json, type JsonObject } from "#shared/base/json.ts";
import { objecting, type SchemaWalk, type Spot, subjectOf } from "#shared/drift/schema-walk.ts";
import { compareEnum } from "#shared/drift/compare-enum.ts";
import type { ChangeKind } from "#shared/drift/drift.ts";
import { fingerprint, hasReference } from "#shared/drift/schema/fingerprint.ts";

/** Lower bounds tighten upwards, upper bounds downwards. */
const LOWER = new Set(["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains"]);
const UPPER = new Set(["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains"]);
const OTHER_LIMITS = new Set(["pattern", "multipleOf", "uniqueItems", "contentEncoding", "contentMediaType"]);
const ALTERNATIVES = new Set(["anyOf", "oneOf", "allOf"]);
/** Rules that only mean something together. */
const TOGETHER: readonly (readonly string[])[] = [
  ["if", "then", "else"],
  ["contains", "minContains", "maxContains"],
];
/** Handled elsewhere, or without effect. */
const ELSEWHERE = new Set([
  "description",
  "title",
  "type",
  "enum",
  "const",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "prefixItems",
  "$defs",
  "definitions",
  "$ref",
  "default",
  "format",
  "nullable",
]);
const REMARKS = new Set(["examples", "deprecated", "readOnly", "writeOnly", "$comment", "$id", "$anchor"]);

/** Everything of a node but its texts, its types, its members and its items. */
export function compareKeywords(walk: SchemaWalk, spot: Spot): void {
  const { before, after } = spot;
  compareEnum(walk, spot);
  const keywords = new Set([...Object.keys(before.schema), ...Object.keys(after.schema)]);
  for (const keyword of keywords) {
    if (ELSEWHERE.has(keyword)) continue;
    // Alternatives that are spelled alike may still lead to different definitions.
    const leads = ALTERNATIVES.has(keyword) && hasReference(before.schema[keyword]);
    if (!leads && jsonEqual(before.schema[keyword], after.schema[keyword])) continue;
    if (keyword === "$schema") walk.noise({ kind: "schema-dialect", pointer: `${spot.pointer}/$schema` });
    else if (ALTERNATIVES.has(keyword)) compareAlternatives(walk, spot, keyword);
    else compareRule(walk, spot, keyword);
  }
  for (const keyword of ["default", "format"] as const) {
    const [was, is] = [before.schema[keyword] ?? null, after.schema[keyword] ?? null];
    if (jsonEqual(before.schema[keyword], after.schema[keyword])) continue;
    // A default of null is no default: schema libraries write it beside "or null".
    if (jsonEqual(was, is)) {
      const side = after.schema[keyword] === undefined ? before : after;
      walk.noise({ kind: "equivalent-rewriting", pointer: `${side.pointer}/${keyword}` });
    } else add(walk, spot, keyword === "default" ? "default-changed" : "format-changed", keyword, undefined);
  }
}

const numberOr = (value: Json | undefined, other: number): number => (typeof value === "number" ? value : other);

/** No bound, or one past what a double can count: schema libraries write those out, and nothing means them. */
const isLimitless = (value: Json | undefined): boolean =>
  value === undefined || (typeof value === "number" && Math.abs(value) >= Number.MAX_SAFE_INTEGER);

function compareRule(walk: SchemaWalk, spot: Spot, keyword: string): void {
  const before = spot.before.schema[keyword];
  const after = spot.after.schema[keyword];
  const group = TOGETHER.find((keywords) => keywords.includes(keyword)) ?? [keyword];
  const focus = leaf(walk, spot, group);
  if (isLimitless(before) && isLimitless(after)) {
    walk.noise({ kind: "equivalent-rewriting", pointer: `${spot.after.pointer}/${keyword}` });
  } else if (LOWER.has(keyword) || UPPER.has(keyword)) {
    const none = LOWER.has(keyword) ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    const rises = numberOr(after, none) > numberOr(before, none);
    add(walk, spot, rises === LOWER.has(keyword) ? "constraint-tightened" : "constraint-loosened", keyword, focus);
  } else if (OTHER_LIMITS.has(keyword)) {
    const kind: ChangeKind =
      before === undefined
        ? "constraint-tightened"
        : after === undefined
          ? "constraint-loosened"
          : "constraint-changed";
    add(walk, spot, kind, keyword, focus);
  } else if (REMARKS.has(keyword)) add(walk, spot, "schema-rule-changed", keyword, undefined);
  else if (fingerprint({ [keyword]: before }) === fingerprint({ [keyword]: after })) {
    walk.noise({ kind: "equivalent-rewriting", pointer: `${spot.after.pointer}/${keyword}` });
  } else add(walk, spot, "schema-rule-changed", keyword, focus);
}

/** The part of the objecting schema that holds these keywords, wrapped up to the root. */
function leaf(walk: SchemaWalk, spot: Spot, keywords: readonly string[]): unknown {
  const { schema } = objecting(walk, spot);
  const kept: Record<string, Json> = {};
  for (const keyword of keywords) {
    const value = schema[keyword];
    if (value !== undefined) kept[keyword] = value;
  }
  return Object.keys(kept).length === 0 ? undefined : spot.wrap(kept);
}

function add(walk: SchemaWalk, spot: Spot, kind: ChangeKind, keyword: string, focus: unknown): void {
  const before = spot.before.schema[keyword];
  const after = spot.after.schema[keyword];
  walk.add({
    kind,
    pointer: `${(after === undefined ? spot.before : spot.after).pointer}/${keyword}`,
    before,
    after,
    subject: `\`${keyword}\` of ${subjectOf(spot.path)}`,
    ...notedOf(before, after),
    ...(focus === undefined ? {} : { focus: { schema: focus } }),
  });
}

/** "5 became 10" for what can be said in a few words. */
function notedOf(before: Json | undefined, after: Json | undefined): { readonly note?: string } {
  const [was, is] = [said(before), said(after)];
  return was === undefined || is === undefined ? {} : { note: `${was} became ${is}` };
}

const LONGEST_SAID = 60;

function said(value: Json | undefined): string | undefined {
  const text = value === undefined ? "none" : JSON.stringify(value);
  return text.length > LONGEST_SAID ? undefined : text;
}

/** Alternatives are paired by what they accept; pairs that differ in texts only are compared, the rest is one change. */
function compareAlternatives(walk: SchemaWalk, spot: Spot, keyword: string): void {
  const list = (schema: JsonObject): readonly unknown[] => {
    const ways = schema[keyword];
    return Array.isArray(ways) ? ways : [];
  };
  const one = list(spot.before.schema);
  const two = list(spot.after.schema);
  const focus = leaf(walk, spot, [keyword]);
  const whole = (): unknown => focus;
  const taken = new Set<number>();
  const pairs: (readonly [number, number])[] = [];
  for (const [index, way] of one.entries()) {
    const print = fingerprint(way);
    const same = two.findIndex((other, at) => !taken.has(at) && fingerprint(other) === print);
    if (same < 0) continue;
    taken.add(same);
    pairs.push([index, same]);
  }
  const left = one.flatMap((_, index) => (pairs.some(([from]) => from === index) ? [] : [index]));
  const right = two.flatMap((_, index) => (taken.has(index) ? [] : [index]));
  const alike = left.length === right.length && left.every((from, at) => comparable(one[from], two[right[at] ?? -1]));
  if (alike) for (const [at, from] of left.entries()) pairs.push([from, right[at] ?? -1]);
  else add(walk, spot, "alternatives-changed", keyword, focus);
  for (const [from, to] of pairs) {
    if (from !== to) walk.noise({ kind: "order", pointer: `${spot.after.pointer}/${keyword}` });
    walk.descend(spot, { before: one[from], after: two[to] }, `/${keyword}/${to}`, spot.path, whole);
  }
}

/** Alternatives that are about the same thing: same type, and the same discriminating constants. */
function comparable(left: unknown, right: unknown): boolean {
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  if (!jsonEqual(left["type"], right["type"]) || !jsonEqual(left["$ref"], right["$ref"])) return false;
  return constants(left) === constants(right);
}

/** The members of an object schema that allow one value only, as text: what tells alternatives apart. */
function constants(schema: JsonObject): string {
  const members = Object.entries(isJsonObject(schema["properties"]) ? schema["properties"] : {});
  return members
    .flatMap(([name, value]) =>
      isJsonObject(value) && value["const"] !== undefined ? [`${name}=${JSON.stringify(value["const"])}`] : [],
    )
    .sort()
    .join("&");
}
