import type { ListRule } from "#shared/lint/rule.ts";

const STYLES = [
  ["snake_case", /^[a-z\d]+(_[a-z\d]+)+$/],
  ["kebab-case", /^[a-z\d]+(-[a-z\d]+)+$/],
  ["camelCase", /^[a-z][a-z\d]*([A-Z][a-z\d]*)+$/],
  ["PascalCase", /^([A-Z][a-z\d]+){2,}$/],
] as const;

export const mixedNameStyle: ListRule = {
  id: "T216",
  name: "mixed-name-style",
  scope: "list",
  severity: "hint",
  title: "One server writes its names in several styles",
  why: "People who write prompts mistype the odd one out, and models invent the regular form.",
  before: "get_user, listOrders",
  after: "get_user, list_orders",
  source: "mcpgrade N001",
  *check({ tools, servers }) {
    for (const server of servers) {
      const own = tools.filter((tool) => (tool.server ?? "") === server);
      const counted = STYLES.map(([name, form]) => ({ name, tools: own.filter(({ facts }) => form.test(facts.name)) }))
        .filter((style) => style.tools.length > 0)
        .toSorted((a, b) => b.tools.length - a.tools.length);
      const [main, ...others] = counted;
      const odd = others.flatMap((style) => style.tools);
      if (main === undefined || odd.length === 0 || odd.length > main.tools.length / 2) continue;
      yield {
        message: `Most names are in ${main.name}; ${odd
          .slice(0, 4)
          .map(({ facts }) => `\`${facts.name}\``)
          .join(", ")} ${odd.length === 1 ? "is" : "are"} not.`,
        ...(server === "" ? {} : { server }),
      };
    }
  },
};
