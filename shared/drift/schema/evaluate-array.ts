import { jsonEqual, type JsonObject } from "#shared/base/json.ts";
import { inside, nothingSeen, type Evaluator, type Place, type Seen } from "#shared/drift/schema/evaluation.ts";
import type { Dialect } from "#shared/drift/schema/schema-document.ts";
import { numberAt } from "#shared/drift/schema/evaluate-scalar.ts";

/** The positional schemas of an array and the one for the rest, in either dialect's spelling. */
export function itemSchemas(
  schema: JsonObject,
  dialect: Dialect,
): {
  readonly prefix: readonly unknown[];
  readonly rest: unknown;
  readonly restKeyword: "items" | "additionalItems";
} {
  const items = schema["items"];
  if (Array.isArray(items)) return { prefix: items, rest: schema["additionalItems"], restKeyword: "additionalItems" };
  const prefix = dialect === "draft-07" ? undefined : schema["prefixItems"];
  return { prefix: Array.isArray(prefix) ? prefix : [], rest: items, restKeyword: "items" };
}

/** Array keywords (2020-12 applicator 10.3.1, validation 6.4). */
export function checkArray(
  run: Evaluator,
  schema: JsonObject,
  value: readonly unknown[],
  seen: Seen,
  place: Place,
): boolean {
  let ok = true;
  const least = numberAt(schema, "minItems");
  const most = numberAt(schema, "maxItems");
  if (least !== undefined && value.length < least) ok = run.fail(place, "minItems");
  if (most !== undefined && value.length > most) ok = run.fail(place, "maxItems");
  if (schema["uniqueItems"] === true && hasTwins(value)) ok = run.fail(place, "uniqueItems");
  const { prefix, rest } = itemSchemas(schema, run.document.dialect);
  for (const [index, item] of value.entries()) {
    const positional = index < prefix.length;
    const each = positional ? prefix[index] : rest;
    if (!positional && rest === undefined) break;
    seen.items.add(index);
    ok = run.apply(each, item, nothingSeen(), inside(place, index)) && ok;
  }
  if (schema["contains"] !== undefined) ok = checkContains(run, schema, value, seen, place) && ok;
  if (schema["unevaluatedItems"] !== undefined && run.document.dialect !== "draft-07") {
    for (const [index, item] of value.entries()) {
      if (seen.items.has(index)) continue;
      ok = run.apply(schema["unevaluatedItems"], item, nothingSeen(), inside(place, index)) && ok;
      seen.items.add(index);
    }
  }
  return ok;
}

function checkContains(
  run: Evaluator,
  schema: JsonObject,
  value: readonly unknown[],
  seen: Seen,
  place: Place,
): boolean {
  const modern = run.document.dialect !== "draft-07";
  const least = (modern ? numberAt(schema, "minContains") : undefined) ?? 1;
  const most = modern ? numberAt(schema, "maxContains") : undefined;
  let found = 0;
  for (const [index, item] of value.entries()) {
    if (!run.apply(schema["contains"], item, nothingSeen(), { ...inside(place, index), closed: false })) continue;
    found += 1;
    if (modern) seen.items.add(index);
  }
  if (found < least) return run.fail(place, "contains");
  if (most !== undefined && found > most) return run.fail(place, "maxContains");
  return true;
}

function hasTwins(value: readonly unknown[]): boolean {
  return value.some((item, index) => value.slice(0, index).some((earlier) => jsonEqual(earlier, item)));
}
