import { atPointer } from "#shared/base/json-pointer.ts";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { schemaLimits } from "#shared/schema/limits.ts";
import { isSchema, own, type Schema } from "#shared/schema/subschemas.ts";
import { walkSchema } from "#shared/schema/walk-schema.ts";

/** Why a `$ref` leads nowhere, and the reference itself. Remote ones are never fetched. */
export interface RefFailure {
  readonly why: "remote" | "missing" | "cycle" | "too-many" | "not-a-schema";
  readonly ref: string;
}

/** The first target of one local reference: `#`, `#/$defs/x` (percent-encoded or not), `#anchor`, or `<own $id>#...`. */
export function targetOfRef(root: JsonObject, ref: string): Result<Schema, RefFailure> {
  const hash = ref.indexOf("#");
  const base = hash === -1 ? ref : ref.slice(0, hash);
  if (base !== "" && base !== stripHash(own(root, "$id"))) return fail({ why: "remote", ref });
  const fragment = decode(hash === -1 ? "" : ref.slice(hash + 1));
  if (fragment === "") return ok(root);
  const target = fragment.startsWith("/") ? atPointer(root, fragment) : atAnchor(root, fragment);
  if (target === undefined) return fail({ why: "missing", ref });
  return isSchema(target) ? ok(target) : fail({ why: "not-a-schema", ref });
}

/**
 * Follows `$ref` until there is none. Keywords beside a `$ref` are laid over its target, as 2020-12 reads them
 * (a description beside the reference then wins over the target's). Bounded, cycles are named.
 */
export function resolveRef(
  root: JsonObject,
  schema: Schema,
  maxRefs = schemaLimits.maxRefs,
): Result<Schema, RefFailure> {
  const seen = new Set<string>();
  const beside: JsonObject[] = [];
  let here: Schema = schema;
  for (;;) {
    const ref: unknown = isJsonObject(here) ? own(here, "$ref") : undefined;
    if (typeof ref !== "string" || !isJsonObject(here)) return ok(layered(here, beside));
    if (seen.has(ref)) return fail({ why: "cycle", ref });
    if (seen.size >= maxRefs) return fail({ why: "too-many", ref });
    seen.add(ref);
    if (Object.keys(here).length > 1) beside.push(here);
    const target: Result<Schema, RefFailure> = targetOfRef(root, ref);
    if (!target.ok) return target;
    here = target.value;
  }
}

/** The sentence for a person about a reference that leads nowhere. */
export function sayRefFailure({ why, ref }: RefFailure): string {
  const name = ref.length > 120 ? `${ref.slice(0, 120)}…` : ref;
  const sentences: Readonly<Record<RefFailure["why"], string>> = {
    remote: `unresolved external $ref ${name}: never fetched`,
    missing: `$ref ${name} names nothing in this schema`,
    cycle: `$ref ${name} leads back to itself`,
    "too-many": `$ref ${name} is one of more than ${schemaLimits.maxRefs} in a row`,
    "not-a-schema": `$ref ${name} names something that is not a schema`,
  };
  return sentences[why];
}

function layered(target: Schema, beside: readonly JsonObject[]): Schema {
  if (beside.length === 0 || !isJsonObject(target)) return target;
  const entries = new Map<string, unknown>(Object.entries(target));
  for (let index = beside.length - 1; index >= 0; index -= 1) {
    for (const [key, value] of Object.entries(beside[index] as JsonObject)) if (key !== "$ref") entries.set(key, value);
  }
  return Object.fromEntries(entries) as JsonObject;
}

function atAnchor(root: JsonObject, anchor: string): Schema | undefined {
  let found: Schema | undefined;
  walkSchema(root, ({ schema }) => {
    if (found !== undefined || !isJsonObject(schema)) return;
    const named = own(schema, "$anchor") === anchor || own(schema, "$dynamicAnchor") === anchor;
    if (named || own(schema, "$id") === `#${anchor}`) found = schema; // `$id: "#x"` is draft-07's anchor
  });
  return found;
}

function stripHash(id: unknown): string | undefined {
  return typeof id === "string" ? id.replace(/#.*$/s, "") : undefined;
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment; // a stray percent sign: the fragment is then meant literally
  }
}
