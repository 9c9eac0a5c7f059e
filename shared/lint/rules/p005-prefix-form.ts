import type { PromptRule } from "#shared/lint/rule.ts";

const PREFIX = /^(?:mcp_{1,2})?(.+?)(?:__|\.|\/|:)(.+)$/;

export const prefixForm: PromptRule = {
  id: "P005",
  name: "prefix-form",
  scope: "prompt",
  severity: "warning",
  title: "The prompt names a tool with a client's prefix",
  why: "Clients compose names such as `mcp__server__tool`. A prompt written for one names what another does not show.",
  before: "Use `mcp__support__search_tickets`.",
  after: "Use `search_tickets`.",
  source: "Client name composition; lint-drift, P005",
  *check(prompt, list) {
    for (const { text, start, end } of prompt.identifiers) {
      if (list.byName.has(text)) continue;
      const bare = PREFIX.exec(text)?.[2];
      if (bare === undefined || !list.byName.has(bare)) continue;
      yield {
        message: `The tool is listed as \`${bare}\`; \`${text}\` is one client's form of it.`,
        range: { start, end },
        key: text,
        fix: { title: `Write ${bare}`, safe: true, edits: [{ kind: "text", range: { start, end }, text: bare }] },
      };
    }
  },
};
