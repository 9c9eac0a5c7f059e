import { stableJson } from "#shared/base/stable-json.ts";
import { jsonEqual, type Json, type JsonObject } from "#shared/base/json.ts";
import { objecting, type SchemaWalk, type Spot, subjectOf } from "#shared/drift/schema-walk.ts";

/** The listed values of a node: `enum`, or `const` as a list of one. */
function valuesOf(schema: JsonObject): readonly Json[] | undefined {
  const { enum: values, const: only } = schema;
  if (Object.hasOwn(schema, "const") && only !== undefined) return [only];
  return Array.isArray(values) ? values : undefined;
}

/** More changed values than this are told as one change. */
const MOST_VALUES = 200;

/** Values that came, went or changed their spelling, one change each; a list that appeared or went as a whole is one. */
export function compareEnum(walk: SchemaWalk, spot: Spot): void {
  const one = valuesOf(spot.before.schema);
  const two = valuesOf(spot.after.schema);
  if (one === undefined && two === undefined) return;
  const keyword =
    Object.hasOwn(spot.after.schema, "const") || (two === undefined && one?.length === 1) ? "const" : "enum";
  const side = two === undefined ? spot.before : spot.after;
  const written = Object.hasOwn(side.schema, keyword) ? keyword : keyword === "const" ? "enum" : "const";
  const pointer = `${side.pointer}/${written}`;
  const subject = subjectOf(spot.path);
  const limits = valuesOf(objecting(walk, spot).schema);
  const whole = limits === undefined ? {} : { focus: { schema: spot.wrap({ enum: limits }) } };
  if (one === undefined || two === undefined) {
    const kind = one === undefined ? "enum-introduced" : "enum-dropped";
    walk.add({ kind, pointer, before: one, after: two, subject, ...whole });
    return;
  }
  const [old, now] = [new Set(one.map((value) => stableJson(value))), new Set(two.map((value) => stableJson(value)))];
  const lost = one.filter((value) => !now.has(stableJson(value)));
  const won = two.filter((value) => !old.has(stableJson(value)));
  if (lost.length + won.length > MOST_VALUES) {
    const kind = lost.length > 0 ? "enum-value-removed" : "enum-value-added";
    const note = `${lost.length} values gone, ${won.length} new`;
    walk.add({ kind, pointer, before: one, after: two, subject, note, ...whole });
    return;
  }
  for (const value of lost) {
    const twin = won.find((other) => isRespelled(value, other));
    const kind = twin === undefined ? "enum-value-removed" : "enum-value-recased";
    const focus = walk.direction === "input" ? { focus: { schema: spot.wrap({ not: { const: value } }) } } : {};
    const note = twin === undefined ? said(value) : `${said(value)} became ${said(twin)}`;
    walk.add({ kind, pointer, before: value, after: twin, subject, names: named(value), note, ...focus });
    if (twin !== undefined) won.splice(won.indexOf(twin), 1);
  }
  for (const value of won) {
    const focus = walk.direction === "output" ? { focus: { schema: spot.wrap({ not: { const: value } }) } } : {};
    walk.add({
      kind: "enum-value-added",
      pointer,
      after: value,
      subject,
      names: named(value),
      note: said(value),
      ...focus,
    });
  }
  if (lost.length + won.length > 0) return;
  if (!jsonEqual(spot.before.schema["enum"], spot.after.schema["enum"])) {
    const spelled = Object.hasOwn(spot.before.schema, "const") !== Object.hasOwn(spot.after.schema, "const");
    if (!spelled) walk.noise({ kind: "order", pointer });
    for (const word of spelled ? ["const", "enum"] : []) {
      walk.noise({ kind: "equivalent-rewriting", pointer: `${side.pointer}/${word}` });
    }
  }
}

const named = (value: Json): readonly string[] => (typeof value === "string" ? [value] : []);

const said = (value: Json): string => JSON.stringify(value).slice(0, 80);

const fold = (value: string): string => value.toLowerCase().replaceAll(/[\s_-]+/g, "");

/** Whether two values are one in another spelling: case and separators, or a namespace put before it. */
function isRespelled(one: Json, two: Json): boolean {
  if (typeof one !== "string" || typeof two !== "string") return false;
  const [short, long] = one.length < two.length ? [fold(one), fold(two)] : [fold(two), fold(one)];
  return short === long || (short.length > 1 && /[/:.]$/.test(long.slice(0, -short.length)) && long.endsWith(short));
}
