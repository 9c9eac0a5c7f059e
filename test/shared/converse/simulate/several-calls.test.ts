import { describe, expect, test } from "vitest";
import { decide } from "#shared/converse/simulate/decide.ts";
import { indexTools, type IndexedInput } from "#shared/converse/simulate/index-tools.ts";
import { desk } from "./tools.ts";

const harbour: readonly IndexedInput[] = [
  {
    name: "tide_table",
    description: "Tide times of a harbour town for some days.",
    inputSchema: {
      type: "object",
      properties: {
        town: { type: "string", description: "Name of the harbour town" },
        days: { type: "integer", description: "Number of days" },
      },
      required: ["town"],
    },
  },
];
const index = indexTools(harbour);
const towns = (utterance: string): readonly unknown[] =>
  decide({ index, utterance, choice: "required" }).calls.map(({ args }) => args["town"]);

describe("several calls in one turn", () => {
  test("names in a row are one call each", () => {
    expect(towns("Show the tide times for Dover and Calais")).toEqual(["Dover", "Calais"]);
    expect(towns("Show the tide times for Dover, Calais and Ostend")).toEqual(["Dover", "Calais", "Ostend"]);
  });

  test("each call cites its own words", () => {
    const utterance = "Show the tide times for Dover and Calais";
    const { calls } = decide({ index, utterance, choice: "required" });
    for (const { args, sources } of calls) {
      const [source] = sources["town"] ?? [];
      expect(utterance.slice(source?.start, source?.end)).toBe(args["town"]);
    }
  });

  test("one thing stays one call", () => {
    expect(towns("Show the tide times for Dover")).toEqual(["Dover"]);
  });

  test("requests for two tools in two sentences are two calls", () => {
    const { calls } = decide({
      index: indexTools(desk),
      utterance: "Search support tickets about printers. Then show the ticket number 4711 with its history.",
    });
    expect(calls.map(({ name }) => name)).toEqual(["search_tickets", "get_ticket"]);
  });
});
