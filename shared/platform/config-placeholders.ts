import { isJsonObject } from "#shared/base/json.ts";

/** The ids and descriptions of the `inputs` that a VS Code configuration asks a person for. */
export function readInputs(value: unknown): ReadonlyMap<string, string> {
  const inputs = new Map<string, string>();
  for (const input of Array.isArray(value) ? (value as readonly unknown[]) : []) {
    if (!isJsonObject(input) || typeof input["id"] !== "string") continue;
    inputs.set(input["id"], typeof input["description"] === "string" ? input["description"].slice(0, 120) : "");
  }
  return inputs;
}

/** The first placeholder in a text (`${input:x}`, `${env:X}`, `${X}`), without its braces. */
export function findPlaceholder(text: string): string | undefined {
  return /\$\{([^}]{1,100})\}/.exec(text)?.[1];
}

/** Why an entry with a placeholder cannot be used yet, and what to do; `where` names the place ("its URL"). */
export function explainPlaceholder(placeholder: string, where: string, inputs: ReadonlyMap<string, string>): string {
  const input = /^input:(.+)$/.exec(placeholder)?.[1];
  if (input !== undefined) {
    const description = inputs.get(input) ?? "";
    const asked = description === "" ? "" : ` (“${description}”)`;
    return `The client asks for \`\${${placeholder}}\`${asked} in ${where}: put the value there and import again, or add the server by hand.`;
  }
  return `${where.charAt(0).toUpperCase()}${where.slice(1)} needs \`\${${placeholder}}\` from the client's environment: put the value there and import again, or add the server by hand.`;
}
