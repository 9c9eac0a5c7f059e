import type { JsonObject } from "#shared/base/json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { measureJson } from "#shared/schema/measure-json.ts";

/** Budgets of one check; `README.md` of the room says where they come from. */
export interface SchemaBudgets {
  readonly schemaCharacters: number;
  readonly schemaDepth: number;
  readonly schemaValues: number;
  readonly valueCharacters: number;
  readonly valueDepth: number;
  readonly valueValues: number;
  readonly compileMs: number;
  readonly validateMs: number;
  /** How long a worker may take to start, in milliseconds: our own code, on a busy machine. */
  readonly startMs: number;
  readonly heapMiB: number;
}

export const schemaBudgets: SchemaBudgets = {
  schemaCharacters: 1_048_576,
  schemaDepth: 64,
  schemaValues: 20_000,
  valueCharacters: 8_388_608,
  valueDepth: 256,
  valueValues: 500_000,
  compileMs: 500,
  validateMs: 250,
  startMs: 10_000,
  heapMiB: 128,
};

/** Both sides of a check as JSON text, or the sentence that says which budget forbids it. */
export function fitTexts(
  schema: JsonObject,
  value: unknown,
  budgets: SchemaBudgets,
): Result<{ readonly schemaText: string; readonly valueText: string }, string> {
  const schemaText = fitText(schema, "schema", budgets.schemaDepth, budgets.schemaValues, budgets.schemaCharacters);
  if (!schemaText.ok) return schemaText;
  const valueText = fitText(value, "value", budgets.valueDepth, budgets.valueValues, budgets.valueCharacters);
  if (!valueText.ok) return valueText;
  return ok({ schemaText: schemaText.value, valueText: valueText.value });
}

// Measured before it is written as text: `JSON.stringify` overflows the stack on a deep value.
function fitText(
  value: unknown,
  what: string,
  maxDepth: number,
  maxValues: number,
  maxCharacters: number,
): Result<string, string> {
  const { depth, values, cut } = measureJson(value, maxValues + 1);
  if (depth > maxDepth) return fail(`the ${what} nests deeper than ${maxDepth} levels`);
  if (cut || values > maxValues) return fail(`the ${what} holds more than ${maxValues} values`);
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return fail(`the ${what} is not JSON`);
  if (text.length > maxCharacters) return fail(`the ${what} is larger than ${maxCharacters / 1024} KiB`);
  return ok(text);
}
