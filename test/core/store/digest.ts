import { createHash } from "node:crypto";
import { stableJson } from "#shared/base/stable-json.ts";

/** SHA-256 of a stored thing. A server's name is left out: a rename may be committed and its acknowledgement not heard. */
export function digestOfValue(kind: string, value: object): string {
  const known = kind === "server" ? { ...value, name: "" } : value;
  return createHash("sha256").update(stableJson(known)).digest("hex");
}
