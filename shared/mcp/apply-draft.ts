import { fromPointer } from "#shared/base/json-pointer.ts";
import { isJsonObject, setOwn, type JsonObject } from "#shared/base/json.ts";
import { own, subschemas } from "#shared/schema/subschemas.ts";
import type { Draft } from "#shared/mcp/draft.ts";

/** The texts of a draft. A `Draft` fits. */
export type DraftTexts = Pick<Draft, "title" | "description" | "parameters">;

/** An entry of a tool list with the enabled drafts of its tool applied. */
export interface DraftedTool {
  readonly position: number;
  readonly name: string;
  /** As a model would read it; the server's own object, untouched, where no draft applies. */
  readonly raw: JsonObject;
  readonly drafted: boolean;
  /** A draft was written over another text than the server's present one. */
  readonly stale: boolean;
}

/**
 * A tool with a draft's texts instead of its own. Everything else stays verbatim, key order included; `raw` itself is
 * never changed. Pointers that lead to no schema of the input schema are ignored (`ignoredPointers` names them).
 */
export function applyDraft(raw: JsonObject, draft: DraftTexts): JsonObject {
  const { title, description, parameters } = draft;
  const tool: JsonObject = {
    ...raw,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
  };
  const schema = own(raw, "inputSchema");
  if (!isJsonObject(schema)) return tool;
  let described = schema;
  for (const [pointer, text] of Object.entries(parameters)) {
    const path = schemaPath(described, fromPointer(pointer));
    if (path !== undefined) described = describedAt(path, text);
  }
  if (described !== schema) setOwn(tool, "inputSchema", described);
  return tool;
}

/** The pointers of a draft that lead to nothing in this tool any more, in the order written. */
export function ignoredPointers(raw: JsonObject, draft: Pick<DraftTexts, "parameters">): readonly string[] {
  const schema = own(raw, "inputSchema");
  return Object.keys(draft.parameters).filter(
    (pointer) => !isJsonObject(schema) || schemaPath(schema, fromPointer(pointer)) === undefined,
  );
}

/** Whether the server's own entry changed since the draft was written over it. */
export function isStale(draft: Pick<Draft, "entryHash">, entry: { readonly hash: string }): boolean {
  return draft.entryHash !== entry.hash;
}

/**
 * Every entry of one server's list, in order, with the enabled drafts of its name applied (of several, the later ones
 * win). `drafts` must be of this server. Entries of the same name all get them: a draft does not tell them apart.
 */
export function applyDrafts(
  entries: readonly {
    readonly position: number;
    readonly name: string;
    readonly hash: string;
    readonly raw: JsonObject;
  }[],
  drafts: readonly Draft[],
): readonly DraftedTool[] {
  const byName = new Map<string, Draft[]>();
  for (const draft of drafts)
    if (draft.enabled) byName.set(draft.toolName, [...(byName.get(draft.toolName) ?? []), draft]);
  return entries.map((entry) => {
    const { position, name, raw } = entry;
    const applied = byName.get(name) ?? [];
    return {
      position,
      name,
      raw: applied.reduce(applyDraft, raw),
      drafted: applied.length > 0,
      stale: applied.some((draft) => isStale(draft, entry)),
    };
  });
}

/** An object on the way to a subschema, and the key taken out of it. */
interface Visit {
  readonly holder: JsonObject | readonly unknown[];
  readonly key: string;
}

interface SchemaPath {
  readonly visits: readonly Visit[];
  readonly target: JsonObject;
}

/** The way from a schema to the subschema that tokens name: schemas only, never the data of a default or an example. */
function schemaPath(root: JsonObject, tokens: readonly string[]): SchemaPath | undefined {
  const visits: Visit[] = [];
  let here = root;
  let rest = tokens;
  while (rest.length > 0) {
    const next = childOf(here, rest);
    if (next === undefined) return undefined;
    let holder: unknown = here;
    for (const key of rest.slice(0, next.taken)) {
      visits.push({ holder: holder as JsonObject, key });
      holder = (holder as JsonObject)[key];
    }
    here = next.schema;
    rest = rest.slice(next.taken);
  }
  return { visits, target: here };
}

function childOf(
  schema: JsonObject,
  tokens: readonly string[],
): { readonly schema: JsonObject; readonly taken: number } | undefined {
  for (const child of subschemas(schema)) {
    if (isJsonObject(child.schema) && child.tokens.every((token, at) => String(token) === tokens[at]))
      return { schema: child.schema, taken: child.tokens.length };
  }
  return undefined;
}

/** The root again, with only the objects on the way copied. */
function describedAt({ visits, target }: SchemaPath, text: string): JsonObject {
  let child: unknown = { ...target, description: text };
  for (const { holder, key } of visits.toReversed()) {
    const copy: object = Array.isArray(holder) ? [...(holder as readonly unknown[])] : { ...(holder as JsonObject) };
    setOwn(copy, key, child);
    child = copy;
  }
  return child as JsonObject;
}
