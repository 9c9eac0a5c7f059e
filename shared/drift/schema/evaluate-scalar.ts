import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { type Evaluator, type Place, Undecided } from "#shared/drift/schema/evaluation.ts";
import { matches } from "#shared/drift/schema/safe-pattern.ts";

/** The six JSON types; `integer` is a number without fraction (2020-12 core 6.1.1). */
export type JsonType = "null" | "boolean" | "number" | "string" | "array" | "object";

/** The JSON type of a value. */
export function typeOf(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (isJsonObject(value)) return "object";
  if (typeof value === "boolean" || typeof value === "number") return typeof value as JsonType;
  return "string";
}

/**
 * What `type` names; undefined where nothing is said. `nullable: true` beside it adds "null": no keyword of JSON Schema,
 * but OpenAPI's word that many servers carry over and that ajv heeds.
 */
export function typeNames({ type, nullable }: JsonObject): readonly unknown[] | undefined {
  if (type === undefined) return undefined;
  const names: readonly unknown[] = Array.isArray(type) ? type : [type];
  return nullable === true && !names.includes("null") ? [...names, "null"] : names;
}

/** Whether a value is of the named type, or of one of several. An unknown type name cannot be decided. */
export function hasType(names: readonly unknown[], value: unknown): boolean {
  return names.some((name) => {
    if (name === "integer") return typeof value === "number" && Number.isInteger(value);
    if (typeof name !== "string" || !/^(null|boolean|number|string|array|object)$/.test(name)) throw new Undecided();
    return typeOf(value) === name;
  });
}

/** A keyword's value where it is a finite number. */
export function numberAt(schema: JsonObject, keyword: string): number | undefined {
  const value = schema[keyword];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** Bounds of a number; draft-04's boolean `exclusiveMinimum` turns `minimum` exclusive. */
export function checkNumber(run: Evaluator, schema: JsonObject, value: number, place: Place): boolean {
  let ok = true;
  const minimum = numberAt(schema, "minimum");
  const maximum = numberAt(schema, "maximum");
  const above = numberAt(schema, "exclusiveMinimum");
  const below = numberAt(schema, "exclusiveMaximum");
  const step = numberAt(schema, "multipleOf");
  if (minimum !== undefined && (value < minimum || (schema["exclusiveMinimum"] === true && value === minimum))) {
    ok = run.fail(place, "minimum");
  }
  if (maximum !== undefined && (value > maximum || (schema["exclusiveMaximum"] === true && value === maximum))) {
    ok = run.fail(place, "maximum");
  }
  if (above !== undefined && value <= above) ok = run.fail(place, "exclusiveMinimum");
  if (below !== undefined && value >= below) ok = run.fail(place, "exclusiveMaximum");
  if (step !== undefined && step > 0 && !isMultiple(value, step)) ok = run.fail(place, "multipleOf");
  return ok;
}

/** Exact within what doubles can say: 0.3 is no multiple of 0.1 in binary, but it is meant to be. */
export function isMultiple(value: number, step: number): boolean {
  const quotient = value / step;
  if (Number.isInteger(quotient)) return true;
  return Math.abs(quotient) < 1e9 && Math.abs(quotient - Math.round(quotient)) < 1e-9;
}

/** What a text of a format looks like, roughly: a saved call that ignores it is no call that anyone made. */
const FORMATS: ReadonlyMap<string, RegExp> = new Map([
  ["date-time", /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/],
  ["date", /^\d{4}-\d\d-\d\d$/],
  ["time", /^\d\d:\d\d/],
  ["duration", /^P[\dTYMWDHS.]+$/],
  ["email", /^[^\s@]+@[^\s@]+$/],
  ["ipv4", /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/],
  ["ipv6", /^[\da-fA-F:.]*:[\da-fA-F:.]*$/],
  ["uri", /^[A-Za-z][\w+.-]*:\S+$/],
  ["url", /^[A-Za-z][\w+.-]*:\S+$/],
  ["uuid", /^[\da-fA-F]{8}(-[\da-fA-F]{4}){3}-[\da-fA-F]{12}$/],
]);

const plausible = (format: string, value: string): boolean => FORMATS.get(format)?.test(value) ?? true;

/** Lengths are counted in code points, patterns are unanchored (2020-12 validation 6.3). */
export function checkString(run: Evaluator, schema: JsonObject, value: string, place: Place): boolean {
  let ok = true;
  const least = numberAt(schema, "minLength");
  const most = numberAt(schema, "maxLength");
  if (least !== undefined || most !== undefined) {
    const length = Array.from(value).length;
    if (least !== undefined && length < least) ok = run.fail(place, "minLength");
    if (most !== undefined && length > most) ok = run.fail(place, "maxLength");
  }
  const { format } = schema;
  if (place.closed && typeof format === "string" && !plausible(format, value)) ok = run.fail(place, "format");
  const pattern = schema["pattern"];
  if (typeof pattern === "string") {
    const found = matches(pattern, value);
    if (found === undefined) throw new Undecided();
    if (!found) ok = run.fail(place, "pattern");
  }
  return ok;
}
