import type { JsonObject } from "#shared/base/json.ts";
import { jsonDefaults } from "#renderer/editor/monaco.ts";

// One schema for one model, while that model is open. Nothing is keyed by what a server says: not by `$id`, not by name.
const schemas = new Map<string, JsonObject>();
let scheduled = false;

/** Puts a schema behind the model with this URI. Returns a function that takes it away. */
export function attachSchema(modelUri: string, schema: JsonObject | undefined): () => void {
  if (schema !== undefined) schemas.set(modelUri, schema);
  configure();
  return () => {
    if (schemas.delete(modelUri)) configure();
  };
}

// The language worker restarts with each change of options: arrowing through a list of tools must not start one each.
const SETTLE_MS = 120;

function configure(): void {
  if (scheduled) return;
  scheduled = true;
  setTimeout(() => {
    scheduled = false;
    jsonDefaults.setDiagnosticsOptions({
      validate: true,
      allowComments: false,
      comments: "error",
      trailingCommas: "error",
      schemaValidation: "warning",
      schemaRequest: "ignore",
      enableSchemaRequest: false,
      schemas: [...schemas].map(([uri, schema]) => ({ uri: `${uri}.schema`, fileMatch: [uri], schema })),
    });
  }, SETTLE_MS);
}
