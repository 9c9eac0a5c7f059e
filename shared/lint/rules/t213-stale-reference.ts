import { identifiersIn } from "#shared/lint/identifiers.ts";
import type { ListRule } from "#shared/lint/rule.ts";
import { suggestName } from "#shared/lint/suggest-name.ts";
import { MUTATING, READING } from "#shared/lint/verbs.ts";
import { excerpt, folded, wordsOf } from "#shared/lint/words.ts";

const CALLED = /\b(use|using|call|calling|invoke|run|via|with|see|try|prefer|through|by)\s+(?:the\s+|a\s+)?["'`*]*$/i;
/** What is passed, not called: "again with the upload_id". */
const VALUE = /\b(via|with|see|by|through|use|using)\s+(?:the\s+|a\s+)?["'`*]*$/i;
const OF_A_VALUE =
  /(^|[_-])(ids?|ref|url|uri|key|token|path|hash|cursor|code|handle)$|[a-z](Ids?|Ref|Url|Uri|Key|Token|Path|Hash|Cursor|Code|Handle)$/;
const TOOL_AFTER = /^["'`*]*\s+(tool|function)\b/i;
const NOT_A_TOOL =
  /^["'`*]*\s*(=|:|parameter|argument|field|property|value|option|flag|header|event|type|status|column|attribute|method\b|from (the )?(previous|response|result))/i;

export const staleReference: ListRule = {
  id: "T213",
  name: "stale-reference",
  scope: "list",
  severity: "warning",
  title: "A description names a tool that is not there",
  why: "Descriptions go stale when tools are renamed, and nobody notices: the model calls the old name, or gives up. A large public server told models to use a renamed tool in every release for ten months.",
  before: "label_write: \"To set labels on issues, use the 'update_issue' tool.\" (update_issue is gone)",
  after: 'label_write: "To set labels on issues, use issue_write with method update."',
  source: "Measured: github-mcp-server v0.20.0 to v1.10.1",
  *check({ tools, byName, byFolded, properties, values }, { history, alsoKnown }) {
    const kebab = [...byName.keys()].some((name) => name.includes("-"));
    const camel = [...byName.keys()].some((name) => /[a-z][A-Z]/.test(name));
    /** Whether a word that could be English (`read-only`) or code (`getUserData`) is written like no tool of the list. */
    const unlike = (word: string, text: string, start: number): boolean =>
      word.includes("-") ? !kebab && !/["'`]/.test(text.charAt(start - 1)) : /[a-z][A-Z]/.test(word) && !camel;
    const past = new Map(history.map((tool) => [tool.name, tool]));
    const known = new Set(alsoKnown.map(folded));
    const names = [...byName.keys()];
    const suggested = new Map<string, string | undefined>();
    const suggest = (word: string): string | undefined => {
      if (!suggested.has(word)) suggested.set(word, suggestName(word, names)?.name);
      return suggested.get(word);
    };
    for (const { index, facts } of tools) {
      for (const { pointer, text, role } of facts.texts) {
        if (role !== "prose" || text.length < 8) continue;
        for (const { text: word, start, end } of identifiersIn(text)) {
          if (byFolded.has(folded(word)) || known.has(folded(word))) continue;
          const before = past.get(word);
          if (before === undefined && (properties.has(word) || values.has(word))) continue;
          const after = text.slice(end, end + 40);
          if (/^\([^)\n]*\)\.\w/.test(after)) continue; // code: node("/root").start()
          if (/^[A-Z]/.test(word) && !/^["'`]/.test(after)) continue; // JavaScript, GitHub: things, not tools
          const called =
            TOOL_AFTER.test(after) ||
            (CALLED.test(text.slice(Math.max(0, start - 30), start)) &&
              isVerb(word) &&
              !NOT_A_TOOL.test(after) &&
              !(
                OF_A_VALUE.test(word) &&
                word.split(/[_-]/).length < 3 &&
                VALUE.test(text.slice(Math.max(0, start - 30), start))
              ));
          if (before === undefined && (!called || unlike(word, text, start))) continue;
          if (before !== undefined && properties.has(word)) continue;
          const meant = before?.became?.tool ?? suggest(word);
          yield {
            tool: index,
            message: `The text names \`${word}\`, which ${before === undefined ? "no server lists" : "is no longer listed"}${meant === undefined ? "" : `; \`${meant}\` may be meant`}.`,
            pointer,
            severity: before === undefined ? "warning" : "error",
            evidence: excerpt(text.slice(Math.max(0, start - 40), end + 40), 120),
            key: word,
            ...(meant === undefined
              ? {}
              : {
                  fix: {
                    title: `Write ${meant}`,
                    safe: false,
                    edits: [{ kind: "set", pointer, value: text.slice(0, start) + meant + text.slice(end) }],
                  },
                }),
          };
        }
      }
    }
  },
};

function isVerb(identifier: string): boolean {
  const words = wordsOf(identifier);
  return [words[0] ?? "", words.at(-1) ?? ""].some((word) => MUTATING.has(word) || READING.has(word));
}
