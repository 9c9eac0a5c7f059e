import { jsonEqual, isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { objecting, type SchemaWalk, type Spot, subjectOf } from "#shared/drift/schema-walk.ts";
import { typeNames } from "#shared/drift/schema/evaluate-scalar.ts";

const TYPES = ["null", "boolean", "integer", "number", "string", "array", "object"];
/** Told elsewhere: types by this finding, texts by `compareText`. */
const TOLD = new Set(["type", "nullable", "title", "description", "$schema"]);

/** The types that a node lets through; of alternatives, those of each. */
function typesOf(schema: JsonObject): ReadonlySet<string> {
  const types = new Set(namedTypes(schema));
  if (types.has("number")) types.add("integer");
  return types;
}

function namedTypes(schema: JsonObject): readonly string[] {
  const named = typeNames(schema)?.filter((one) => typeof one === "string");
  if (named !== undefined) return named;
  const ways = schema["anyOf"] ?? schema["oneOf"];
  if (!Array.isArray(ways) || ways.length === 0) return TYPES;
  return ways.flatMap((way) => (isJsonObject(way) ? (typeNames(way) ?? TYPES).map(String) : TYPES));
}

/**
 * The types of two nodes. "nothing in common": no value passes both, so that there is nothing else to compare; the
 * finding stands for everything in the two.
 */
export function compareTypes(walk: SchemaWalk, spot: Spot): "nothing in common" | undefined {
  const before = spot.before.schema["type"];
  const after = spot.after.schema["type"];
  if (before === undefined && after === undefined) return undefined; // alternatives are compared as such
  const one = typesOf(spot.before.schema);
  const two = typesOf(spot.after.schema);
  const lost = [...one].filter((type) => !two.has(type));
  const won = [...two].filter((type) => !one.has(type));
  const folded = spot.before.folded || spot.after.folded;
  const pointer = folded ? spot.pointer : `${spot.pointer}/type`;
  const flipped = !jsonEqual(spot.before.schema["nullable"], spot.after.schema["nullable"]);
  const nullable = flipped
    ? [`${(spot.after.schema["nullable"] === undefined ? spot.before : spot.after).pointer}/nullable`]
    : [];
  // Arguments and structured content are objects, whether or not the schema says so.
  const rooted = spot.depth === 0 && [before, after].every((type) => type === undefined || type === "object");
  if (lost.length + won.length === 0 || rooted) {
    const marks = [...(jsonEqual(before, after) ? [] : [pointer]), ...nullable];
    for (const mark of marks) walk.noise({ kind: "equivalent-rewriting", pointer: mark });
    return undefined;
  }
  const kind = lost.length === 0 ? "type-widened" : won.length === 0 ? "type-narrowed" : "type-changed";
  const { schema } = objecting(walk, spot);
  const apart = lost.length === one.size && won.length === two.size;
  const limits = limitsOf(schema, apart);
  const alsoAt = [...nullable, ...(apart ? pointersOf(spot) : [])];
  walk.add({
    kind,
    pointer,
    ...(alsoAt.length === 0 ? {} : { alsoAt }),
    before,
    after,
    subject: subjectOf(spot.path),
    note: `${said(one, spot.before.schema)} became ${said(two, spot.after.schema)}`,
    ...(limits === undefined ? {} : { focus: { schema: spot.wrap(limits) } }),
  });
  return apart ? "nothing in common" : undefined;
}

/** What of a node a value breaks by its type alone. */
function limitsOf(schema: JsonObject, apart: boolean): JsonObject | undefined {
  const kept = new Set(["type", "nullable", ...(apart ? ["anyOf", "oneOf"] : [])]);
  const limits = Object.fromEntries(Object.entries(schema).filter(([keyword]) => kept.has(keyword)));
  return Object.keys(limits).length === 0 ? undefined : limits;
}

/** Every keyword in which two nodes differ. */
function pointersOf({ before, after }: Spot): readonly string[] {
  const keywords = new Set([...Object.keys(before.schema), ...Object.keys(after.schema)]);
  return [...keywords]
    .filter((keyword) => !TOLD.has(keyword) && !jsonEqual(before.schema[keyword], after.schema[keyword]))
    .map((keyword) => `${(after.schema[keyword] === undefined ? before : after).pointer}/${keyword}`);
}

function said(types: ReadonlySet<string>, schema: JsonObject): string {
  if (TYPES.every((type) => types.has(type))) return "any type";
  const named = [...types].filter(
    (type) => !(type === "integer" && types.has("number") && !isNamed(schema, "integer")),
  );
  return named.join(" or ").slice(0, 200);
}

const isNamed = (schema: JsonObject, type: string): boolean => [schema["type"]].flat().includes(type);
