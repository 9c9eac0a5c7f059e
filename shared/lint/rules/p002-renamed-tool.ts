import { removeMention } from "#shared/lint/remove-mention.ts";
import type { PromptRule } from "#shared/lint/rule.ts";
import { suggestName } from "#shared/lint/suggest-name.ts";

export const renamedTool: PromptRule = {
  id: "P002",
  name: "renamed-tool",
  scope: "prompt",
  severity: "error",
  title: "The prompt names a tool that an earlier discovery listed",
  why: "Renames and consolidations (several tools become one with a `method`) are the commonest real break; the prompt goes on naming what is gone.",
  before: "Use `get_issue` to look at an issue.",
  after: "Use `issue_read` with method `get` to look at an issue.",
  source: "Measured: 39 of the 41 tools that one large server removed were consolidated",
  *check(prompt, list, { history }) {
    for (const past of history) {
      if (list.byName.has(past.name) || past.name === "") continue;
      const consolidated = list.tools.find(({ facts }) => facts.values.has(past.name));
      const meant =
        past.became?.tool ?? consolidated?.facts.name ?? suggestName(past.name, [...list.byName.keys()])?.name;
      const argument =
        past.became?.argument === undefined ? "" : ` with \`${past.became.argument}\` = \`${past.became.value ?? ""}\``;
      for (const { text, start, end } of prompt.identifiers) {
        if (text !== past.name) continue;
        yield {
          message: `\`${past.name}\` is no longer listed${meant === undefined ? "" : `; it became \`${meant}\`${argument}`}.`,
          range: { start, end },
          key: past.name,
          ...(meant === undefined
            ? { fix: removeMention(prompt, list, { start, end }) }
            : {
                fix: {
                  title: `Write ${meant}${argument.replaceAll("`", "")}`,
                  safe: false,
                  edits: [{ kind: "text", range: { start, end }, text: `${meant}${argument.replaceAll("`", "")}` }],
                },
              }),
        };
      }
    }
  },
};
