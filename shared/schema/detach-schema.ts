import { fromPointer } from "#shared/base/json-pointer.ts";
import { isJsonObject, setOwn, type JsonObject } from "#shared/base/json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { schemaLimits } from "#shared/schema/limits.ts";
import { measureJson } from "#shared/schema/measure-json.ts";
import { own } from "#shared/schema/subschemas.ts";
import { walkSchema } from "#shared/schema/walk-schema.ts";

/** A copy of a schema that stands alone. `notes` say what was taken out, one sentence each. */
export interface DetachedSchema {
  readonly schema: JsonObject;
  readonly notes: readonly string[];
}

/** Which `pattern`s to keep: a server's regular expression can run for ever, so a reader on the main thread takes none. */
export type PatternPolicy = "plain" | "none";

/** Largest schema that an editor or a form is given, in characters of its JSON text. */
export const MAX_SCHEMA_TEXT = 262_144;

/**
 * Copies a schema for a reader that keeps a registry of schemas (an editor, a form): every `$id` is dropped, so that
 * two tools cannot collide; references by `$id` become local pointers; remote ones become "anything", with a note;
 * an unknown `$schema` dialect is dropped, and so are patterns that could run for ever. Fails, with a sentence, beyond 256 KiB of text or 64 levels.
 */
export function detachSchema(root: JsonObject, patterns: PatternPolicy = "plain"): Result<DetachedSchema, string> {
  const measured = measureJson(root);
  if (measured.cut || measured.depth > schemaLimits.maxDepth * 2) return fail(tooDeep(measured.depth));
  const text = JSON.stringify(root);
  if (text.length > MAX_SCHEMA_TEXT) {
    return fail(
      `the schema is ${Math.ceil(text.length / 1024)} KiB; above ${MAX_SCHEMA_TEXT / 1024} KiB it is not used here`,
    );
  }
  const pointers = new Map<string, string>();
  const resources: { readonly pointer: string; readonly id: string }[] = [];
  const walked = walkSchema(root, ({ schema, pointer }) => {
    const id = isJsonObject(schema) ? own(schema, "$id") : undefined;
    if (typeof id !== "string" || id.startsWith("#")) return;
    const base = id.replace(/#.*$/s, "");
    if (!pointers.has(base)) pointers.set(base, pointer);
    if (pointer !== "") resources.push({ pointer, id: base });
  });
  if (walked.cut === "depth") return fail(tooDeep(walked.deepest));
  if (walked.cut === "nodes")
    return fail(`the schema has more than ${schemaLimits.maxNodes} parts; it is not used here`);

  const notes = new Set<string>();
  const copy = JSON.parse(text) as JsonObject;
  walkSchema(copy, ({ schema, pointer }) => {
    if (!isJsonObject(schema)) return;
    const home = resources.findLast(
      (resource) => pointer === resource.pointer || pointer.startsWith(`${resource.pointer}/`),
    );
    const edit = schema as Record<string, unknown>;
    const ref = own(schema, "$ref");
    if (typeof ref === "string") {
      const local = localRef(ref, home?.pointer ?? "", pointers);
      if (local === undefined) {
        delete edit["$ref"];
        notes.add(`unresolved external $ref ${ref.slice(0, 120)}: never fetched, read as "anything"`);
      } else setOwn(edit, "$ref", local);
    }
    for (const pattern of dropPatterns(edit, patterns)) {
      notes.add(`pattern ${pattern.slice(0, 80)} is not checked here: it could take too long`);
    }
    const id = own(schema, "$id");
    if (typeof id === "string" && id.startsWith("#") && own(schema, "$anchor") === undefined) {
      setOwn(edit, "$anchor", id.slice(1));
    }
    delete edit["$id"];
    if (typeof own(schema, "id") === "string" && pointer === "") delete edit["id"]; // draft-04's name for it
    const dialect = own(schema, "$schema");
    if (dialect !== undefined && (pointer !== "" || !isKnownDialect(dialect))) {
      delete edit["$schema"];
      if (pointer === "") notes.add("the dialect in $schema is not supported; read as 2020-12");
    }
  });
  return ok({ schema: copy, notes: [...notes] });
}

/** Deletes what may not be run; returns what was deleted although the policy allows plain patterns. */
function dropPatterns(edit: Record<string, unknown>, policy: PatternPolicy): readonly string[] {
  const dropped: string[] = [];
  const pattern = own(edit as JsonObject, "pattern");
  if (pattern !== undefined && (policy === "none" || typeof pattern !== "string" || !isPlainPattern(pattern))) {
    delete edit["pattern"];
    dropped.push(typeof pattern === "string" ? pattern : JSON.stringify(pattern));
  }
  const named = own(edit as JsonObject, "patternProperties");
  if (isJsonObject(named)) {
    const kept = Object.entries(named).filter(([key]) => policy === "plain" && isPlainPattern(key));
    for (const key of Object.keys(named)) if (!kept.some(([name]) => name === key)) dropped.push(key);
    if (kept.length === 0) delete edit["patternProperties"];
    else setOwn(edit, "patternProperties", Object.fromEntries(kept));
  }
  return policy === "plain" ? dropped : [];
}

/** True for a pattern that cannot backtrack for long: short, no repeated group, few open-ended repeats. */
export function isPlainPattern(pattern: string): boolean {
  if (pattern.length > 256) return false;
  const bare = pattern.replace(/\\./gs, "x").replace(/\[[^\]]*\]/g, "c");
  if (/\)\s*(?:[*+]|\{\d*,)/.test(bare)) return false;
  return (bare.match(/[*+]|\{\d+,\}/g) ?? []).length <= 3;
}

function localRef(ref: string, home: string, pointers: ReadonlyMap<string, string>): string | undefined {
  const hash = ref.indexOf("#");
  const base = hash === -1 ? ref : ref.slice(0, hash);
  const fragment = hash === -1 ? "" : ref.slice(hash + 1);
  const start = base === "" ? home : pointers.get(base);
  if (start === undefined) return undefined;
  if (fragment !== "" && !fragment.startsWith("/")) return `#${fragment}`;
  return `#${encodePointer(start)}${fragment}`;
}

/** A pointer as a URI fragment: names are percent-encoded (RFC 6901, section 6). */
function encodePointer(pointer: string): string {
  return fromPointer(pointer)
    .map((token) => `/${encodeURIComponent(token.replaceAll("~", "~0").replaceAll("/", "~1")).replaceAll("%24", "$")}`)
    .join("");
}

function isKnownDialect(dialect: unknown): boolean {
  return (
    typeof dialect === "string" &&
    /^https?:\/\/json-schema\.org\/(draft-0[467]\/schema|draft\/20(19-09|20-12)\/schema)#?$/.test(dialect)
  );
}

function tooDeep(depth: number): string {
  return `the schema is nested ${depth} levels or deeper; above ${schemaLimits.maxDepth} it is not used here`;
}
