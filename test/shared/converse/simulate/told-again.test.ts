import { expect, test } from "vitest";
import { decide } from "#shared/converse/simulate/decide.ts";
import { indexTools, type IndexedInput } from "#shared/converse/simulate/index-tools.ts";

const size = (description: string) => ({ type: "number", description });
const tools: readonly IndexedInput[] = [
  {
    name: "box_volume",
    description: "Calculates the volume of a box.",
    inputSchema: {
      type: "object",
      properties: {
        width: size("Width of the box"),
        height: size("Height of the box"),
        depth: size("Depth of the box"),
      },
      required: ["width", "height", "depth"],
    },
  },
];
const callsOf = (utterance: string): readonly unknown[] =>
  decide({ index: indexTools(tools), utterance, choice: "required" }).calls.map(({ args }) => args);

test("what is told again is another call, and what is not told again stays", () => {
  expect(
    callsOf(
      "Calculate the volume of a box with a width of 4, a height of 5 and a depth of 6, and then of another box with a width of 7, a height of 8",
    ),
  ).toEqual([
    { width: 4, height: 5, depth: 6 },
    { width: 7, height: 8, depth: 6 },
  ]);
});

test("a request that tells each value once is one call", () => {
  expect(callsOf("Calculate the volume of a box with a width of 4, a height of 5 and a depth of 6")).toHaveLength(1);
});

test("each call cites its own words", () => {
  const utterance =
    "Calculate the volume of a box with a width of 4, a height of 5 and a depth of 6, and then of another box with a width of 7, a height of 8 and a depth of 9";
  const { calls } = decide({ index: indexTools(tools), utterance, choice: "required" });
  expect(calls.map(({ sources }) => sources["width"]?.map(({ start, end }) => utterance.slice(start, end)))).toEqual([
    ["4"],
    ["7"],
  ]);
});
