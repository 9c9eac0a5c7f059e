import { isJsonObject, type Json, type JsonObject } from "#shared/base/json.ts";

/** One content block of a result, read leniently: what is not of a known form is `unknown`, and shown as JSON. */
export type ContentBlock =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "image"; readonly data: string; readonly mimeType: string }
  | { readonly kind: "audio"; readonly data: string; readonly mimeType: string }
  | { readonly kind: "resource-link"; readonly uri: string; readonly facts: readonly (readonly [string, string])[] }
  | {
      readonly kind: "resource";
      readonly uri: string;
      readonly mimeType?: string;
      readonly text?: string;
      readonly blobBytes?: number;
    }
  | { readonly kind: "unknown"; readonly type: string; readonly value: Json };

/** The content blocks of a tool result (2025-11-25, tools, "Tool Result"; the same in 2026-07-28). Never throws. */
export function readContent(result: JsonObject): readonly ContentBlock[] {
  const content = result["content"];
  return Array.isArray(content) ? content.map(readBlock) : [];
}

function readBlock(value: Json): ContentBlock {
  if (!isJsonObject(value)) return { kind: "unknown", type: "not an object", value };
  const type = textOf(value, "type") ?? "no type";
  const data = textOf(value, "data");
  const mimeType = textOf(value, "mimeType") ?? "";
  const uri = textOf(value, "uri");
  const text = textOf(value, "text");
  if (type === "text" && text !== undefined) return { kind: "text", text };
  if ((type === "image" || type === "audio") && data !== undefined) return { kind: type, data, mimeType };
  if (type === "resource_link" && uri !== undefined) return { kind: "resource-link", uri, facts: linkFacts(value) };
  const { resource } = value;
  if (type === "resource" && isJsonObject(resource)) return embedded(resource);
  return { kind: "unknown", type, value };
}

function embedded(resource: JsonObject): ContentBlock {
  const mimeType = textOf(resource, "mimeType");
  const text = textOf(resource, "text");
  const blob = textOf(resource, "blob");
  return {
    kind: "resource",
    uri: textOf(resource, "uri") ?? "",
    ...(mimeType === undefined ? {} : { mimeType }),
    ...(text === undefined ? {} : { text }),
    ...(blob === undefined ? {} : { blobBytes: Math.floor((blob.length * 3) / 4) }),
  };
}

function linkFacts(link: JsonObject): readonly (readonly [string, string])[] {
  return ["name", "title", "description", "mimeType"].flatMap((key) => {
    const value = textOf(link, key);
    return value === undefined ? [] : [[key === "mimeType" ? "type" : key, value] as const];
  });
}

function textOf(object: JsonObject, key: string): string | undefined {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === "string" ? value : undefined;
}
