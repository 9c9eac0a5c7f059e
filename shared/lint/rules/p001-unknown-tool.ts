import { removeMention } from "#shared/lint/remove-mention.ts";
import type { PromptRule } from "#shared/lint/rule.ts";
import { unknownNames } from "#shared/lint/unknown-names.ts";

export const unknownTool: PromptRule = {
  id: "P001",
  name: "unknown-tool",
  scope: "prompt",
  severity: "error",
  title: "The prompt names a tool that does not exist",
  why: "The model tries to call it and fails, or does without the tool that was meant. A name that was mistyped once is mistyped in every conversation.",
  before: "When the caller describes a problem, use `serch_tickets`.",
  after: "When the caller describes a problem, use `search_tickets`.",
  source:
    "Measured on 59 public prompts: 788 unknown identifiers, of which about 84 look like tools; a naive rule is right in 11 % at most",
  yieldsTo: ["P002", "P003", "P005"],
  *check(prompt, list, { alsoKnown, history }) {
    const past = new Set(history.map(({ name }) => name));
    for (const { text, start, end, by, meant } of unknownNames(prompt, list, alsoKnown)) {
      if (past.has(text)) continue;
      const owner = list.byName.get(meant?.name ?? "")?.[0]?.server;
      const offer =
        meant === undefined ? "" : ` Did you mean \`${meant.name}\`${owner === undefined ? "" : ` (${owner})`}?`;
      yield {
        message: `\`${text}\` is no discovered tool.${offer}`,
        range: { start, end },
        severity: by === "call" ? "error" : "warning",
        key: text,
        ...(meant === undefined
          ? { fix: removeMention(prompt, list, { start, end }) }
          : {
              fix: {
                title: `Write ${meant.name}`,
                safe: meant.by !== "words",
                edits: [{ kind: "text", range: { start, end }, text: meant.name }],
              },
            }),
      };
    }
  },
};
