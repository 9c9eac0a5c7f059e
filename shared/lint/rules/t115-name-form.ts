import type { ToolRule } from "#shared/lint/rule.ts";

const MCP_NAME = /^[A-Za-z0-9_.-]{1,128}$/;

export const nameForm: ToolRule = {
  id: "T115",
  name: "name-form",
  scope: "tool",
  severity: "error",
  title: "A name that the protocol or the platform does not accept",
  why: "Providers answer 400 to the whole request, or the client renames the tool, and the name in the prompt no longer fits.",
  before: '{"name": "get account status!"}',
  after: '{"name": "get_account_status"}',
  source: "Model Context Protocol 2026-07-28, tool names; the platform profile's name rule",
  *check({ name }, { profile }) {
    if (name === "") {
      yield { message: "The tool has no name.", pointer: "/name" };
      return;
    }
    const proposal = name
      .replaceAll(/[^A-Za-z0-9_-]+/g, "_")
      .replaceAll(/^_+|_+$/g, "")
      .slice(0, profile.nameRule?.maxLength ?? 64);
    const fix = {
      title: `Rename to ${proposal}`,
      safe: false,
      edits: [{ kind: "set" as const, pointer: "/name", value: proposal }],
    };
    const offered = proposal === "" || proposal === name ? {} : { fix };
    if (!MCP_NAME.test(name)) {
      const why =
        name.length > 128
          ? `is ${name.length} characters long, at most 128 are allowed`
          : "holds characters other than letters, digits, _ . and -";
      yield { message: `The name ${why}.`, pointer: "/name", ...offered };
    } else if (profile.nameRule !== undefined && !new RegExp(profile.nameRule.pattern).test(name)) {
      const long = name.length > profile.nameRule.maxLength;
      const why = long ? `at most ${profile.nameRule.maxLength} characters` : "letters, digits, _ and - only";
      yield {
        message: `${profile.title} accepts ${why} in a tool's name (${profile.nameRule.date}).`,
        pointer: "/name",
        ...offered,
      };
    }
  },
};
