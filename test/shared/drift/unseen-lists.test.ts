import { describe, expect, test } from "vitest";
import { ajvValidator } from "#core/drift/validator.ts";
import { diff } from "#shared/drift/diff.ts";
import { movesOf } from "#shared/drift/impact.ts";
import { changesOf, only, schemaDrift, tool } from "./fixtures.ts";

// Classes of mistakes that were found by reading comparisons of lists that the engine had never seen.

const text = { type: "string" };
const object = (properties: object, more: object = {}): object => ({ type: "object", properties, ...more });
const kindsOf = (drift: ReturnType<typeof diff>): readonly string[] => changesOf(drift).map(({ kind }) => kind);
const noiseOf = (drift: ReturnType<typeof diff>): readonly string[] => drift.noise.map(({ kind }) => kind);

describe("schemas", () => {
  const card = object({ title: text, rank: { type: "integer" } });

  test("what became one of several alternatives was not removed", () => {
    const drift = schemaDrift(object({ card }), object({ card: { anyOf: [card, text] } }));
    expect(kindsOf(drift)).toEqual(["alternatives-changed"]);
    expect(only(drift, "alternatives-changed")).toMatchObject({ levels: { calls: "harmless" } });
    expect(only(drift, "alternatives-changed").reason).toContain("one of 2 alternatives now");
  });

  test("inside the alternative that is like it, a member that did go is told", () => {
    const drift = schemaDrift(object({ card }), object({ card: { anyOf: [object({ title: text }), text] } }));
    expect(kindsOf(drift)).toEqual(["alternatives-changed", "parameter-removed"]);
    expect(only(drift, "parameter-removed").pointer).toBe("/inputSchema/properties/card/properties/rank");
  });

  test("alternatives that are gone break the calls that used them, and only those", () => {
    const drift = schemaDrift(object({ card: { anyOf: [card, text] } }), object({ card }));
    expect(kindsOf(drift)).toEqual(["alternatives-changed"]);
    expect(only(drift, "alternatives-changed")).toMatchObject({
      level: "breaking",
      witness: { value: { card: "text" } },
    });
  });

  test("an alternative behind a reference is the counterpart as well", () => {
    const after = { ...object({ card: { anyOf: [{ $ref: "#/$defs/card" }, text] } }), $defs: { card } };
    expect(kindsOf(schemaDrift(object({ card }), after))).toEqual(["alternatives-changed"]);
  });

  test("where two types have nothing in common, their parts are not told one by one", () => {
    const drift = schemaDrift(object({ card }), object({ card: text }));
    expect(kindsOf(drift)).toEqual(["type-changed"]);
    expect(only(drift, "type-changed").level).toBe("breaking");
  });

  test("a default of null beside `or null` is no other default", () => {
    const drift = schemaDrift(object({ a: text }), object({ a: { anyOf: [text, { type: "null" }], default: null } }));
    expect(kindsOf(drift)).toEqual(["type-widened"]);
    expect(drift.level).toBe("harmless");
  });

  test("`nullable` lets null pass, as the validator has it", () => {
    const validate = ajvValidator();
    const drift = schemaDrift(object({ a: { ...text, nullable: true } }), object({ a: text }), { validate });
    expect(only(drift, "type-narrowed")).toMatchObject({
      level: "breaking",
      witness: { value: { a: null }, checked: "validator" },
    });
    const same = schemaDrift(object({ a: { ...text, nullable: true } }), object({ a: { type: ["string", "null"] } }));
    expect(kindsOf(same)).toEqual([]);
    expect(noiseOf(same)).toEqual(["equivalent-rewriting"]);
  });

  test("arguments are objects, whether or not the schema says so", () => {
    const drift = schemaDrift({ properties: { a: text } }, object({ a: text }));
    expect(kindsOf(drift)).toEqual([]);
    expect(noiseOf(drift)).toEqual(["equivalent-rewriting"]);
  });

  test("a tool without parameters that closes itself breaks no call that anyone makes", () => {
    const open = { type: "object", properties: {}, additionalProperties: true };
    const drift = schemaDrift(open, { ...open, additionalProperties: false });
    expect(kindsOf(drift)).toEqual([]);
    expect(noiseOf(drift)).toEqual(["additional-properties"]);
  });

  test("parameters that a broken list had lost are restored, not required anew", () => {
    const names = ["read_file", "write_file", "move_file"];
    const lost = names.map((name) => tool(name, {}, { inputSchema: { $schema: "https://example.com/" } }));
    const whole = names.map((name) => tool(name, { path: text }));
    const drift = diff(lost, whole);
    expect(kindsOf(drift)).toEqual(names.map(() => "schema-restored"));
    expect(drift.level).toBe("risky");
  });
});

