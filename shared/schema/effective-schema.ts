import { isJsonObject, setOwn, type JsonObject } from "#shared/base/json.ts";
import { resolveRef, sayRefFailure } from "#shared/schema/resolve-ref.ts";
import { isSchema, own, type Schema } from "#shared/schema/subschemas.ts";

/** A schema as a reader sees it: references followed, `allOf` laid together. `problem` says what could not be. */
export interface EffectiveSchema {
  readonly schema: JsonObject;
  readonly problem?: string;
}

const MAX_LAYERS = 64;

/**
 * Follows `$ref` and merges `allOf` (properties joined, required united, the first word kept elsewhere).
 * Enough to show and to prefill; not a validator. `true` reads as `{}`, `false` as `{ not: {} }`. Bounded.
 */
export function effectiveSchema(root: JsonObject, schema: Schema): EffectiveSchema {
  const merged: Record<string, unknown> = {};
  const queue: Schema[] = [schema];
  const seen = new Set<JsonObject>();
  let problem: string | undefined;
  for (let index = 0; index < queue.length; index += 1) {
    if (index >= MAX_LAYERS) {
      problem ??= `allOf joins more than ${MAX_LAYERS} schemas`;
      break;
    }
    const resolved = resolveRef(root, queue[index] as Schema);
    if (!resolved.ok) {
      problem ??= sayRefFailure(resolved.error);
      if (isJsonObject(queue[index])) layer(merged, queue[index] as JsonObject);
      continue;
    }
    const layerSchema = asObject(resolved.value);
    if (seen.has(layerSchema)) continue;
    seen.add(layerSchema);
    layer(merged, layerSchema);
    const allOf = own(layerSchema, "allOf");
    if (Array.isArray(allOf)) queue.push(...allOf.filter(isSchema).slice(0, MAX_LAYERS));
  }
  return { schema: merged as JsonObject, ...(problem === undefined ? {} : { problem }) };
}

function asObject(schema: Schema): JsonObject {
  if (isJsonObject(schema)) return schema;
  return schema ? {} : { not: {} };
}

function layer(merged: Record<string, unknown>, schema: JsonObject): void {
  for (const [key, value] of Object.entries(schema)) {
    if (key === "allOf" || key === "$ref" || value === undefined) continue;
    const before = Object.hasOwn(merged, key) ? merged[key] : undefined;
    if (before === undefined) setOwn(merged, key, value);
    else if (key === "properties" && isJsonObject(before) && isJsonObject(value)) {
      setOwn(merged, key, Object.fromEntries([...Object.entries(before), ...notIn(before, value)]));
    } else if (key === "required" && Array.isArray(before) && Array.isArray(value)) {
      setOwn(merged, key, [...new Set<unknown>([...before, ...value])]);
    }
  }
}

function notIn(before: JsonObject, value: JsonObject): [string, unknown][] {
  return Object.entries(value).filter(([name]) => !Object.hasOwn(before, name));
}
