import { isJsonObject, type Json } from "#shared/base/json.ts";
import type { CallRecord } from "#shared/contract/call-record.ts";
import type { SchemaVerdict } from "#shared/mcp/call.ts";
import { safeJson, safeLine, safeText } from "./safe-output.ts";

/** What the server answered, for people: text as it is, other content as one line, structured content as JSON. */
export function outcomeText({ outcome }: CallRecord): string {
  if (outcome === undefined || outcome.kind === "cancelled") return "";
  if (outcome.kind === "protocol-error") return "";
  const { content, structuredContent } = outcome.result;
  const blocks = Array.isArray(content) ? (content as readonly Json[]) : [];
  if (outcome.kind === "input-required") return safeJson(outcome.result);
  // A server repeats structured content as text for older clients: shown once, as text.
  const shown = blocks.map(blockText).join("");
  return shown === "" && structuredContent !== undefined ? safeJson(structuredContent) : shown;
}

/** How the call ended and where its time went; on standard error, so that a pipe gets the answer alone. */
export function statusText({ state, outcome, error, timings, outputCheck, inputCheck }: CallRecord): string {
  const lines: string[] = [];
  if (outcome?.kind === "protocol-error") {
    lines.push(`protocol error ${outcome.error.code}: ${safeLine(outcome.error.message, 500)}`);
  } else if (error === undefined) lines.push(state.replace("-", " "));
  else lines.push(safeText(error.said), safeText(error.next));
  if (timings !== undefined) {
    const { totalMs, connectMs, waitMs, readMs } = timings;
    const split = `connect ${Math.round(connectMs)}, wait ${Math.round(waitMs)}, read ${Math.round(readMs)}`;
    lines[0] = `${lines[0]} in ${Math.round(totalMs)} ms (${split})`;
  }
  lines.push(...checkLines("the arguments do not fit the input schema", inputCheck));
  lines.push(...checkLines("the structured content violates the output schema", outputCheck));
  return `${lines.join("\n")}\n`;
}

function checkLines(said: string, verdict: SchemaVerdict | undefined): readonly string[] {
  if (verdict?.verdict !== "invalid") return [];
  return verdict.violations
    .slice(0, 10)
    .map(({ pointer, message }) => `${said}: ${safeLine(pointer || "/", 120)} ${safeLine(message)}`);
}

function blockText(block: Json): string {
  if (!isJsonObject(block)) return "";
  const { type, text, mimeType, data, uri, resource } = block;
  if (type === "text" && typeof text === "string") return `${safeText(text)}\n`;
  const kind = typeof type === "string" ? safeLine(type, 40) : "content without a type";
  const embedded = isJsonObject(resource) ? resource : {};
  const about = [mimeType, uri, embedded["uri"], embedded["mimeType"]]
    .filter((part) => typeof part === "string")
    .map((part) => safeLine(part, 200));
  if (typeof data === "string") about.push(`${Math.ceil((data.length * 3) / 4096)} KiB`);
  return `[${[kind, ...about].join(", ")}]\n`;
}
