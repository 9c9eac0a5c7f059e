import { diff } from "#shared/drift/diff.ts";
import { movesOf } from "#shared/drift/impact.ts";
import { isJsonObject } from "#shared/base/json.ts";

/** A tool that a later list has not. */
export interface GoneTool {
  readonly name: string;
  /** What took it over, where that is one tool: its name, and the argument that now picks the old one's work. */
  readonly became?: { readonly tool: string; readonly argument?: string; readonly value?: string };
}

/** The names that an earlier list (raw entries) had and a later one has not, with what became of each where that can be told. */
export function goneTools(before: readonly unknown[], after: readonly unknown[]): readonly GoneTool[] {
  const now = new Set(after.map(nameOf));
  const gone = [...new Set(before.map(nameOf))].filter((name) => name !== undefined && !now.has(name));
  if (gone.length === 0) return [];
  const moves = movesOf(diff(before, after, { witnesses: false }));
  return gone.flatMap((name): readonly GoneTool[] => {
    if (name === undefined) return [];
    const [move, ...others] = moves.get(name) ?? [];
    if (move === undefined || others.length > 0) return [{ name }];
    const { to, set } = move;
    return [
      { name, became: { tool: to, ...(set === undefined ? {} : { argument: set.parameter, value: set.value }) } },
    ];
  });
}

const nameOf = (raw: unknown): string | undefined =>
  isJsonObject(raw) && typeof raw["name"] === "string" ? raw["name"] : undefined;
