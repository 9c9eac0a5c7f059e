import { expect, it } from "vitest";
import type { JsonObject } from "#shared/base/json.ts";
import { draftMarkdown } from "#shared/report/draft-markdown.ts";
import { draftChanges, draftPatch } from "#shared/report/draft-patch.ts";

const raw: JsonObject = {
  name: "search_tickets",
  description: "Searches the tickets.",
  inputSchema: {
    type: "object",
    properties: {
      query: { type: "string", description: "Text." },
      filter: { type: "object", properties: { "a/b": { type: "string" } } },
    },
  },
};
const draft = {
  title: "Find tickets",
  description: "Searches open tickets.\nUse it for <problems>.",
  parameters: {
    "/properties/query": "Text.",
    "/properties/filter/properties/a~1b": "Which *one*.",
    "/properties/gone": "x",
  },
};

it("only what differs is a change, and it is a JSON Patch", () => {
  expect(draftPatch(raw, draft)).toEqual({
    tool: "search_tickets",
    patch: [
      { op: "add", path: "/title", value: "Find tickets" },
      { op: "replace", path: "/description", value: draft.description },
      { op: "add", path: "/inputSchema/properties/filter/properties/a~1b/description", value: "Which *one*." },
    ],
  });
  expect(draftChanges(raw, { parameters: {} })).toEqual([]);
});

it("Markdown shows each text word by word and whole, with nothing in it active", () => {
  expect(draftMarkdown(raw, draft)).toMatchInlineSnapshot(`
    "# Proposed texts for \`search_tickets\`

    ## Title

    New:

    > Find tickets

    ## Description

    Searches ~~the~~ **open** tickets **. Use it for \\<problems\\>** .

    Whole:

    > Searches open tickets.
    > Use it for \\<problems\\>.

    ## Parameter \`filter.a/b\`

    New:

    > Which \\*one\\*.
    "
  `);
  expect(draftMarkdown(raw, { parameters: {} })).toContain("No change.");
});
