import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import {
  inside,
  nothingSeen,
  tried,
  type Evaluator,
  type Place,
  type Seen,
  Undecided,
} from "#shared/drift/schema/evaluation.ts";
import { numberAt } from "#shared/drift/schema/evaluate-scalar.ts";
import { matches } from "#shared/drift/schema/safe-pattern.ts";

/** A keyword's value where it is an object; else an empty one. */
export function mapAt(schema: JsonObject, keyword: string): JsonObject {
  const value = schema[keyword];
  return isJsonObject(value) ? value : {};
}

/** The names in `required`; a boolean or anything else is no list. */
export function requiredOf(schema: JsonObject): readonly string[] {
  const list = schema["required"];
  return Array.isArray(list) ? list.filter((name): name is string => typeof name === "string") : [];
}

/** Whether a property name is described by the pattern. Undecided where the pattern may not be run. */
function nameMatches(pattern: string, name: string): boolean {
  const found = matches(pattern, name);
  if (found === undefined) throw new Undecided();
  return found;
}

/** Object keywords (2020-12 applicator 10.3.2, validation 6.5). */
export function checkObject(run: Evaluator, schema: JsonObject, value: JsonObject, seen: Seen, place: Place): boolean {
  let ok = true;
  const names = Object.keys(value);
  const least = numberAt(schema, "minProperties");
  const most = numberAt(schema, "maxProperties");
  if (least !== undefined && names.length < least) ok = run.fail(place, "minProperties");
  if (most !== undefined && names.length > most) ok = run.fail(place, "maxProperties");
  for (const name of requiredOf(schema)) {
    if (!Object.hasOwn(value, name)) ok = run.fail({ ...place, path: [...place.path, name] }, "required");
  }
  ok = checkMembers(run, schema, value, seen, place) && ok;
  ok = checkDependencies(run, schema, value, seen, place) && ok;
  const modern = run.document.dialect !== "draft-07";
  if (modern && schema["unevaluatedProperties"] !== undefined) {
    for (const name of names) {
      if (seen.properties.has(name)) continue;
      const at = inside(place, name);
      if (!run.apply(schema["unevaluatedProperties"], value[name], nothingSeen(), at)) ok = false;
      seen.properties.add(name);
    }
  }
  if (place.closed && place.outermost) {
    for (const name of names) if (!seen.properties.has(name)) ok = run.fail(inside(place, name), "undeclared");
  }
  return ok;
}

function checkMembers(run: Evaluator, schema: JsonObject, value: JsonObject, seen: Seen, place: Place): boolean {
  let ok = true;
  const declared = mapAt(schema, "properties");
  const patterns = Object.entries(mapAt(schema, "patternProperties"));
  const extra = schema["additionalProperties"];
  const open = extra === true || (isJsonObject(extra) && Object.keys(extra).length === 0);
  // In a closed world "anything else" is no declaration, unless the object is a map and declares nothing else. The
  // arguments themselves are no map: many a tool without parameters is written down as open.
  const isMap = Object.keys(declared).length === 0 && place.path.length > 0;
  const countsAsDeclared = !place.closed || !open || isMap;
  for (const name of Object.keys(value)) {
    const at = inside(place, name);
    let known = false;
    if (Object.hasOwn(declared, name)) {
      known = true;
      ok = run.apply(declared[name], value[name], nothingSeen(), at) && ok;
    }
    for (const [pattern, each] of patterns) {
      if (!nameMatches(pattern, name)) continue;
      known = true;
      ok = run.apply(each, value[name], nothingSeen(), at) && ok;
    }
    if (known) seen.properties.add(name);
    else if (extra !== undefined) {
      if (countsAsDeclared) seen.properties.add(name);
      if (extra === false) ok = run.fail(at, "additionalProperties");
      else ok = run.apply(extra, value[name], nothingSeen(), at) && ok;
    }
    const naming = schema["propertyNames"];
    if (naming !== undefined && !run.apply(naming, name, nothingSeen(), { ...at, closed: false })) {
      ok = run.fail(at, "propertyNames");
    }
  }
  return ok;
}

function checkDependencies(run: Evaluator, schema: JsonObject, value: JsonObject, seen: Seen, place: Place): boolean {
  let ok = true;
  const modern = run.document.dialect !== "draft-07";
  const inner: Place = { ...place, outermost: false, depth: place.depth + 1 };
  for (const keyword of ["dependencies", "dependentRequired", "dependentSchemas"]) {
    if (!modern && keyword !== "dependencies") continue;
    for (const [name, needs] of Object.entries(mapAt(schema, keyword))) {
      if (!Object.hasOwn(value, name)) continue;
      if (Array.isArray(needs)) {
        const missing = needs.filter((other) => typeof other === "string" && !Object.hasOwn(value, other));
        for (const other of missing) {
          ok = run.fail({ ...place, path: [...place.path, String(other)] }, keyword);
        }
      } else if (!tried(run, needs, value, seen, inner)) ok = false;
    }
  }
  return ok;
}
