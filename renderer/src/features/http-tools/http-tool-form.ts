import { isJsonObject, type JsonObject, readJson } from "#shared/base/json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { HttpTool } from "#shared/contract/http-tool.ts";
import { readUrlTemplate } from "#shared/platform/url-template.ts";
import type { MethodInput } from "#shared/contract/methods.ts";

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** A header as it stands in the form. */
export interface HeaderField {
  readonly key: number;
  readonly name: string;
  readonly secret: boolean;
  readonly value: string;
  /** A value is kept in the core; left empty, it stays. */
  readonly kept: boolean;
}

/** The form as it stands. */
export interface HttpToolForm {
  readonly name: string;
  readonly description: string;
  readonly method: HttpTool["method"];
  readonly url: string;
  readonly headers: readonly HeaderField[];
  readonly schemaText: string;
  readonly readOnly: boolean;
  readonly timeoutSeconds: number;
}

const TEMPLATE: JsonObject = {
  type: "object",
  properties: { id: { type: "string", description: "Which one, as the customer says it." } },
  required: ["id"],
  additionalProperties: false,
};

/** A form to begin with: of a stored tool, of a seed, or with a small schema to write over. */
export function startForm(
  from: Partial<Pick<HttpTool, "name" | "description" | "inputSchema" | "readOnly">>,
  stored?: HttpTool,
): HttpToolForm {
  return {
    name: from.name ?? "",
    description: from.description ?? "",
    method: stored?.method ?? "GET",
    // An address with covered parts cannot be edited: it is typed anew or stays.
    url: stored === undefined || isMasked(stored.url) ? "" : stored.url,
    headers: (stored?.headers ?? []).map(({ name, secret, value }, key) => ({
      key,
      name,
      secret,
      value: value ?? "",
      kept: secret,
    })),
    schemaText: JSON.stringify(from.inputSchema ?? TEMPLATE, undefined, 2),
    readOnly: from.readOnly ?? false,
    timeoutSeconds: (stored?.timeoutMs ?? 10_000) / 1000,
  };
}

/** Whether an address has parts that are covered by dots. */
export const isMasked = (url: string): boolean => url.includes("•");

/** The `{placeholders}` of an address, each once, in order; none while it is no address. */
export function placeholders(url: string): readonly string[] {
  const read = readUrlTemplate(url);
  return read.ok ? read.value.parameters : [];
}

/** The schema of the form, or why it is none. */
export function readSchema(text: string): Result<JsonObject, string> {
  const value = readJson(text);
  if (value === undefined) return fail("It is not JSON yet.");
  if (!isJsonObject(value)) return fail("A schema is a JSON object.");
  const { type } = value;
  return type === undefined || type === "object"
    ? ok(value)
    : fail('The arguments are an object: its type must be "object".');
}

/** The names of a schema's parameters. */
export const parametersOf = ({ properties }: JsonObject): readonly string[] =>
  isJsonObject(properties) ? Object.keys(properties) : [];

/** The schema text with parameters for the placeholders that have none. */
export function withParameters(text: string, names: readonly string[]): string {
  const schema = readSchema(text);
  if (!schema.ok) return text;
  const { properties, required } = schema.value;
  const added = Object.fromEntries(names.map((name) => [name, { type: "string", description: "" }]));
  return JSON.stringify(
    {
      ...schema.value,
      type: "object",
      properties: { ...(isJsonObject(properties) ? properties : {}), ...added },
      required: [...(Array.isArray(required) ? required : []), ...names],
    },
    undefined,
    2,
  );
}

/** What is wrong, by field; what is not named is fine. */
export interface Faults {
  readonly name?: string;
  readonly url?: string;
  readonly schema?: string;
  readonly headers?: string;
  readonly timeout?: string;
}

/** What a person still has to put right. `stored` is the tool that is edited. */
export function faultsOf(form: HttpToolForm, stored: HttpTool | undefined, taken: ReadonlySet<string>): Faults {
  const schema = readSchema(form.schemaText);
  const url = urlFault(form.url, stored);
  const header = form.headers.map(headerFault).find((fault) => fault !== undefined);
  return {
    ...(/^[a-zA-Z0-9_-]{1,64}$/.test(form.name)
      ? taken.has(form.name)
        ? { name: "Another custom tool has this name." }
        : {}
      : { name: "1 to 64 letters, digits, “_” and “-”." }),
    ...(url === undefined ? {} : { url }),
    ...(schema.ok ? {} : { schema: schema.error }),
    ...(header === undefined ? {} : { headers: header }),
    ...(form.timeoutSeconds >= 0.1 && form.timeoutSeconds <= 120 ? {} : { timeout: "From 0.1 to 120 seconds." }),
  };
}

function urlFault(url: string, stored: HttpTool | undefined): string | undefined {
  if (url.trim() === "" && stored !== undefined) return undefined;
  const read = readUrlTemplate(url);
  return read.ok ? undefined : `${read.error.said} ${read.error.next}`;
}

function headerFault({ name, value, kept }: HeaderField): string | undefined {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return "A header’s name is letters, digits and “-”.";
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) return `The value of ${name} holds a line break.`;
  return value === "" && !kept ? `${name} has no value.` : undefined;
}

/** The form as the core takes it. Absent parts are unchanged there. The schema must be one. */
export function toolOf(
  id: string,
  form: HttpToolForm,
  stored: HttpTool | undefined,
): MethodInput<"httpTools.save"> | undefined {
  const schema = readSchema(form.schemaText);
  if (!schema.ok) return undefined;
  const url = form.url.trim();
  return {
    id,
    name: form.name,
    description: form.description,
    method: form.method,
    ...(url === "" || url === stored?.url ? {} : { url }),
    inputSchema: schema.value,
    headers: form.headers.map(({ name, secret, value, kept }) => ({
      name,
      secret,
      ...(kept && value === "" ? {} : { value }),
    })),
    readOnly: form.readOnly,
    timeoutMs: Math.round(form.timeoutSeconds * 1000),
  };
}
