import type { ToolRule } from "#shared/lint/rule.ts";
import { own } from "#shared/schema/subschemas.ts";

const LISTED =
  /\b(?:one of|either|allowed values?|possible values?|valid (?:values?|options?)|options?(?: are)?|can be|must be)\b:?\s*((?:["'`“][\w -]{1,30}["'`”](?:\s*(?:,|\||\/|or|and|, or)\s*)?){2,})/i;

export const enumInProse: ToolRule = {
  id: "T206",
  name: "enum-in-prose",
  scope: "tool",
  severity: "hint",
  title: "Allowed values stand in the text, not in an enum",
  why: "An enum is enforced and offered; a sentence is read, and sometimes not followed.",
  before: '{"type": "string", "description": "One of \'open\', \'closed\'"}',
  after: '{"type": "string", "enum": ["open", "closed"]}',
  source: "mcpgrade S008; measured: 3.6 % of 1,032 real tools",
  *check({ parameters }) {
    for (const { name, schema, description, pointer, values } of parameters) {
      if (values.length > 0 || own(schema, "type") !== "string") continue;
      const found = LISTED.exec(description)?.[1];
      if (found === undefined) continue;
      const options = [...found.matchAll(/["'`“]([\w -]{1,30})["'`”]/g)].map((match) => match[1] ?? "");
      yield {
        message: `\`${name}\` lists its values in words: an enum would hold them.`,
        pointer,
        fix: {
          title: "Add the enum",
          safe: false,
          edits: [{ kind: "set", pointer: `${pointer}/enum`, value: options }],
        },
      };
    }
  },
};
