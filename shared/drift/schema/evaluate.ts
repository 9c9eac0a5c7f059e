import { isJsonObject, jsonEqual, type JsonObject } from "#shared/base/json.ts";
import { checkArray } from "#shared/drift/schema/evaluate-array.ts";
import { checkObject } from "#shared/drift/schema/evaluate-object.ts";
import { checkNumber, checkString, hasType, typeNames } from "#shared/drift/schema/evaluate-scalar.ts";
import {
  addSeen,
  nothingSeen,
  tried,
  Undecided,
  type Evaluator,
  type Failure,
  type Place,
  type Seen,
} from "#shared/drift/schema/evaluation.ts";
import { baseOf, resolveReference, type SchemaDocument } from "#shared/drift/schema/schema-document.ts";

export type Answer = "valid" | "invalid" | "unchecked";

export interface EvaluateOptions {
  /** Objects may hold declared properties only, wherever a schema declares some ("closed world"). */
  readonly closed?: boolean;
  /** Where failures are collected, those inside failed alternatives included. */
  readonly failures?: Failure[];
  readonly maxSteps?: number;
  /** Told how many steps it took. */
  readonly onSteps?: (steps: number) => void;
}

const DEEPEST = 300;
const MOST_STEPS = 50_000;

/**
 * Whether `value` is an instance of `schema`, a schema of `document` (its root by default).
 * Formats and contents are annotations. "unchecked" where a reference leads outside, a pattern is not safe to run, or
 * a limit was hit. Interprets instead of compiling: for one value that is a hundred times cheaper than code generation.
 */
export function evaluate(
  document: SchemaDocument,
  value: unknown,
  options: EvaluateOptions = {},
  schema: unknown = document.root,
): Answer {
  const most = options.maxSteps ?? MOST_STEPS;
  let steps = most;
  const evaluator: Evaluator = {
    document,
    fail: (place, keyword) => {
      options.failures?.push({ path: place.path, keyword });
      return false;
    },
    apply: (inner, item, seen, place) => {
      steps -= 1;
      if (steps < 0 || place.depth > DEEPEST) throw new Undecided();
      return applySchema(evaluator, inner, item, seen, place);
    },
  };
  const base = baseOf(document, schema);
  const start: Place = {
    base,
    path: [],
    scope: [base],
    closed: options.closed === true,
    outermost: true,
    depth: 0,
  };
  try {
    return evaluator.apply(schema, value, nothingSeen(), start) ? "valid" : "invalid";
  } catch (error) {
    if (error instanceof Undecided) return "unchecked";
    throw error;
  } finally {
    options.onSteps?.(most - steps);
  }
}

function applySchema(run: Evaluator, schema: unknown, value: unknown, outer: Seen, from: Place): boolean {
  if (schema === true || schema === undefined) return true;
  if (schema === false) return run.fail(from, "false");
  if (!isJsonObject(schema)) throw new Undecided();
  const base = run.document.bases.get(schema) ?? from.base;
  const scope = base === from.base ? from.scope : [...from.scope, base];
  const place: Place = { ...from, base, scope };
  const inner: Place = { ...place, outermost: false, depth: place.depth + 1 };
  const old = run.document.dialect === "draft-07";
  const seen = nothingSeen(); // a schema sees what it and its subschemas looked at, never its cousins
  if (typeof schema["$ref"] === "string") {
    const followed = follow(run, schema["$ref"], value, seen, { ...inner, outermost: old && place.outermost });
    if (!followed || old) {
      addSeen(outer, seen);
      return followed;
    }
  }
  let ok = dynamic(run, schema, value, seen, inner);
  const types = typeNames(schema);
  if (types !== undefined && !hasType(types, value)) ok = run.fail(place, "type");
  if (Array.isArray(schema["enum"]) && !schema["enum"].some((item) => jsonEqual(item, value))) {
    ok = run.fail(place, "enum");
  }
  if (Object.hasOwn(schema, "const") && !jsonEqual(schema["const"], value)) ok = run.fail(place, "const");
  if (typeof value === "number") ok = checkNumber(run, schema, value, place) && ok;
  if (typeof value === "string") ok = checkString(run, schema, value, place) && ok;
  ok = combinators(run, schema, value, seen, inner) && ok;
  if (Array.isArray(value)) ok = checkArray(run, schema, value, seen, place) && ok;
  if (isJsonObject(value)) ok = checkObject(run, schema, value, seen, place) && ok;
  addSeen(outer, seen);
  return ok;
}

function follow(run: Evaluator, reference: string, value: unknown, seen: Seen, place: Place): boolean {
  const target = resolveReference(run.document, reference, place.base);
  if (target === undefined) throw new Undecided();
  const scope = target.base === place.base ? place.scope : [...place.scope, target.base];
  return run.apply(target.schema, value, seen, { ...place, base: target.base, scope });
}

/** `$dynamicRef` (2020-12 core 8.2.3.2): the outermost resource on the way here that has the same dynamic anchor wins. */
function dynamic(run: Evaluator, schema: JsonObject, value: unknown, seen: Seen, place: Place): boolean {
  const reference = schema["$dynamicRef"];
  if (typeof reference !== "string" || run.document.dialect === "draft-07") return true;
  const first = resolveReference(run.document, reference, place.base);
  const name = isJsonObject(first?.schema) ? first.schema["$dynamicAnchor"] : undefined;
  if (first !== undefined && typeof name === "string" && reference.endsWith(`#${name}`)) {
    for (const uri of place.scope) {
      const key = `${uri}#${name}`;
      if (!run.document.dynamicAnchors.has(key)) continue;
      return run.apply(run.document.dynamicAnchors.get(key), value, seen, { ...place, base: uri });
    }
  }
  return follow(run, reference, value, seen, place);
}

function combinators(run: Evaluator, schema: JsonObject, value: unknown, seen: Seen, place: Place): boolean {
  let ok = true;
  const listed = (keyword: string): readonly unknown[] => {
    const list = schema[keyword];
    return Array.isArray(list) ? list : [];
  };
  for (const each of listed("allOf")) ok = run.apply(each, value, seen, place) && ok;
  for (const keyword of ["anyOf", "oneOf"] as const) {
    if (!Array.isArray(schema[keyword])) continue;
    const passed = listed(keyword).filter((each) => tried(run, each, value, seen, place)).length;
    if (passed === 0 || (keyword === "oneOf" && passed > 1)) ok = run.fail(place, keyword);
  }
  const open: Place = { ...place, closed: false };
  if (schema["not"] !== undefined && run.apply(schema["not"], value, nothingSeen(), open)) ok = run.fail(place, "not");
  if (schema["if"] !== undefined) {
    const branch = tried(run, schema["if"], value, seen, open) ? "then" : "else";
    if (schema[branch] !== undefined) ok = run.apply(schema[branch], value, seen, place) && ok;
  }
  return ok;
}
