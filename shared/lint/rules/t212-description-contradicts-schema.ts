import type { ToolRule } from "#shared/lint/rule.ts";
import type { Parameter, ToolFacts } from "#shared/lint/tool-facts.ts";
import type { Finding } from "#shared/lint/diagnostic.ts";
import { own } from "#shared/schema/subschemas.ts";

export const descriptionContradictsSchema: ToolRule = {
  id: "T212",
  name: "description-contradicts-schema",
  scope: "tool",
  severity: "warning",
  title: "The text says one thing, the schema another",
  why: "The model believes the text, the server the schema: calls are refused, or do something else than was meant.",
  before: 'required: ["limit"], limit: "Optional. Default 10"',
  after: 'limit: {"type": "integer", "default": 10, "description": "Most rows to give"}',
  source: "arXiv 2602.18914 (accuracy, +8.8 %, p < .001)",
  yieldsTo: ["T112"],
  *check(tool) {
    for (const parameter of tool.parameters) yield* checkParameter(parameter);
    yield* checkArguments(tool);
  },
};

function* checkParameter({ name, required, description, schema, pointer }: Parameter): Generator<Finding> {
  const at = `${pointer}/description`;
  const optional = /^\W*optional\b(?! chaining)|\(optional[),:]|\bis optional\b/i.test(description);
  if (required && optional) yield { message: `\`${name}\` is described as optional, and is required.`, pointer: at };
  const mustBeSent =
    /^\W*required\b(?!\W+(\w+\s+){0,2}(if|when|for|unless|only|by|to)\b)|\((required|mandatory)\)/i.test(description);
  if (!required && mustBeSent && own(schema, "default") === undefined) {
    yield { message: `\`${name}\` is described as required, and is optional.`, pointer: at };
  }
  const said =
    /\bdefaults?(?: value)?(?:\s+(?:is|to|of|=)|\s*[:=])\s*["'`]?(-?\d+(?:\.\d+)?|true|false|[\w-]+(?=["'`]))/i.exec(
      description,
    )?.[1];
  const value = own(schema, "default");
  if (said === undefined || !["string", "number", "boolean"].includes(typeof value)) return;
  const given = String(value);
  const comparable = typeof value === "string" || /^(-?\d+(\.\d+)?|true|false)$/i.test(said);
  if (comparable && given.toLowerCase() !== said.toLowerCase() && Number(given) !== Number(said) && given !== "") {
    yield {
      message: `\`${name}\` is described with the default ${said}, and the schema says ${given.slice(0, 40)}.`,
      pointer: at,
      key: "default",
    };
  }
}

/** A docstring's `Args:` block that explains parameters which the schema does not have. */
function* checkArguments({ description, parameters, properties }: ToolFacts): Generator<Finding> {
  const block = /^[ \t]*(?:Args|Arguments|Parameters|Params):[ \t]*\n((?:[ \t]+.*(?:\n|$)|[ \t]*\n)+)/m.exec(
    description,
  )?.[1];
  if (block === undefined || parameters.length === 0) return;
  const indent = /^[ \t]+/.exec(block)?.[0] ?? "";
  for (const line of block.split("\n")) {
    const name = /^([A-Za-z_]\w*)(?:\s*\([^)]*\))?\s*:/.exec(
      line.startsWith(indent) ? line.slice(indent.length) : " ",
    )?.[1];
    if (name === undefined || properties.has(name)) continue;
    if (/^(ctx|context|self|cls|kwargs|args|note|notes|example|examples|returns?|raises|warning)$/i.test(name))
      continue;
    yield {
      message: `The description explains the parameter \`${name}\`, which the schema does not have.`,
      pointer: "/description",
      key: name,
    };
  }
}
