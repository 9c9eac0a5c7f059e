import { isJsonObject, type Json } from "#shared/base/json.ts";

/** The tools of a file: an array of tools, or an object with `tools`. A string says why there are none. */
export function readToolFile(text: string): readonly Json[] | string {
  let json: Json;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, "")) as Json;
  } catch {
    return "The file is not JSON.";
  }
  const tools = Array.isArray(json) ? (json as readonly Json[]) : isJsonObject(json) ? json["tools"] : undefined;
  return Array.isArray(tools) ? (tools as readonly Json[]) : "The file holds no list of tools.";
}
