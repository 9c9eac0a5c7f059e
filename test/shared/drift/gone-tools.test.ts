import { expect, test } from "vitest";
import { goneTools } from "#shared/drift/gone-tools.ts";

const history = {
  description: "Lists the support tickets of one account, newest first, with their state.",
  inputSchema: { type: "object", properties: { account_id: { type: "string" }, limit: { type: "integer" } } },
};

test("a name that is gone is known with what it became", () => {
  const before = [{ ...history, name: "lookup_support_history" }, { name: "ping", inputSchema: {} }, "no entry"];
  const after = [{ ...history, name: "get_support_history" }];
  expect(goneTools(before, after)).toEqual([
    { name: "lookup_support_history", became: { tool: "get_support_history" } },
    { name: "ping" },
  ]);
  expect(goneTools(after, after)).toEqual([]);
});
