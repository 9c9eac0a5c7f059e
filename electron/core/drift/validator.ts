import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import type { Validator } from "#shared/drift/prove.ts";
import { measureJson } from "#shared/schema/measure-json.ts";
import { compileSchema } from "../schema-check/compile-schema.ts";
import { schemaBudgets } from "../schema-check/schema-limits.ts";

const MOST_KEPT = 256;

/** A compiled schema; its answer is a boolean, as `$async` is taken out before compiling. */
type Compiled = (value: unknown) => unknown;

/**
 * ajv as the drift engine asks for it: synchronous, compiled once per schema object and once per schema text.
 * Without `formats` they are annotations. "unchecked" for what ajv cannot compile or what breaks a budget. Runs in the drift worker only: the caller ends the
 * worker when a schema runs away.
 */
export function ajvValidator({ formats = true }: { readonly formats?: boolean } = {}): Validator {
  const byObject = new WeakMap<object, Compiled | "unusable">();
  const byText = new Map<string, Compiled | "unusable">();
  return (schema, value) => {
    if (typeof schema === "boolean") return schema ? "valid" : "invalid";
    if (!isJsonObject(schema)) return "unchecked";
    const validate = byObject.get(schema) ?? compileOnce(schema, byText, formats);
    byObject.set(schema, validate);
    if (validate === "unusable") return "unchecked";
    try {
      return validate(value) === true ? "valid" : "invalid";
    } catch (error) {
      if (error instanceof RangeError) return "unchecked"; // the schema refers to itself without end
      throw error;
    }
  };
}

function compileOnce(
  schema: JsonObject,
  known: Map<string, Compiled | "unusable">,
  formats: boolean,
): Compiled | "unusable" {
  const { depth, values, cut } = measureJson(schema, schemaBudgets.schemaValues + 1);
  if (cut || depth > schemaBudgets.schemaDepth || values > schemaBudgets.schemaValues) return "unusable";
  const text = JSON.stringify(modernBounds(schema));
  const before = known.get(text);
  if (before !== undefined) return before;
  const compiled = compileSchema(text, false, formats && text.includes('"format"'));
  const validate = compiled.ok ? compiled.value : "unusable";
  if (known.size >= MOST_KEPT) known.clear();
  known.set(text, validate);
  return validate;
}

/** Draft-04's `exclusiveMinimum: true` beside `minimum` in the spelling that ajv reads. Depth is bounded by the caller. */
export function modernBounds(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(modernBounds);
  if (!isJsonObject(schema)) return schema;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  const made: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(rest)) made[keyword] = modernBounds(value);
  const bounds = [
    ["minimum", minimum, "exclusiveMinimum", exclusiveMinimum],
    ["maximum", maximum, "exclusiveMaximum", exclusiveMaximum],
  ] as const;
  for (const [plain, bound, exclusive, strict] of bounds) {
    if (typeof strict === "boolean") {
      if (bound !== undefined) made[strict ? exclusive : plain] = bound;
    } else {
      if (bound !== undefined) made[plain] = modernBounds(bound);
      if (strict !== undefined) made[exclusive] = modernBounds(strict);
    }
  }
  if (typeof made["$schema"] === "string" && /draft-0[34]/.test(made["$schema"])) {
    made["$schema"] = "http://json-schema.org/draft-07/schema#";
  }
  return made;
}
