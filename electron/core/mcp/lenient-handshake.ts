import { isJsonObject, type JsonObject } from "#shared/base/json.ts";

/**
 * The handshake results with unusable fields put right one by one, so that a wrong field costs that field and not the
 * connection. The verbatim result is kept beside (`Wire.lastAnswer`); this copy is only for the SDK's strict reader.
 */
export function lenientInitialize(result: JsonObject, warn: (said: string) => void): JsonObject {
  return {
    protocolVersion: stringOr(result["protocolVersion"], "2025-03-26", "protocolVersion", warn),
    capabilities: lenientCapabilities(result["capabilities"], warn),
    serverInfo: lenientServerInfo(result["serverInfo"], warn),
    ...lenientInstructions(result["instructions"], warn),
  };
}

/** The same for `server/discover`. A result without versions stays without: then the server is not modern. */
export function lenientDiscover(result: JsonObject, warn: (said: string) => void): JsonObject {
  const { supportedVersions } = result;
  if (!Array.isArray(supportedVersions)) return result;
  const { ttlMs, cacheScope, _meta: meta } = result;
  return {
    resultType: "complete",
    supportedVersions: supportedVersions.filter((version) => typeof version === "string"),
    capabilities: lenientCapabilities(result["capabilities"], warn),
    ttlMs: typeof ttlMs === "number" && Number.isSafeInteger(ttlMs) && ttlMs >= 0 ? ttlMs : 0,
    cacheScope: cacheScope === "public" ? "public" : "private",
    ...lenientInstructions(result["instructions"], warn),
    ...(isJsonObject(meta) && isJsonObject(meta[SERVER_INFO])
      ? { _meta: { [SERVER_INFO]: lenientServerInfo(meta[SERVER_INFO], warn) } }
      : {}),
  };
}

/** Where a modern server says who it is. */
export const SERVER_INFO = "io.modelcontextprotocol/serverInfo";

function lenientCapabilities(value: unknown, warn: (said: string) => void): JsonObject {
  if (!isJsonObject(value)) {
    warn("The server's capabilities are not an object; read as none.");
    return {};
  }
  const capabilities: Record<string, JsonObject> = {};
  for (const name of ["tools", "resources", "prompts"]) {
    if (!Object.hasOwn(value, name)) continue;
    const declared = value[name];
    if (!isJsonObject(declared)) warn(`The server's capability ${name} is not an object; read as declared.`);
    capabilities[name] = {};
  }
  return capabilities;
}

function lenientServerInfo(value: unknown, warn: (said: string) => void): JsonObject {
  const info = isJsonObject(value) ? value : {};
  return {
    name: stringOr(info["name"], "", "serverInfo.name", warn),
    version: stringOr(info["version"], "", "serverInfo.version", warn),
  };
}

function lenientInstructions(value: unknown, warn: (said: string) => void): JsonObject {
  if (value === undefined || typeof value === "string") return value === undefined ? {} : { instructions: value };
  warn("The server's instructions are not a string; left out.");
  return {};
}

function stringOr(value: unknown, fallback: string, name: string, warn: (said: string) => void): string {
  if (typeof value === "string") return value;
  warn(`The server's ${name} is not a string.`);
  return fallback;
}
