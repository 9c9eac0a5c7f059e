import { toPointer } from "#shared/base/json-pointer.ts";
import { isJsonObject, jsonEqual, type Json } from "#shared/base/json.ts";
import type { Compared } from "#shared/drift/finding.ts";

/** What a client assumes where a hint is absent (MCP schema, ToolAnnotations). */
const DEFAULTS: ReadonlyMap<string, Json> = new Map([
  ["readOnlyHint", false],
  ["destructiveHint", true],
  ["idempotentHint", false],
  ["openWorldHint", true],
]);

/**
 * Hints that changed. First-time hints are noise: they describe what was there all along. A hint that says the
 * default out loud, or stops saying it, is noise too; so is a member that no specification knows, as no client reads it.
 */
export function compareAnnotations(before: unknown, after: unknown): Compared {
  const compared: Compared = { findings: [], noise: [] };
  if (jsonEqual(before, after)) return compared;
  const one = isJsonObject(before) ? before : {};
  const two = isJsonObject(after) ? after : {};
  const pointer = "/annotations";
  if (Object.keys(one).length + Object.keys(two).length === 0) {
    compared.noise.push({ kind: "equivalent-rewriting", pointer });
    return compared;
  }
  for (const name of new Set([...Object.keys(one), ...Object.keys(two)])) {
    if (jsonEqual(one[name], two[name])) continue;
    const at = pointer + toPointer([name]);
    const was = one[name] ?? DEFAULTS.get(name);
    const is = two[name] ?? DEFAULTS.get(name);
    if (!DEFAULTS.has(name) && name !== "title") compared.noise.push({ kind: "metadata", pointer: at });
    else if (one[name] === undefined) compared.noise.push({ kind: "first-annotations", pointer: at });
    else if (jsonEqual(was, is)) compared.noise.push({ kind: "equivalent-rewriting", pointer: at });
    else if (name === "title") {
      compared.findings.push({
        kind: "title-changed",
        pointer: at,
        before: one[name],
        after: two[name],
        direction: "input",
        subject: "the title among the annotations",
      });
    } else {
      const lost =
        two[name] === undefined
          ? "no longer said, so clients assume the default"
          : `${say(one[name])} became ${say(two[name])}`;
      compared.findings.push({
        kind: "annotation-changed",
        pointer: at,
        before: one[name],
        after: two[name],
        direction: "input",
        subject: `the hint \`${name}\``,
        note: lost,
      });
    }
  }
  return compared;
}

const say = (value: unknown): string => (JSON.stringify(value) ?? "nothing").slice(0, 60);
