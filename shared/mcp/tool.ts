import { z } from "zod";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";

/** Verbatim JSON of a server: checked to be an object, never walked or copied. */
export const jsonObjectSchema = z.custom<JsonObject>(isJsonObject, "expected a JSON object");

/**
 * One well-formed entry of `tools/list`, kept verbatim.
 * `raw` is the truth; `name` is lifted out of it because everything else keys on it.
 */
export const toolEntrySchema = z.object({
  /** 0-based place in the list as advertised, malformed entries counted. */
  position: z.number().int().nonnegative(),
  /** SHA-256 (hex) of the entry's stable JSON. */
  hash: z.string(),
  name: z.string(),
  raw: jsonObjectSchema,
});
export type ToolEntry = z.infer<typeof toolEntrySchema>;

/** An entry of `tools/list` that a strict client would refuse; shown with its reason, never dropped. */
export const malformedEntrySchema = z.object({
  position: z.number().int().nonnegative(),
  hash: z.string(),
  /** The name, where the entry had one. */
  name: z.string().optional(),
  /** One sentence: what is wrong, e.g. "inputSchema is missing". */
  reason: z.string(),
  raw: z.unknown(),
});
export type MalformedEntry = z.infer<typeof malformedEntrySchema>;

/** What a model reads of a tool, lifted leniently out of the raw entry: wrong types read as absent. */
export interface ToolView {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly inputSchema: JsonObject;
  readonly outputSchema?: JsonObject;
  readonly annotations?: JsonObject;
}

/** Reads a raw tool leniently: never throws, wrong types read as absent, a missing input schema as `{}`. */
export function viewTool(raw: JsonObject): ToolView {
  const text = (key: string): string | undefined => (typeof raw[key] === "string" ? raw[key] : undefined);
  const object = (key: string): JsonObject | undefined => {
    const value = raw[key];
    return isJsonObject(value) ? value : undefined;
  };
  const title = text("title");
  const description = text("description");
  const outputSchema = object("outputSchema");
  const annotations = object("annotations");
  return {
    name: text("name") ?? "",
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    inputSchema: object("inputSchema") ?? {},
    ...(outputSchema === undefined ? {} : { outputSchema }),
    ...(annotations === undefined ? {} : { annotations }),
  };
}
