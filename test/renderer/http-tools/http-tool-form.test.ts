import { describe, expect, it } from "vitest";
import {
  faultsOf,
  parametersOf,
  placeholders,
  readSchema,
  startForm,
  toolOf,
  withParameters,
} from "#renderer/features/http-tools/http-tool-form.ts";
import type { HttpTool } from "#shared/contract/http-tool.ts";

const STORED: HttpTool = {
  id: "orders",
  name: "get_order",
  description: "One order.",
  method: "GET",
  url: "https://api.example.com/orders/{id}?key=••••",
  inputSchema: { type: "object", properties: { id: { type: "string" } } },
  headers: [
    { name: "Authorization", secret: true },
    { name: "Accept", secret: false, value: "application/json" },
  ],
  readOnly: true,
  timeoutMs: 2500,
  changedAt: "2026-01-01T00:00:00.000Z",
};
const NONE = new Set<string>();

describe("the form of a custom tool", () => {
  it("leaves what is covered as it is in the core, unless it is typed anew", () => {
    const form = startForm(STORED, STORED);
    expect(form.url).toBe("");
    const kept = toolOf("orders", form, STORED);
    expect(kept).not.toHaveProperty("url");
    expect(kept?.headers).toEqual([
      { name: "Authorization", secret: true },
      { name: "Accept", secret: false, value: "application/json" },
    ]);
    expect(kept?.timeoutMs).toBe(2500);
    const typed = {
      ...form,
      headers: form.headers.map((row) => (row.secret ? Object.assign({}, row, { value: "Bearer x" }) : row)),
    };
    expect(toolOf("orders", { ...typed, url: "https://api.example.com/{id}" }, STORED)).toMatchObject({
      url: "https://api.example.com/{id}",
      headers: [{ name: "Authorization", secret: true, value: "Bearer x" }, { name: "Accept" }],
    });
  });

  it("says what is not right yet, by field", () => {
    const form = { ...startForm({}), name: "get order", url: "https://{host}/x", schemaText: "[]" };
    const faults = faultsOf({ ...form, timeoutSeconds: 500 }, undefined, NONE);
    expect(Object.keys(faults).toSorted()).toEqual(["name", "schema", "timeout", "url"]);
    expect(faultsOf({ ...form, name: "get_order" }, undefined, new Set(["get_order"])).name).toContain("Another");
    const header = { key: 1, name: "X-Key", secret: true, value: "", kept: false };
    expect(faultsOf({ ...form, headers: [header] }, undefined, NONE).headers).toBe("X-Key has no value.");
    expect(faultsOf({ ...form, headers: [{ ...header, kept: true }] }, undefined, NONE).headers).toBeUndefined();
    expect(faultsOf({ ...form, headers: [{ ...header, value: "a\nb" }] }, undefined, NONE).headers).toContain("line");
  });

  it("writes the parameters of the address into the schema", () => {
    expect(placeholders("https://api.example.com/orders/{id}/lines/{line}?x={id}")).toEqual(["id", "line"]);
    const text = withParameters('{"type":"object","properties":{"id":{"type":"number"}},"required":["id"]}', ["line"]);
    const schema = readSchema(text);
    expect(schema.ok && parametersOf(schema.value)).toEqual(["id", "line"]);
    expect(schema.ok && schema.value["required"]).toEqual(["id", "line"]);
    expect(withParameters("not JSON", ["line"])).toBe("not JSON");
  });
});
