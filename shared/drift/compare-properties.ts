import { toPointer } from "#shared/base/json-pointer.ts";
import { isJsonObject, jsonEqual, type Json, type JsonObject } from "#shared/base/json.ts";
import { objecting, type SchemaWalk, type Spot, subjectOf, type Wrap } from "#shared/drift/schema-walk.ts";
import { pairParameters } from "#shared/drift/pair-parameters.ts";
import { hasReference } from "#shared/drift/schema/fingerprint.ts";
import { mapAt, requiredOf } from "#shared/drift/schema/evaluate-object.ts";
import { itemSchemas } from "#shared/drift/schema/evaluate-array.ts";
import { matches } from "#shared/drift/schema/safe-pattern.ts";

/** The members of an object node and the items of an array node. */
export function compareProperties(walk: SchemaWalk, spot: Spot): void {
  const one = mapAt(spot.before.schema, "properties");
  const two = mapAt(spot.after.schema, "properties");
  const gone = Object.keys(one).filter((name) => !Object.hasOwn(two, name));
  const come = Object.keys(two).filter((name) => !Object.hasOwn(one, name));
  const needed = [new Set(requiredOf(spot.before.schema)), new Set(requiredOf(spot.after.schema))] as const;
  const isRequired = { before: (name: string) => needed[0].has(name), after: (name: string) => needed[1].has(name) };
  const renamed = pairParameters(one, two, gone, come, isRequired);
  for (const name of Object.keys(one)) {
    const other = Object.hasOwn(two, name) ? name : renamed.get(name);
    if (other === undefined) {
      member(walk, spot, "parameter-removed", name, spot.before.pointer, one[name], undefined);
      continue;
    }
    if (other !== name) renaming(walk, spot, name, other);
    const wrap: Wrap = (leaf) => spot.wrap({ properties: ofOne(walk.direction === "input" ? other : name, leaf) });
    const pair = { before: one[name], after: two[other] };
    walk.descend(spot, pair, `/properties${toPointer([other])}`, join(spot.path, other), wrap);
  }
  const targets = new Set(renamed.values());
  for (const name of come.filter((each) => !targets.has(each))) {
    const required = requiredOf(spot.after.schema).includes(name);
    const kind = required ? "required-parameter-added" : "optional-parameter-added";
    member(walk, spot, kind, name, spot.after.pointer, undefined, two[name]);
  }
  compareRequired(walk, spot, renamed);
  compareOpenness(walk, spot);
  compareItems(walk, spot);
}

const join = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

function ofOne(name: string, leaf: unknown): JsonObject {
  return Object.fromEntries([[name, leaf as Json]]);
}

/** The schema that says whether the objecting side wants `name`, or does not want it; undefined where it does not care. */
function focusOn(walk: SchemaWalk, spot: Spot, name: string): { readonly focus?: { readonly schema: unknown } } {
  const { schema } = objecting(walk, spot);
  if (requiredOf(schema).includes(name)) return { focus: { schema: spot.wrap({ required: [name] }) } };
  const known = Object.hasOwn(mapAt(schema, "properties"), name);
  const patterned = Object.keys(mapAt(schema, "patternProperties")).some((pattern) => matches(pattern, name) !== false);
  const rest = schema["additionalProperties"];
  if (known || patterned || rest === undefined || rest === true) return {};
  return { focus: { schema: spot.wrap({ properties: ofOne(name, rest) }) } };
}

function member(
  walk: SchemaWalk,
  spot: Spot,
  kind: "parameter-removed" | "required-parameter-added" | "optional-parameter-added",
  name: string,
  pointer: string,
  before: unknown,
  after: unknown,
): void {
  walk.add({
    kind,
    pointer: `${pointer}/properties${toPointer([name])}`,
    before,
    after,
    subject: subjectOf(join(spot.path, name)),
    names: [name],
    ...alsoRequired(spot, [name]),
    ...focusOn(walk, spot, name),
  });
}

/** The lists of required names that differ because of these names. */
function alsoRequired(spot: Spot, names: readonly string[], more: readonly string[] = []) {
  const lists = [spot.before, spot.after]
    .filter((view) => requiredOf(view.schema).some((name) => names.includes(name)))
    .map((view) => `${view.pointer}/required`);
  const alsoAt = [...more, ...new Set(lists)];
  return alsoAt.length === 0 ? {} : { alsoAt };
}

function renaming(walk: SchemaWalk, spot: Spot, from: string, to: string): void {
  const focus = focusOn(walk, spot, walk.direction === "input" ? to : from);
  walk.add({
    kind: "parameter-renamed",
    pointer: `${spot.after.pointer}/properties${toPointer([to])}`,
    before: from,
    after: to,
    subject: subjectOf(join(spot.path, from)),
    names: [from],
    ...alsoRequired(spot, [from, to], [`${spot.before.pointer}/properties${toPointer([from])}`]),
    note: `\`${from}\` is now \`${to}\``,
    ...("focus" in focus ? focus : focusOn(walk, spot, from)),
  });
}

