import * as fc from "fast-check";
import { expect, it } from "vitest";
import { offerTools, type AttachedTool } from "#shared/converse/offer-tools.ts";

const attached = (toolName: string, place = "one", placeName = place): AttachedTool => ({
  place,
  placeName,
  toolName,
  raw: { name: toolName, description: `Does ${toolName}`, inputSchema: { type: "object" } },
});
const names = (tools: readonly AttachedTool[]): readonly string[] => offerTools(tools).tools.map(({ name }) => name);

it("a name that is fine and used once stays as it is", () => {
  expect(names([attached("search"), attached("get-order_2")])).toEqual(["search", "get-order_2"]);
});

it("a name that two servers use gets its server in front, and is told", () => {
  const offered = offerTools([
    attached("search", "a", "Acme EU"),
    attached("search", "b", "Acme (US)"),
    attached("go"),
  ]);
  expect(offered.tools.map(({ name }) => name)).toEqual(["Acme_EU__search", "Acme_US___search", "go"]);
  expect(offered.shared).toEqual(["search"]);
});

it("a name that providers refuse is rewritten, and the tool's own name is kept beside it", () => {
  const [tool] = offerTools([attached("get.weather/now ☀")]).tools;
  expect(tool).toMatchObject({ name: "get_weather_now_", attached: { toolName: "get.weather/now ☀" } });
  expect(names([attached("天気")])).toEqual(["_"]);
  expect(names([attached("")])).toEqual(["tool"]);
});

it("two entries of one name on one server are told apart by a number", () => {
  expect(names([attached("find"), attached("find"), attached("find_2")])).toEqual(["find", "find_3", "find_2"]);
});

it("names are unique, accepted by providers, and depend on nothing but the list", () => {
  const tool = fc
    .tuple(
      fc.oneof(fc.string({ maxLength: 80 }), fc.constantFrom("a", "a_2", "a.b", "a_b", "x".repeat(70))),
      fc.constantFrom("one", "two", "Ünì"),
    )
    .map(([name, place]) => attached(name, place));
  fc.assert(
    fc.property(fc.array(tool, { maxLength: 30 }), (tools) => {
      const given = names(tools);
      expect(given).toHaveLength(tools.length);
      expect(new Set(given).size).toBe(given.length);
      for (const name of given) expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
      expect(names(tools)).toEqual(given);
    }),
  );
});
