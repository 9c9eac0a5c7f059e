import { atPointer } from "#shared/base/json-pointer.ts";
import type { JsonObject } from "#shared/base/json.ts";
import { applyDraft, ignoredPointers, type DraftTexts } from "#shared/mcp/apply-draft.ts";

/** One text that a draft changes. */
export interface TextChange {
  /** JSON Pointer into the tool: `/description`, `/inputSchema/properties/query/description`. */
  readonly path: string;
  /** The server's own text; undefined where it has none. */
  readonly before: string | undefined;
  readonly after: string;
}

/** One operation of a JSON Patch (RFC 6902). */
export interface PatchOperation {
  readonly op: "add" | "replace";
  readonly path: string;
  readonly value: string;
}

/** The texts of a tool that a draft changes, in the order title, description, parameters; pointers that lead nowhere left out. */
export function draftChanges(raw: JsonObject, draft: DraftTexts): readonly TextChange[] {
  const drafted = applyDraft(raw, draft);
  const ignored = new Set(ignoredPointers(raw, draft));
  const pointers = Object.keys(draft.parameters).filter((pointer) => !ignored.has(pointer));
  return ["/title", "/description", ...pointers.map((pointer) => `/inputSchema${pointer}/description`)].flatMap(
    (path) => {
      const before = atPointer(raw, path);
      const after = atPointer(drafted, path);
      return typeof after === "string" && after !== before
        ? [{ path, before: typeof before === "string" ? before : undefined, after }]
        : [];
    },
  );
}

/** What a draft changes as JSON: the tool's name and a JSON Patch (RFC 6902) from the server's entry to the drafted one. */
export function draftPatch(
  raw: JsonObject,
  draft: DraftTexts,
): { readonly tool: string; readonly patch: readonly PatchOperation[] } {
  const patch = draftChanges(raw, draft).map(({ path, after }): PatchOperation => ({
    op: atPointer(raw, path) === undefined ? "add" : "replace",
    path,
    value: after,
  }));
  return { tool: typeof raw["name"] === "string" ? raw["name"] : "", patch };
}