function compareRequired(walk: SchemaWalk, spot: Spot, renamed: ReadonlyMap<string, string>): void {
  const one = requiredOf(spot.before.schema);
  const two = requiredOf(spot.after.schema);
  const isNew = (name: string): boolean =>
    Object.hasOwn(mapAt(spot.after.schema, "properties"), name) &&
    !Object.hasOwn(mapAt(spot.before.schema, "properties"), name);
  const backwards = new Map([...renamed].map(([from, to]) => [to, from]));
  const pointer = `${spot.after.pointer}/required`;
  for (const name of two) {
    if (one.includes(backwards.get(name) ?? name) || (isNew(name) && !backwards.has(name))) continue;
    const focus = focusOn(walk, spot, name);
    walk.add({
      kind: "parameter-became-required",
      pointer,
      after: name,
      subject: subjectOf(join(spot.path, name)),
      names: [name],
      ...focus,
    });
  }
  for (const name of one) {
    const now = renamed.get(name) ?? name;
    const dropped =
      !Object.hasOwn(mapAt(spot.after.schema, "properties"), now) &&
      Object.hasOwn(mapAt(spot.before.schema, "properties"), name);
    if (two.includes(now) || dropped) continue;
    const focus = walk.direction === "output" ? focusOn(walk, spot, name) : {};
    walk.add({
      kind: "parameter-became-optional",
      pointer,
      before: name,
      subject: subjectOf(join(spot.path, name)),
      names: [name],
      ...focus,
    });
  }
  const before = spot.before.schema["required"];
  const after = spot.after.schema["required"];
  const moved = new Set([...one, ...two]).size === one.length && one.length === two.length;
  if (!jsonEqual(before, after) && moved)
    walk.noise({ kind: one.length === 0 ? "equivalent-rewriting" : "order", pointer });
}

/** `additionalProperties`: a flip is noise unless a declared call notices; two schemas are compared. */
function compareOpenness(walk: SchemaWalk, spot: Spot): void {
  const before = spot.before.schema["additionalProperties"];
  const after = spot.after.schema["additionalProperties"];
  if (jsonEqual(before, after) && !hasReference(before)) return;
  const side = after === undefined ? spot.before : spot.after;
  const pointer = `${side.pointer}/additionalProperties`;
  const { schema } = objecting(walk, spot);
  const alone = (rest: unknown): unknown =>
    spot.wrap({
      properties: Object.fromEntries(Object.keys(mapAt(schema, "properties")).map((name) => [name, true])),
      patternProperties: mapAt(schema, "patternProperties"),
      additionalProperties: rest as Json,
    });
  if (isJsonObject(before) && isJsonObject(after)) {
    walk.descend(spot, { before, after }, "/additionalProperties", join(spot.path, "*"), alone);
    return;
  }
  const rest = schema["additionalProperties"];
  const source = walk.direction === "input" ? spot.before.schema : spot.after.schema;
  const idle = rest === undefined || rest === true || declaresNothingElse(source, schema);
  const focus = idle ? {} : { focus: { schema: alone(rest) } };
  walk.add({
    kind: "object-closed",
    pointer,
    before,
    after,
    subject: subjectOf(spot.path),
    elseNoise: "additional-properties",
    ...focus,
  });
}

/** Whether every property that `source` can declare is declared by `target` too, so that closing it breaks no declared call. */
function declaresNothingElse(source: JsonObject, target: JsonObject): boolean {
  const elsewhere = ["patternProperties", "anyOf", "oneOf", "allOf", "if", "dependentSchemas", "dependencies", "$ref"];
  if (elsewhere.some((keyword) => source[keyword] !== undefined)) return false;
  const declared = Object.keys(mapAt(source, "properties"));
  const map = source["additionalProperties"];
  if (isJsonObject(map) && Object.keys(map).length > 0) return false;
  if (declared.length === 0 && map !== undefined && map !== false) return false;
  return declared.every((name) => Object.hasOwn(mapAt(target, "properties"), name));
}

function compareItems(walk: SchemaWalk, spot: Spot): void {
  const one = itemSchemas(spot.before.schema, "2020-12");
  const two = itemSchemas(spot.after.schema, "2020-12");
  const target = walk.direction === "input" ? two : one;
  const count = Math.max(one.prefix.length, two.prefix.length);
  for (let index = 0; index < count; index += 1) {
    const wrap: Wrap = (leaf) => spot.wrap({ items: [...Array.from({ length: index }, () => true), leaf as Json] });
    const pair = { before: one.prefix[index] ?? one.rest ?? true, after: two.prefix[index] ?? two.rest ?? true };
    const keyword = two.restKeyword === "items" ? "prefixItems" : "items";
    walk.descend(spot, pair, `/${keyword}/${index}`, `${spot.path}[${index}]`, wrap);
  }
  if (one.rest === undefined && two.rest === undefined) return;
  const wrap: Wrap = (leaf) =>
    spot.wrap({ items: Array.from({ length: target.prefix.length }, () => true), additionalItems: leaf as Json });
  const pair = { before: one.rest ?? true, after: two.rest ?? true };
  walk.descend(spot, pair, `/${two.rest === undefined ? one.restKeyword : two.restKeyword}`, `${spot.path}[]`, wrap);
}