describe("reasons say what became what", () => {
  const reason = (before: object, after: object): string =>
    changesOf(schemaDrift(object({ a: before }), object({ a: after })))[0]?.reason ?? "";

  test("limits, defaults, choices and formats", () => {
    expect(reason({ maximum: 20 }, { maximum: 10 })).toContain("20 became 10");
    expect(reason({ type: "string" }, { type: "string", minLength: 1 })).toContain("none became 1");
    expect(reason({ default: 5 }, { default: 8 })).toContain("5 became 8");
    expect(reason({ enum: ["a", "b"] }, { enum: ["a"] })).toContain('"b"');
    expect(reason({ enum: ["walking", "b"] }, { enum: ["map/walking", "b"] })).toContain(
      '"walking" became "map/walking"',
    );
    expect(reason(text, { ...text, format: "uri" })).toContain('none became "uri"');
  });

  test("a parameter that is gone fails, or is ignored: what was proved is said", () => {
    const closed = { additionalProperties: false };
    const failing = schemaDrift(object({ a: text, b: text }, closed), object({ a: text }, closed));
    expect(only(failing, "parameter-removed").reason).toContain("Calls that pass it fail. For instance");
    const ignored = schemaDrift(object({ a: text, b: text }), object({ a: text }));
    expect(only(ignored, "parameter-removed").reason).toContain("ignored without a word");
  });

  test("code names keep their case", () => {
    const [before, after] = ["Reads it.", "Reads lineCount of it."].map((description) => ({ name: "a", description }));
    expect(changesOf(diff([before], [after]))[0]?.reason).toContain("“lineCount”");
  });
});

test("members of annotations that no specification knows are noise", () => {
  const before = tool("a", {}, { annotations: { readOnlyHint: true, category: "Input automation", description: "x" } });
  const after = tool("a", {}, { annotations: { readOnlyHint: true, category: "input" } });
  const drift = diff([before], [after]);
  expect(kindsOf(drift)).toEqual([]);
  expect(noiseOf(drift)).toEqual(["metadata"]);
});

describe("who became whom", () => {
  const moved = (before: readonly object[], after: readonly object[]): Readonly<Record<string, string>> =>
    Object.fromEntries(
      [...movesOf(diff(before, after))].map(([from, moves]) => [from, moves.map(({ to }) => to).join()]),
    );

  test("a renamed tool has no change of its name beside", () => {
    expect(kindsOf(diff([tool("read_output")], [tool("readOutput")]))).toEqual([
      "tool-renamed",
      "tool-description-changed",
    ]);
  });

  test("a new variant of a tool that stayed is not what a removed sibling became", () => {
    const page = (as: string): string => `Scrape a single web page with advanced options and get the result in ${as}.`;
    const markdown = { ...tool("scrape_as_markdown", { url: text }), description: page("Markdown language") };
    const html = { ...tool("scrape_as_html", { url: text }), description: page("HTML") };
    const batch = {
      ...tool("scrape_batch", { urls: text }),
      description: page("Markdown language").replace("a single web page", "several web pages"),
    };
    expect(moved([markdown, html], [markdown, batch])).toEqual({});
  });

  test("a tool whose name says more than the one it went into, by a parameter or by its choices", () => {
    const before = [
      { ...tool("simulate_battery", { level: { type: "number" } }), description: "Drains the battery." },
      {
        ...tool("open_page_history", { go: { type: "string", enum: ["back", "forward"] } }),
        description: "Goes there.",
      },
      tool("open_page", { url: text }),
    ];
    const after = [
      { ...tool("simulate", { batteryLevel: { type: "number" }, heat: text }), description: "Simulates conditions." },
      tool("open_page", { url: text, type: { type: "string", enum: ["url", "back", "forward"] } }),
    ];
    expect(moved(before, after)).toEqual({ simulate_battery: "simulate", open_page_history: "open_page" });
  });

  test("one verb of looking for another, one to one", () => {
    const by = (query: string, name: string): object => ({
      ...tool(name, { organization: text, [query]: text, limit: text }),
      description: query === "words" ? "Understands what a person asks for." : "Needs the exact syntax of the service.",
    });
    expect(moved([by("words", "search_invoices")], [by("syntax", "list_invoices")])).toEqual({
      search_invoices: "list_invoices",
    });
    expect(moved([by("words", "get_invoices")], [by("syntax", "create_invoices")])).toEqual({});
  });
});
