import { removeMention } from "#shared/lint/remove-mention.ts";
import type { PromptRule } from "#shared/lint/rule.ts";
import { folded } from "#shared/lint/words.ts";

export const unavailableTool: PromptRule = {
  id: "P003",
  name: "unavailable-tool",
  scope: "prompt",
  severity: "error",
  title: "The prompt names a tool that exists and is not available",
  why: "The tool is on a server that is not attached to this assistant, or its entry is malformed, so that clients drop it. In a conversation it is not there.",
  before: "Use `open_dispatch` to send a driver. (It is on the logistics server, which is not attached.)",
  after: "Attach the logistics server, or take the sentence out.",
  source:
    "Model Context Protocol: a list may vary by authorization; clients drop malformed tools one by one or the whole list",
  yieldsTo: ["P002"],
  *check(prompt, list, { unavailable }) {
    if (unavailable.length === 0) return;
    const known = new Map(unavailable.map((one) => [one.name, one]));
    for (const { text, start, end } of prompt.identifiers) {
      const found = known.get(text);
      if (found === undefined || list.byFolded.has(folded(text))) continue;
      // One plain word is a name only where it is written as one.
      if (!/[_-]|[a-z][A-Z]/.test(text) && prompt.text[start - 1] !== "`") continue;
      if (list.properties.has(text) || list.values.has(text)) continue;
      const why =
        found.why === "malformed"
          ? `${found.server} lists it, but its entry is malformed and clients drop it`
          : `it is on ${found.server}, which is not attached`;
      yield {
        message: `\`${text}\` is not available: ${why}.`,
        range: { start, end },
        key: text,
        fix: removeMention(prompt, list, { start, end }),
      };
    }
  },
};
