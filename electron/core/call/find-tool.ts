import type { ConsoleError } from "#shared/base/console-error.ts";
import { invalidInput, notFound } from "#shared/base/failure.ts";
import { isJsonObject, type JsonObject } from "#shared/base/json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";

/** The entry of a list that a call means. */
export interface CalledTool {
  readonly position: number;
  readonly hash: string;
  readonly raw: JsonObject;
}

/**
 * Finds a tool by name in a server's newest list; `position` picks one where several share the name. A malformed entry
 * that has a name can be called too: what the server answers is worth seeing.
 */
export function findTool(
  snapshot: Snapshot | undefined,
  name: string,
  position: number | undefined,
): Result<CalledTool, ConsoleError> {
  if (snapshot === undefined) {
    return fail(notFound("tool", name, "Discover the server's tools first, then call one of them."));
  }
  const named: CalledTool[] = [];
  for (const entry of [...snapshot.tools, ...snapshot.malformed]) {
    if (entry.name !== name || !isJsonObject(entry.raw)) continue;
    named.push({ position: entry.position, hash: entry.hash, raw: entry.raw });
  }
  const [first] = named;
  if (first === undefined) {
    return fail(
      notFound("tool", name, "Compare the name with the tools that the server listed, or discover it again."),
    );
  }
  if (position === undefined) return named.length === 1 ? ok(first) : fail(ambiguous(name, named));
  const picked = named.find((tool) => tool.position === position);
  return picked === undefined ? fail(notFound("tool", `${name} at position ${position}`)) : ok(picked);
}

function ambiguous(name: string, tools: readonly CalledTool[]): ConsoleError {
  const positions = tools.map((tool) => tool.position).join(", ");
  return invalidInput(
    "E_TOOL_AMBIGUOUS",
    `The server lists ${tools.length} tools named ${JSON.stringify(name.slice(0, 80))}.`,
    `Say which one by its position in the list: ${positions}.`,
  );
}
