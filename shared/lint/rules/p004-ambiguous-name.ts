import { mentionsOf } from "#shared/lint/mentions.ts";
import type { PromptRule } from "#shared/lint/rule.ts";
import { listed } from "#shared/lint/words.ts";

export const ambiguousName: PromptRule = {
  id: "P004",
  name: "ambiguous-name",
  scope: "prompt",
  severity: "warning",
  title: "The prompt names a tool that several servers have",
  why: "The model sees two functions of one name, or two renamed ones, and cannot know which the prompt means.",
  before: "Use `search` for products.",
  after: "Use `search` of the shop server for products.",
  source: "Measured: 33 of 987 names stand on two servers or more",
  *check(prompt, list) {
    const told = new Set<string>();
    for (const { name, start, end, tools } of mentionsOf(prompt, list)) {
      const servers = [...new Set(tools.map(({ server }) => server ?? "(unnamed)"))];
      if (servers.length < 2 || told.has(name)) continue;
      const line = prompt.statementAt(start)?.text.toLowerCase() ?? "";
      if (servers.some((server) => line.includes(server.toLowerCase()))) continue;
      told.add(name);
      yield { message: `\`${name}\` exists on ${listed(servers)}: say which.`, range: { start, end }, key: name };
    }
  },
};
