import { toPointer } from "#shared/base/json-pointer.ts";
import { isJsonObject, type Json, type JsonObject } from "#shared/base/json.ts";
import { describeConstraints } from "#shared/schema/describe-constraints.ts";
import { describeType } from "#shared/schema/describe-type.ts";
import { effectiveSchema } from "#shared/schema/effective-schema.ts";
import { requiredNames } from "#shared/schema/schema-types.ts";
import { isSchema, own, type Schema } from "#shared/schema/subschemas.ts";

/** One row of the parameter table: a key of the arguments, or something nested inside one. */
export interface ParameterRow {
  /** JSON Pointer into the arguments, with `*` for the items of an array: `/filters/*` + `/field`. Unique in a table. */
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly type: string;
  readonly required: boolean;
  readonly description?: string;
  /** Absent = no default; a default may itself be null. */
  readonly defaultValue?: Json;
  /** At most 50 of the allowed values. */
  readonly allowed?: readonly Json[];
  readonly allowedTotal?: number;
  readonly constraints: readonly string[];
  readonly examples: readonly Json[];
  /** What is wrong with the schema of this row, in one sentence. */
  readonly problem?: string;
  /** True when `childRows` has something to show. */
  readonly expandable: boolean;
  readonly schema: Schema;
}

/** Rows of one level: at most 200; `total` says how many there are. */
export interface ParameterLevel {
  readonly rows: readonly ParameterRow[];
  readonly total: number;
}

export const MAX_ROWS = 200;
const MAX_ALLOWED = 50;
const MAX_DEPTH = 16;

/** The rows of a tool's input (or output) schema: one level, in the order written. Nested ones are asked for as they open. */
export function parameterRows(root: JsonObject): ParameterLevel {
  return levelOf(root, root, "", 0);
}

/** The rows inside a row: the keys of an object, the item of an array, the shapes of a union. */
export function childRows(root: JsonObject, parent: ParameterRow): ParameterLevel {
  return parent.depth + 1 >= MAX_DEPTH
    ? { rows: [], total: 0 }
    : levelOf(root, parent.schema, parent.path, parent.depth + 1);
}

function levelOf(root: JsonObject, schema: Schema, path: string, depth: number): ParameterLevel {
  const { schema: seen } = effectiveSchema(root, schema);
  const inside = namedSchemas(seen);
  const required = requiredNames(seen);
  const rows = inside
    .slice(0, MAX_ROWS)
    .map(({ name, schema: child, kind }) =>
      rowOf(root, child, name, path, depth, kind === "key" && required.has(name)),
    );
  // A required name without a property is still something that the caller must send.
  const bare = [...required].filter((name) => !inside.some((entry) => entry.kind === "key" && entry.name === name));
  for (const name of bare.slice(0, Math.max(0, MAX_ROWS - rows.length))) {
    rows.push({ ...rowOf(root, true, name, path, depth, true), problem: "required, but described nowhere" });
  }
  return { rows, total: inside.length + bare.length };
}

interface Named {
  readonly name: string;
  readonly schema: Schema;
  readonly kind: "key" | "item" | "shape";
}

function namedSchemas(schema: JsonObject): readonly Named[] {
  const named: Named[] = [];
  const properties = own(schema, "properties");
  if (isJsonObject(properties)) {
    for (const [name, child] of Object.entries(properties)) {
      if (isSchema(child)) named.push({ name, schema: child, kind: "key" });
    }
  }
  const items = own(schema, "items");
  if (isJsonObject(items)) named.push({ name: "each item", schema: items, kind: "item" });
  const tuple = own(schema, "prefixItems") ?? items;
  if (Array.isArray(tuple)) {
    for (const [index, child] of tuple.entries()) {
      if (isSchema(child)) named.push({ name: `item ${index + 1}`, schema: child, kind: "item" });
    }
  }
  for (const keyword of ["oneOf", "anyOf"]) {
    const shapes = own(schema, keyword);
    if (!Array.isArray(shapes)) continue;
    for (const [index, child] of shapes.entries()) {
      if (isJsonObject(child) && !isBare(child)) {
        named.push({ name: titleOf(child) ?? `shape ${index + 1}`, schema: child, kind: "shape" });
      }
    }
  }
  const rest = own(schema, "additionalProperties");
  if (isJsonObject(rest) && Object.keys(rest).length > 0) {
    named.push({ name: "any other key", schema: rest, kind: "item" });
  }
  return named;
}

function rowOf(
  root: JsonObject,
  schema: Schema,
  name: string,
  parent: string,
  depth: number,
  required: boolean,
): ParameterRow {
  const { schema: seen, problem } = effectiveSchema(root, schema);
  const description = own(seen, "description");
  const defaultValue = own(seen, "default");
  const values = own(seen, "enum");
  const constant = own(seen, "const");
  const allowed = constant !== undefined ? [constant as Json] : Array.isArray(values) ? (values as Json[]) : undefined;
  const examples = own(seen, "examples");
  return {
    path: parent + toPointer([name]),
    name,
    depth,
    type: describeType(root, schema),
    required,
    ...(typeof description === "string" ? { description } : {}),
    ...(defaultValue === undefined ? {} : { defaultValue: defaultValue as Json }),
    ...(allowed === undefined ? {} : { allowed: allowed.slice(0, MAX_ALLOWED), allowedTotal: allowed.length }),
    constraints: describeConstraints(seen),
    examples: Array.isArray(examples) ? (examples as Json[]).slice(0, 3) : [],
    ...(problem === undefined ? {} : { problem }),
    expandable: depth + 1 < MAX_DEPTH && namedSchemas(seen).some((child) => hasMoreToSay(root, child)),
    schema,
  };
}

/** `array of string` says all there is of a plain item; a row of its own would repeat it. */
function hasMoreToSay(root: JsonObject, { kind, schema }: Named): boolean {
  if (kind !== "item") return true;
  const { schema: seen } = effectiveSchema(root, schema);
  return Object.keys(seen).some((key) => key !== "type" && key !== "format");
}

/** A branch that only names a type (`{ "type": "null" }`) is already in the type column. */
function isBare(schema: JsonObject): boolean {
  return Object.keys(schema).every((key) => key === "type");
}

function titleOf(schema: JsonObject): string | undefined {
  const title = own(schema, "title");
  return typeof title === "string" && title !== "" ? title.slice(0, 80) : undefined;
}
