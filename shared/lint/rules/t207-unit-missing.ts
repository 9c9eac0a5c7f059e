import type { ToolRule } from "#shared/lint/rule.ts";
import { own } from "#shared/schema/subschemas.ts";
import { wordsOf } from "#shared/lint/words.ts";

const DATES = /^(date|datetime|timestamp|since|until|day|deadline)$/;
const AMOUNTS = /^(timeout|duration|delay|interval|ttl|age|weight|distance|size|amount|price|budget|radius)$/;
const DATE_SAID = /ISO|RFC ?3339|YYYY|epoch|unix|format|e\.g\.|\d{4}-\d\d|seconds|milliseconds|date-time|relative/i;
const UNIT_SAID =
  /\b(ms|milli|second|minute|hour|day|week|month|year|byte|kb|mb|gb|kib|mib|kg|gram|lb|km|met(er|re)|mile|euro|dollar|usd|eur|cent|pixel|px|percent|token|char|item|row|result|line|number of|currency|unit)/i;

export const unitMissing: ToolRule = {
  id: "T207",
  name: "unit-missing",
  scope: "tool",
  severity: "hint",
  title: "A date without its format, or an amount without its unit",
  why: "Seconds or milliseconds, 3/4 or 4 March: the model picks one, and the server may mean the other.",
  before: 'timeout: {"type": "number", "description": "How long to wait"}',
  after: 'timeout: {"type": "number", "description": "How long to wait, in milliseconds"}',
  source: "arXiv 2602.18914 (accuracy smells)",
  *check({ parameters }) {
    for (const { name, schema, description, pointer, types, values } of parameters) {
      const last = wordsOf(name).at(-1) ?? "";
      if (values.length > 0 || own(schema, "format") !== undefined || own(schema, "pattern") !== undefined) continue;
      if (/(page|batch|chunk|window|font|pool).?size$/i.test(name)) continue; // counted in what they are named after
      const whole = `${name} ${description}`;
      if (types.includes("string") && DATES.test(last) && !DATE_SAID.test(whole)) {
        yield { message: `\`${name}\` does not say the form of its date or time.`, pointer };
      } else if (
        (types.includes("number") || types.includes("integer")) &&
        AMOUNTS.test(last) &&
        !UNIT_SAID.test(whole)
      ) {
        yield { message: `\`${name}\` does not say its unit.`, pointer };
      }
    }
  },
};
