import { z } from "zod";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { invalidInput, notFound } from "#shared/base/failure.ts";
import { secretsOfHeader } from "#shared/base/header-secrets.ts";
import { maskSecrets } from "#shared/base/redact.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { httpToolSchema, type HttpTool } from "#shared/contract/http-tool.ts";
import { readUrlTemplate } from "#shared/platform/url-template.ts";
import type { OpenedHttpTool } from "#core/model-ports.ts";
import type { Ports, Secrets } from "#core/ports.ts";
import { readDocuments, type SealedSecret, type Store } from "#core/store-port.ts";
import { purgeRemoved } from "./purge-removed.ts";
import { sealedSchema } from "./stored-model.ts";

/** A custom HTTP tool as it is stored: address masked, values of secret headers left out, both sealed beside it. */
const storedHttpToolSchema = httpToolSchema.extend({ sealed: sealedSchema.optional() });
export type StoredHttpTool = z.infer<typeof storedHttpToolSchema>;

/** What is sealed: the whole address, and the values of the secret headers by name. */
const clearSchema = z.object({ url: z.string(), headers: z.record(z.string(), z.string()) });
export type ClearHttpTool = z.infer<typeof clearSchema>;

/** Every stored tool, removed ones too. */
export const storedHttpTools = (store: Store): Promise<readonly StoredHttpTool[]> =>
  readDocuments(store, "http-tool", storedHttpToolSchema);

/** What a screen may see of one. */
export function shownHttpTool(stored: StoredHttpTool): HttpTool {
  const { sealed: _sealed, ...tool } = stored;
  return tool;
}

/** Seals what is secret of a tool; undefined where nothing is. */
export async function sealHttpTool(clear: ClearHttpTool, secrets: Secrets): Promise<SealedSecret | undefined> {
  const template = readUrlTemplate(clear.url);
  const open = template.ok && template.value.secrets.length === 0 && Object.keys(clear.headers).length === 0;
  return open ? undefined : secrets.seal(JSON.stringify(clear));
}

/** The whole address and the secret headers of a stored tool. Fails where they cannot be opened here. */
export async function readHttpTool(
  tool: StoredHttpTool,
  secrets: Secrets,
): Promise<Result<ClearHttpTool, ConsoleError>> {
  if (tool.sealed === undefined) return ok({ url: tool.url, headers: {} });
  const opened = await secrets.open(tool.sealed);
  if (!opened.ok)
    return fail({ ...opened.error, next: "Open Preflight where the tool was saved, or enter its secrets again here." });
  const clear = parseClear(opened.value);
  if (clear !== undefined) return ok(clear);
  return fail(
    invalidInput(
      "E_SECRET_FORM",
      `The stored secrets of the tool ${JSON.stringify(tool.name)} are not of the form this version writes.`,
      "Enter the tool's address and headers again.",
    ),
  );
}

function parseClear(text: string): ClearHttpTool | undefined {
  try {
    return clearSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // the one expected failure: not JSON
  }
}

/** Reads a tool that is not removed and opens its secrets. */
export async function openHttpTool(
  { store, secrets }: Ports,
  id: string,
): Promise<Result<OpenedHttpTool, ConsoleError>> {
  const stored = (await storedHttpTools(store)).find((one) => one.id === id);
  if (stored === undefined || stored.removedAt !== undefined) return fail(notFound("custom tool", id));
  const clear = await readHttpTool(stored, secrets);
  if (!clear.ok) return clear;
  const { url, headers } = clear.value;
  const template = readUrlTemplate(url);
  const hidden = Object.freeze([
    ...(template.ok ? template.value.secrets : []),
    ...Object.values(headers).flatMap(secretsOfHeader),
  ]);
  const shown = stored.headers.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  return ok({
    tool: shownHttpTool(stored),
    url,
    headers: { ...Object.fromEntries(shown), ...headers },
    secrets: hidden,
    mask: (text) => maskSecrets(text, hidden),
  });
}

/** Drops the tools that were removed before this start. */
export const purgeHttpTools = (store: Store): Promise<void> => purgeRemoved(store, "http-tool", storedHttpToolSchema);
