import { isJsonObject, type Json, readJson } from "#shared/base/json.ts";
import { selfIn, type ServerSelf } from "#shared/drift/compare-server.ts";

/** What a file holds: its tools, and what it says of the server they are from. */
export interface ToolFile {
  readonly tools: readonly Json[];
  readonly self: ServerSelf;
}

/**
 * The tools of a file: an array of tools, or an object with `tools`; `preflight snapshot` adds what the server said of
 * itself. A string says why there are none.
 */
export function readToolFile(text: string): ToolFile | string {
  const json = readJson(text.replace(/^\uFEFF/, ""));
  if (json === undefined) return "The file is not JSON.";
  if (Array.isArray(json)) return { tools: json as readonly Json[], self: {} };
  const tools = isJsonObject(json) ? json["tools"] : undefined;
  if (!Array.isArray(tools)) return "The file holds no list of tools.";
  return { tools: tools as readonly Json[], self: selfIn(isJsonObject(json) ? json["server"] : undefined) };
}
