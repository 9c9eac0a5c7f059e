import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { detachSchema } from "#shared/schema/detach-schema.ts";
import { walkSchema } from "#shared/schema/walk-schema.ts";

/** A tool's schema as the JSON editor may have it; `notes` are for the person. No schema: the notes say why. */
export interface EditorSchema {
  readonly schema?: JsonObject;
  readonly notes: readonly string[];
}

// Extensions of the JSON language service with which a server could put Markdown, snippets or its own error texts
// into our hovers and completions.
const EXTENSIONS = [
  "defaultSnippets",
  "deprecationMessage",
  "doNotSuggest",
  "enumDescriptions",
  "enumSortTexts",
  "errorMessage",
  "markdownDescription",
  "markdownEnumDescriptions",
  "patternErrorMessage",
  "suggestSortText",
  "allowComments",
  "allowTrailingCommas",
] as const;

/** Prepares a server's schema for the editor: detached, bounded, without active extensions. */
export function editorSchema(root: JsonObject): EditorSchema {
  const detached = detachSchema(root);
  if (!detached.ok) return { notes: [`No completion here: ${detached.error}.`] };
  walkSchema(detached.value.schema, ({ schema }) => {
    if (!isJsonObject(schema)) return;
    for (const key of EXTENSIONS) if (Object.hasOwn(schema, key)) delete (schema as Record<string, unknown>)[key];
  });
  return detached.value;
}
