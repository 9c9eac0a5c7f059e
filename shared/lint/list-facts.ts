import type { LintTool } from "#shared/lint/lint-input.ts";
import { toolFacts, type ToolFacts } from "#shared/lint/tool-facts.ts";
import { folded } from "#shared/lint/words.ts";

/** One tool of the list: where it came from, and its facts. */
export interface ListedTool {
  readonly index: number;
  readonly server?: string;
  readonly position: number;
  readonly facts: ToolFacts;
}

/** The tools beside each other, with what is looked up again and again. */
export interface ListFacts {
  readonly tools: readonly ListedTool[];
  readonly byName: ReadonlyMap<string, readonly ListedTool[]>;
  /** By name with the writing style folded away. */
  readonly byFolded: ReadonlyMap<string, readonly ListedTool[]>;
  /** Names of parameters, output fields and other properties of any tool. */
  readonly properties: ReadonlySet<string>;
  /** String values of any enum or const. */
  readonly values: ReadonlySet<string>;
  /** The servers, in order of appearance; `""` stands for the unnamed one. */
  readonly servers: readonly string[];
}

const remembered = new WeakMap<readonly LintTool[], ListFacts>();

/** The facts of a list, remembered by the array's identity. */
export function listFacts(tools: readonly LintTool[]): ListFacts {
  const known = remembered.get(tools);
  if (known !== undefined) return known;
  const listed = tools.map((tool, index): ListedTool => ({
    index,
    position: tool.position,
    facts: toolFacts(tool.raw),
    ...(tool.server === undefined ? {} : { server: tool.server }),
  }));
  const properties = new Set<string>();
  const values = new Set<string>();
  for (const { facts } of listed) {
    for (const name of facts.properties) properties.add(name);
    for (const value of facts.values) values.add(value);
  }
  const facts: ListFacts = {
    tools: listed,
    byName: groupBy(listed, ({ facts }) => facts.name),
    byFolded: groupBy(listed, ({ facts }) => folded(facts.name)),
    properties,
    values,
    servers: [...new Set(listed.map(({ server }) => server ?? ""))],
  };
  remembered.set(tools, facts);
  return facts;
}

function groupBy(
  tools: readonly ListedTool[],
  key: (tool: ListedTool) => string,
): ReadonlyMap<string, readonly ListedTool[]> {
  const groups = new Map<string, ListedTool[]>();
  for (const tool of tools) {
    const name = key(tool);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [tool]);
    else group.push(tool);
  }
  return groups;
}
