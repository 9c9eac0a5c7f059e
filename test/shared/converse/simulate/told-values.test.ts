import { expect, test } from "vitest";
import { decide } from "#shared/converse/simulate/decide.ts";
import { indexTools } from "#shared/converse/simulate/index-tools.ts";
import { readClues } from "#shared/converse/simulate/slots/clues.ts";
import { numbersIn } from "#shared/converse/simulate/slots/numbers.ts";
import { readUtterance } from "#shared/converse/simulate/utterance.ts";

const text = (description: string) => ({ type: "string", description });

/** The arguments of the one tool that is offered. */
function argumentsOf(utterance: string, name: string, properties: object): unknown {
  const inputSchema = { type: "object", properties, required: Object.keys(properties) } as never;
  return decide({ index: indexTools([{ name, inputSchema }]), utterance, choice: "required" }).calls[0]?.args;
}

test("a value is written as the description shows it", () => {
  const properties = { from_unit: text("Supports 'teaspoon', 'tablespoon', 'cup'") };
  expect(argumentsOf("convert measures given in teaspoons", "convert_measure", properties)).toEqual({
    from_unit: "teaspoon",
  });
});

test("an example's number is never taken for the one that was said", () => {
  const properties = { order_number: text("Number of the order, e.g. 'A-4711'") };
  expect(argumentsOf('look up order "X-9-4711-q"', "look_up_order", properties)).toEqual({
    order_number: "X-9-4711-q",
  });
});

test("the first of two numbers of one kind goes to the first of two parameters", () => {
  const whole = (description: string) => ({ type: "integer", description });
  const properties = { num1: whole("The first number."), num2: whole("The second number.") };
  expect(argumentsOf("largest common factor of two numbers, say 84 and 36", "common_factor", properties)).toEqual({
    num1: 84,
    num2: 36,
  });
});

test("a formula is read as one stretch, a range of years and a date are not", () => {
  const formulas = (said: string): readonly string[] =>
    readClues(readUtterance(said))
      .texts.filter(({ shape }) => shape === "math")
      .map(({ text: found }) => found);
  expect(formulas("integrate y = 4x^3 - 2x + 7 for me")).toEqual(["4x^3 - 2x + 7"]);
  expect(formulas("from 2019-2021, on 12/5, a well-known plan-b")).toEqual([]);
});

test("how often in a year is a number, a rate is not one of its unit", () => {
  expect(numbersIn("compounded quarterly").map(({ value }) => value)).toEqual([4]);
  expect(numbersIn("20 miles a day").map(({ value }) => value)).toEqual([20]);
  expect(numbersIn("for a week").map(({ value }) => value)).toEqual([1]);
  expect(numbersIn("the 3rd floor")[0]?.ordinal).toBe(true);
});
