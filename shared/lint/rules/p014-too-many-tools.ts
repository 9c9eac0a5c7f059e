import type { ListRule } from "#shared/lint/rule.ts";

export const tooManyTools: ListRule = {
  id: "P014",
  name: "too-many-tools",
  scope: "list",
  severity: "hint",
  title: "More tools than a model chooses well among",
  why: "Selection is reported to degrade past 30 to 50 tools, and every definition is paid for in each request. There is no choice per tool on the platform: narrow the server's surface.",
  before: "117 tools attached",
  after: "the path or relay that exposes the 12 that the assistant needs",
  source:
    "Anthropic tool search documentation (30 to 50, second-hand); OpenAI o3/o4-mini guide (about 100 in-distribution); hosts cap at 128",
  *check({ tools }, { countTokens, profile }) {
    const count = tools.length;
    if (count <= 30) return;
    const cap = profile.limits.find(({ id, effect }) => id === "tools" && effect === "refuses")?.value ?? Infinity;
    const tokens = tools.reduce((sum, { facts }) => sum + countTokens(facts.definition), 0);
    const advised = count > 100 ? 100 : count > 50 ? 50 : 30;
    yield {
      message: `${count} tools are attached, about ${tokens.toLocaleString("en")} tokens in every request; models choose less well beyond ${advised}.`,
      severity: count > cap ? "error" : count > 50 ? "warning" : "hint",
    };
  },
};
