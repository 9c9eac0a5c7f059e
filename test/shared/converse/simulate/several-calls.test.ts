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

  test("identifiers of one shape are one call each, unless they are compared or belong to two parameters", () => {
    const parcels = indexTools([
      {
        name: "track_parcel",
        description: "Where a parcel is.",
        inputSchema: {
          type: "object",
          properties: { parcel_id: { type: "string", description: "Parcel id, e.g. PX-100" } },
          required: ["parcel_id"],
        },
      },
    ]);
    const ids = (utterance: string): readonly unknown[] =>
      decide({ index: parcels, utterance, choice: "required" }).calls.map(({ args }) => args["parcel_id"]);
    expect(ids("Where are the parcels PX-481 and PX-502 now?")).toEqual(["PX-481", "PX-502"]);
    expect(ids("Track PX-481, PX-502 and PX-7")).toEqual(["PX-481", "PX-502", "PX-7"]);
    expect(ids("Track PX-481 for order A12")).toHaveLength(1);
    expect(ids("Compare PX-481 and PX-502")).toHaveLength(1);
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
