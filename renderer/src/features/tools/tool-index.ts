import { findInvisible } from "#shared/base/visible-text.ts";
import { viewTool, type MalformedEntry, type ToolEntry } from "#shared/mcp/tool.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";

interface RowBase {
  /** Place in the list as advertised; unique, and stable over a filter. */
  readonly key: string;
  readonly name: string;
  /** Lower-cased name, title and description (their first 2,000 characters): what the filter looks through. */
  readonly haystack: string;
}

/** One row of the tool list: an entry as advertised, well-formed or not. */
export type ToolRow =
  | (RowBase & {
      readonly kind: "tool";
      readonly entry: ToolEntry;
      /** First line of the description. */
      readonly summary: string;
      /** Another entry has the same name. */
      readonly duplicate: boolean;
      /** The name, title or description holds characters that a person does not see. */
      readonly hidden: boolean;
    })
  | (RowBase & { readonly kind: "malformed"; readonly entry: MalformedEntry });

/** The tools whose texts are drafted, and whether the draft is used. */
export type Drafted = ReadonlyMap<string, "used" | "unused">;

/** The rows of a snapshot in the order advertised, malformed entries at their own place. One pass, made once. */
export function indexTools(snapshot: Pick<Snapshot, "tools" | "malformed">): readonly ToolRow[] {
  const counts = new Map<string, number>();
  for (const { name } of snapshot.tools) counts.set(name, (counts.get(name) ?? 0) + 1);
  const tools = snapshot.tools.map((entry): ToolRow => {
    const { title = "", description = "" } = viewTool(entry.raw);
    const text = `${entry.name}\n${title}\n${description}`;
    return {
      kind: "tool",
      key: String(entry.position),
      entry,
      name: entry.name,
      summary: firstLine(description === "" ? title : description),
      duplicate: (counts.get(entry.name) ?? 0) > 1,
      hidden: findInvisible(text).length > 0,
      haystack: text.slice(0, 2_000).toLowerCase(),
    };
  });
  const malformed = snapshot.malformed.map((entry): ToolRow => {
    const name = entry.name ?? "(no name)";
    return {
      kind: "malformed",
      key: String(entry.position),
      entry,
      name,
      haystack: `${name}\n${entry.reason}`.toLowerCase(),
    };
  });
  if (malformed.length === 0) return tools;
  return [...tools, ...malformed].sort((a, b) => a.entry.position - b.entry.position);
}

/** The rows that hold every word of the query, in order. Names that start with it come first. */
export function filterTools(rows: readonly ToolRow[], query: string): readonly ToolRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  const found = rows.filter((row) => words.every((word) => row.haystack.includes(word)));
  const first = words[0] ?? "";
  const byName = found.filter((row) => row.haystack.startsWith(first));
  return byName.length === 0 || byName.length === found.length
    ? found
    : [...byName, ...found.filter((row) => !row.haystack.startsWith(first))];
}

function firstLine(text: string): string {
  const line = text.slice(0, 400).trimStart().split("\n", 1)[0] ?? "";
  return line.slice(0, 160);
}
