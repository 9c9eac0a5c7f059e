import type { ToolFacts } from "#shared/lint/tool-facts.ts";
import { excerpt } from "#shared/lint/words.ts";

/**
 * A trigger for a tool, drawn from its own description: the sentence that says when to use it, else its purpose. One line
 * of Markdown, to be read and edited before it is kept.
 */
export function triggerText({ name, description, nameWords }: ToolFacts): string {
  const sentences = description.split(/(?<=[.!?])\s+|\n+/).map((sentence) => sentence.trim());
  const when = sentences
    .map((sentence) =>
      /\b(?:use (?:this|it)(?: tool)?|call (?:this|it)|useful|used) (when|if|for|to|before|after) (.+?)[.!]?$/i.exec(
        sentence,
      ),
    )
    .find((match) => match !== null);
  if (when !== null && when !== undefined) {
    const [, word = "", rest = ""] = when;
    const lower = word.toLowerCase();
    return lower === "when" || lower === "if" || lower === "before" || lower === "after"
      ? `- ${lower === "if" ? "If" : lower.charAt(0).toUpperCase() + lower.slice(1)} ${excerpt(rest, 140)}, use \`${name}\`.`
      : `- Use \`${name}\` ${lower} ${excerpt(rest, 140)}.`;
  }
  const purpose = excerpt(
    sentences.find((sentence) => sentence.length > 10)?.replace(/[.!]$/, "") ?? nameWords.join(" "),
    120,
  );
  return `- When the user wants this: “${purpose}”, use \`${name}\`.`;
}
