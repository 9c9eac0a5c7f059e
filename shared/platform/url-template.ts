import { decoded, findUrlSecrets } from "#shared/base/secret-url.ts";
import { MASK } from "#shared/base/redact.ts";
import type { Json, JsonObject } from "#shared/base/json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { readEndpointUrl } from "#shared/platform/endpoint-url.ts";
import type { HostKind } from "#shared/platform/host-address.ts";

/** Why an address or an argument cannot be used; no sentence holds a secret. */
export interface TemplateRefusal {
  readonly code: string;
  readonly said: string;
  readonly next: string;
}

/** An address with `{parameters}` in its path or query, read. */
export interface UrlTemplate {
  /** As typed, trimmed, without a fragment. Holds its secrets. */
  readonly text: string;
  readonly maskedText: string;
  /** Every secret string in it, as typed and decoded. */
  readonly secrets: readonly string[];
  /** Names in braces, each once, in order. */
  readonly parameters: readonly string[];
  readonly origin: string;
  readonly host: HostKind;
  readonly encrypted: boolean;
}

const PARAMETER = /\{([^{}/?#&=\s]{1,200})\}/g;
/** Longest address that is sent, in UTF-16 units: servers refuse longer request lines. */
const LONGEST = 16_384;

const refuse = (code: string, said: string, next: string): Result<never, TemplateRefusal> => fail({ code, said, next });

/** Reads an address that arguments will fill. Pure and total; refuses what `readEndpointUrl` refuses. */
export function readUrlTemplate(typed: string): Result<UrlTemplate, TemplateRefusal> {
  const text = typed.trim().replace(/#.*$/su, "");
  if (text === "") return refuse("E_URL_EMPTY", "There is no address.", "Enter one that begins with https://.");
  const plain = text.replaceAll(PARAMETER, "x");
  if (/[{}]/.test(plain))
    return refuse("E_URL_BRACES", "A brace in the address belongs to no parameter.", "Write a parameter as {name}.");
  const authority = /^[a-z]*:?[\\/]*[^/?#\\]*/i.exec(text)?.[0] ?? "";
  if (authority.includes("{"))
    return refuse(
      "E_URL_PARAMETER_PLACE",
      "A parameter stands in the address's host: an argument could send the call, and its secrets, anywhere.",
      "Use parameters in the path and the query only.",
    );
  const read = readEndpointUrl(plain);
  if (read.kind === "empty") return refuse("E_URL_EMPTY", "There is no address.", "Enter one.");
  if (read.kind === "refused") return refuse(read.code, read.said, read.next);
  const { masked, secrets } = secretsIn(text);
  return ok({
    text,
    maskedText: masked,
    secrets,
    parameters: [...new Set([...text.matchAll(PARAMETER)].map(([, name = ""]) => name))],
    origin: read.url.origin,
    host: read.host,
    encrypted: read.encrypted,
  });
}

/** What is secret in an address, where a parameter alone never is. */
function secretsIn(text: string): { readonly masked: string; readonly secrets: readonly string[] } {
  let masked = text;
  const secrets = new Set<string>();
  for (const { start, end } of findUrlSecrets(text).toReversed()) {
    const secret = text.slice(start, end);
    if (secret.replaceAll(PARAMETER, "") === "") continue;
    masked = masked.slice(0, start) + MASK + masked.slice(end);
    for (const part of secret.split(PARAMETER))
      for (const form of [part, decoded(part)]) if (form !== "") secrets.add(form);
  }
  return { masked, secrets: [...secrets] };
}

/**
 * Fills an address with arguments, percent-encoded so that none can leave its place: no `/`, `?` or `..` comes in by
 * one. A part of the query whose argument is absent is left out. `rest` are the arguments that the address did not take.
 */
export function fillUrlTemplate(
  text: string,
  argumentsValue: JsonObject,
): Result<{ readonly url: string; readonly rest: ReadonlyMap<string, Json> }, TemplateRefusal> {
  const values = new Map<string, Json>();
  for (const [name, value] of Object.entries(argumentsValue)) if (value !== undefined) values.set(name, value);
  const used = new Set<string>();
  const textOf = (name: string): string | undefined => {
    used.add(name);
    const value = values.get(name);
    return value === undefined || value === null ? undefined : encodeURIComponent(plainText(value).toWellFormed());
  };
  const mark = text.indexOf("?");
  const path = mark < 0 ? text : text.slice(0, mark);
  let missing: string | undefined;
  const filledPath = path.replaceAll(PARAMETER, (_whole, name: string) => {
    const value = textOf(name) ?? "";
    if (value === "") missing ??= name;
    return value;
  });
  if (missing !== undefined)
    return refuse(
      "E_ARGUMENT_MISSING",
      `The argument ${JSON.stringify(missing)} is part of the address, and it is missing or empty.`,
      "Give it a value.",
    );
  const wanders = path.split("/").some((part, index) => {
    if (!part.includes("{")) return false;
    return /^(\.|%2e){1,2}$/i.test(filledPath.split("/")[index] ?? "");
  });
  if (wanders)
    return refuse(
      "E_ARGUMENT_PATH",
      "An argument is a step to another path (a dot, or two).",
      "Give it another value.",
    );
  const query =
    mark < 0
      ? []
      : text
          .slice(mark + 1)
          .split("&")
          .flatMap((part) => {
            let absent = false;
            const filled = part.replaceAll(PARAMETER, (_whole, name: string) => {
              const value = textOf(name);
              absent ||= value === undefined;
              return value ?? "";
            });
            return absent ? [] : [filled];
          });
  const url = `${filledPath}${query.length === 0 ? "" : `?${query.join("&")}`}`;
  if (url.length > LONGEST) return tooLong();
  return ok({ url, rest: new Map([...values].filter(([name]) => !used.has(name))) });
}

/** Adds arguments to the query of an address: lists as repeated keys, objects as JSON, nulls left out. */
export function addToQuery(url: string, rest: ReadonlyMap<string, Json>): Result<string, TemplateRefusal> {
  const pairs = [...rest].flatMap(([name, value]) => {
    const values = Array.isArray(value) ? (value as readonly Json[]) : [value];
    return values
      .filter((one) => one !== null)
      .map((one) => `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(plainText(one).toWellFormed())}`);
  });
  if (pairs.length === 0) return ok(url);
  const joined = `${url}${url.includes("?") ? "&" : "?"}${pairs.join("&")}`;
  return joined.length > LONGEST ? tooLong() : ok(joined);
}

const tooLong = (): Result<never, TemplateRefusal> =>
  refuse(
    "E_URL_TOO_LONG",
    `The address with its arguments is longer than ${LONGEST} characters.`,
    "Give shorter arguments, or let the tool send them as a body (POST).",
  );

function plainText(value: Json): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => plainText(item)).join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
