import { type Change, type Drift, type Level, type Levels, type ServerChange, worst } from "#shared/drift/drift.ts";

/** A row of the list of changes: a tool, or the server itself. */
export interface ChangedThing {
  /** `tool <name>`, or `server`. */
  readonly key: string;
  readonly title: string;
  /** What happened, in a word. */
  readonly what: string;
  readonly level: Level;
  readonly changes: readonly (Change | ServerChange)[];
  /** The tool's names before and after; absent for the server. */
  readonly names?: { readonly before: string | readonly string[]; readonly after: string | readonly string[] };
}

const LEVELS: readonly Level[] = ["breaking", "risky", "harmless"];

/** Everything that changed, the worst first; the server itself before the tools of its level. */
export function changedThings({ tools, server = [] }: Drift): readonly ChangedThing[] {
  const own: readonly ChangedThing[] =
    server.length === 0
      ? []
      : [
          {
            key: "server",
            title: "The server itself",
            what: server.every(({ kind }) => kind === "version-not-raised") ? "same version" : "changed",
            level: worst(server.map(({ level }) => level)),
            changes: server,
          },
        ];
  const listed = tools.map(({ name, change, level, changes, from, to }): ChangedThing => {
    const plain = change === "changed" || change === "added" || change === "removed";
    return {
      key: `tool ${name}`,
      title: plain ? name : `${joined(from)} → ${joined(to)}`,
      what: change,
      level,
      changes: changes.toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level)),
      names: { before: from ?? name, after: to ?? name },
    };
  });
  return [...own, ...listed].toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
}

const joined = (value: string | readonly string[] | undefined): string =>
  typeof value === "string" ? value : (value ?? []).join(", ");

/** Whether a thing is of a wanted level, and touches a wanted audience; nothing wanted = everything. */
export function isWanted(
  thing: ChangedThing,
  levels: readonly string[],
  audiences: readonly (keyof Levels)[],
): boolean {
  if (levels.length > 0 && !levels.includes(thing.level)) return false;
  return (
    audiences.length === 0 || thing.changes.some((change) => audiences.some((one) => change.levels[one] !== "harmless"))
  );
}
