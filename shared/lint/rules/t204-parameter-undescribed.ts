import type { ToolRule } from "#shared/lint/rule.ts";
import { listed } from "#shared/lint/words.ts";

export const parameterUndescribed: ToolRule = {
  id: "T204",
  name: "parameter-undescribed",
  scope: "tool",
  severity: "warning",
  title: "Parameters without a description",
  why: "The meaning of parameters is what models get wrong most. A required one without a word is a guess in every call.",
  before: '{"properties": {"ref": {"type": "string"}}, "required": ["ref"]}',
  after: '{"properties": {"ref": {"type": "string", "description": "Order number, e.g. 20417"}}, "required": ["ref"]}',
  source: "arXiv 2602.18914 (parameter meaning, +8.8 % accuracy); measured: 30 % of 1,032 real tools",
  *check({ parameters, description }) {
    // A docstring that explains the parameters in the tool's own description counts.
    const bare = parameters.filter(({ name, description: own }) => own.trim() === "" && !explains(description, name));
    if (bare.length === 0) return;
    const required = bare.filter((parameter) => parameter.required);
    const names = (required.length > 0 ? required : bare).map(({ name }) => `\`${name}\``);
    yield {
      message: `${listed(names)} ${names.length === 1 ? "has" : "have"} no description${required.length > 0 ? " and must be sent" : ""}.`,
      pointer: (required[0] ?? bare[0])?.pointer ?? "/inputSchema",
      severity: required.length > 0 ? "warning" : "hint",
    };
  },
};

function explains(description: string, name: string): boolean {
  const at = description.indexOf(name);
  if (at < 0) return false;
  const after = description.slice(at + name.length, at + name.length + 40);
  return /^[`'"*]*\s*(\([^)]*\)\s*)?[:=–-]/.test(after);
}
