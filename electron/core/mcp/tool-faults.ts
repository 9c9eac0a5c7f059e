import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { headerParameters } from "./mcp-headers.ts";

/**
 * What is wrong with one entry of `tools/list`, in one sentence, or undefined where nothing is. Malformed is what the
 * official SDK's strict schema refuses (a client built on it loses the tool, or the whole list), and an `x-mcp-header`
 * that the specification tells clients to leave the tool out for. Everything else, however odd, is well formed.
 */
export function toolFault(raw: unknown): string | undefined {
  if (!isJsonObject(raw)) return `the entry is ${kindOf(raw)}, not an object`;
  return (
    nameFault(raw) ??
    inputSchemaFault(raw) ??
    outputSchemaFault(raw) ??
    optionalFault(raw, "description", "string") ??
    optionalFault(raw, "title", "string") ??
    annotationsFault(raw) ??
    executionFault(raw) ??
    iconsFault(raw) ??
    optionalFault(raw, "_meta", "object") ??
    headerFault(raw)
  );
}

function nameFault(raw: JsonObject): string | undefined {
  const { name } = raw;
  if (name === undefined) return "name is missing";
  if (typeof name !== "string") return `name is ${kindOf(name)}, not a string`;
  return name === "" ? "name is empty" : undefined;
}

function inputSchemaFault(raw: JsonObject): string | undefined {
  const schema = raw["inputSchema"];
  if (schema === undefined) return "inputSchema is missing";
  if (!isJsonObject(schema)) return `inputSchema is ${kindOf(schema)}, not an object`;
  const { type, properties, required } = schema;
  if (type === undefined) return 'inputSchema has no type; it must be "object"';
  if (type !== "object") return `inputSchema has the type ${JSON.stringify(type).slice(0, 60)}; it must be "object"`;
  if (properties !== undefined && !isJsonObject(properties))
    return `inputSchema.properties is ${kindOf(properties)}, not an object`;
  if (required !== undefined && !isStrings(required)) return "inputSchema.required is not a list of strings";
  return undefined;
}

function outputSchemaFault(raw: JsonObject): string | undefined {
  const schema = raw["outputSchema"];
  if (schema === undefined) return undefined;
  if (isJsonObject(schema)) return optionalFault(schema, "$schema", "string", "outputSchema.");
  return `outputSchema is ${kindOf(schema)}, not an object`;
}

function annotationsFault(raw: JsonObject): string | undefined {
  const { annotations } = raw;
  if (annotations === undefined) return undefined;
  if (!isJsonObject(annotations)) return `annotations is ${kindOf(annotations)}, not an object`;
  for (const hint of ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"]) {
    const value = annotations[hint];
    if (value !== undefined && typeof value !== "boolean")
      return `annotations.${hint} is ${kindOf(value)}, not true or false`;
  }
  return optionalFault(annotations, "title", "string", "annotations.");
}

function executionFault(raw: JsonObject): string | undefined {
  const { execution } = raw;
  if (execution === undefined) return undefined;
  if (!isJsonObject(execution)) return `execution is ${kindOf(execution)}, not an object`;
  const support = execution["taskSupport"];
  const known = support === undefined || support === "required" || support === "optional" || support === "forbidden";
  return known ? undefined : "execution.taskSupport is none of required, optional, forbidden";
}

function iconsFault(raw: JsonObject): string | undefined {
  const { icons } = raw;
  if (icons === undefined) return undefined;
  if (!Array.isArray(icons)) return `icons is ${kindOf(icons)}, not a list`;
  for (const icon of icons as unknown[]) {
    if (!isJsonObject(icon) || typeof icon["src"] !== "string") return "an icon has no src";
    const { sizes, theme } = icon;
    const isTheme = theme === undefined || theme === "light" || theme === "dark";
    const fault =
      optionalFault(icon, "mimeType", "string", "an icon's ") ??
      (sizes === undefined || isStrings(sizes) ? undefined : "an icon's sizes is not a list of strings") ??
      (isTheme ? undefined : "an icon's theme is neither light nor dark");
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function headerFault(raw: JsonObject): string | undefined {
  const schema = raw["inputSchema"];
  return isJsonObject(schema) ? headerParameters(schema).fault : undefined;
}

function optionalFault(raw: JsonObject, key: string, type: "string" | "object", prefix = ""): string | undefined {
  const value = raw[key];
  if (value === undefined) return undefined;
  const right = type === "string" ? typeof value === "string" : isJsonObject(value);
  return right ? undefined : `${prefix}${key} is ${kindOf(value)}, not ${type === "string" ? "a string" : "an object"}`;
}

function isStrings(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
