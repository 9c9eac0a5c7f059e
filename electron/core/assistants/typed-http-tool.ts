import type { z } from "zod";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { invalidInput } from "#shared/base/failure.ts";
import { isCredentialHeader } from "#shared/base/header-secrets.ts";
import { isJsonObject } from "#shared/base/json.ts";
import { MASK } from "#shared/base/redact.ts";
import { looksSecret } from "#shared/base/secret-url.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { HttpTool, newHttpToolSchema } from "#shared/contract/http-tool.ts";
import { readUrlTemplate } from "#shared/platform/url-template.ts";
import type { ClearHttpTool, StoredHttpTool } from "./stored-http-tool.ts";

type NewHttpTool = z.output<typeof newHttpToolSchema>;

/** A tool as someone typed it, read: what may be shown of it, and what is sealed. */
export interface TypedHttpTool {
  readonly tool: Omit<HttpTool, "changedAt" | "removedAt">;
  readonly clear: ClearHttpTool;
}

const no = (code: string, said: string, next: string): Result<never, ConsoleError> =>
  fail(invalidInput(code, said, next));

/** HTTP's own, which its client sets: one of them typed would break or smuggle a request. */
const FORBIDDEN =
  /^(host|content-length|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|via|proxy-.*|sec-.*|accept-encoding)$/i;

/** Reads a typed tool. `known` is the tool it changes, opened: what was left out of the new one is taken from it. */
export function readTypedHttpTool(
  typed: NewHttpTool,
  known?: { readonly stored: StoredHttpTool; readonly clear: ClearHttpTool },
): Result<TypedHttpTool, ConsoleError> {
  const { url: typedUrl, headers: typedHeaders, ...rest } = typed;
  const sameUrl = known !== undefined && (typedUrl === undefined || typedUrl.trim() === known.stored.url);
  const url = sameUrl ? known.clear.url : (typedUrl ?? "");
  if (url.includes(MASK))
    return no("E_URL_MASKED", `The address holds ${MASK} in the place of a secret.`, "Enter the whole address.");
  const template = readUrlTemplate(url);
  if (!template.ok) return no(template.error.code, template.error.said, template.error.next);
  const headers = readHeaders(typedHeaders, known, template.value.origin);
  if (!headers.ok) return headers;
  const schema = rest.inputSchema;
  if (schema["type"] !== undefined && schema["type"] !== "object")
    return no("E_SCHEMA_FORM", "The input schema describes no object.", 'Give it "type": "object" and its properties.');
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const stray = template.value.parameters.find((name) => !Object.hasOwn(properties, name));
  if (stray !== undefined)
    return no(
      "E_URL_PARAMETER",
      `{${stray.slice(0, 80)}} in the address is no property of the input schema.`,
      "Add it to the schema, or correct the address.",
    );
  return ok({
    tool: { ...rest, url: template.value.maskedText, headers: [...headers.value.shown] },
    clear: { url: template.value.text, headers: headers.value.secret },
  });
}

function readHeaders(
  typed: NewHttpTool["headers"],
  known: { readonly stored: StoredHttpTool; readonly clear: ClearHttpTool } | undefined,
  origin: string,
): Result<
  { readonly shown: readonly HttpTool["headers"][number][]; readonly secret: Record<string, string> },
  ConsoleError
> {
  const shown: HttpTool["headers"] = [];
  const secret: Record<string, string> = {};
  const names = new Set<string>();
  const before = known === undefined ? undefined : readUrlTemplate(known.clear.url);
  const moved = before?.ok === true && before.value.origin !== origin;
  for (const header of typed) {
    const name = header.name.trim();
    const key = name.toLowerCase();
    const quoted = JSON.stringify(name.slice(0, 80));
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$/.test(name) || key === "__proto__")
      return no("E_HEADER_FORM", `${quoted} is no name of a header.`, "Use letters, digits and hyphens.");
    if (FORBIDDEN.test(name))
      return no("E_HEADER_FORBIDDEN", `The header ${quoted} is set by HTTP itself.`, "Take it out.");
    if (names.has(key)) return no("E_HEADER_TWICE", `The header ${quoted} is there twice.`, "Take one of them out.");
    names.add(key);
    const kept = header.value === undefined ? keptValue(key, known) : undefined;
    const value = header.value ?? kept?.value;
    if (value === undefined || (kept?.secret === true && (moved || !header.secret)))
      return no("E_HEADER_VALUE", `The header ${quoted} needs its value again.`, "Enter it.");
    if (!/^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value) || value.includes(MASK))
      return no("E_HEADER_FORM", `The value of ${quoted} cannot be sent.`, "Give one line of text.");
    const isSecret = header.secret || isCredentialHeader(name) || looksSecret(value);
    if (isSecret) secret[name] = value.trim();
    shown.push({ name, secret: isSecret, ...(isSecret ? {} : { value: value.trim() }) });
  }
  return ok({ shown, secret });
}

function keptValue(
  key: string,
  known: { readonly stored: StoredHttpTool; readonly clear: ClearHttpTool } | undefined,
): { readonly value: string; readonly secret: boolean } | undefined {
  const sealed = Object.entries(known?.clear.headers ?? {}).find(([name]) => name.toLowerCase() === key);
  if (sealed !== undefined) return { value: sealed[1], secret: true };
  const open = known?.stored.headers.find(({ name }) => name.toLowerCase() === key)?.value;
  return open === undefined ? undefined : { value: open, secret: false };
}
