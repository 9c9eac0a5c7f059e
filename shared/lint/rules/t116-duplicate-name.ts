import type { ListRule } from "#shared/lint/rule.ts";

export const duplicateName: ListRule = {
  id: "T116",
  name: "duplicate-name",
  scope: "list",
  severity: "error",
  title: "Two tools of one server share a name",
  why: "Only one of them can be called: clients keep the first or the last, or refuse the list. Names that differ in case only are mistaken for each other.",
  before: "search, search",
  after: "search_tickets, search_accounts",
  source: "Model Context Protocol 2026-07-28: names are unique per server",
  *check({ tools, byName, servers }) {
    for (const [name, group] of byName) {
      for (const server of servers) {
        const own = group.filter((tool) => (tool.server ?? "") === server);
        for (const tool of own.slice(1)) {
          yield {
            tool: tool.index,
            message: `\`${name}\` is listed ${own.length} times: only one of them can be called.`,
            pointer: "/name",
          };
        }
      }
    }
    const byCase = new Map<string, string>();
    for (const tool of tools) {
      const key = `${tool.server ?? ""}\u0000${tool.facts.name.toLowerCase()}`;
      const first = byCase.get(key);
      if (first === undefined) byCase.set(key, tool.facts.name);
      else if (first !== tool.facts.name) {
        yield {
          tool: tool.index,
          message: `\`${tool.facts.name}\` and \`${first}\` differ in upper and lower case only.`,
          pointer: "/name",
          severity: "warning",
          key: "case",
        };
      }
    }
  },
};
