import { array, assert, constantFrom, integer, property, record } from "fast-check";
import { expect, it } from "vitest";
import { decide } from "#shared/converse/simulate/decide.ts";
import { indexTools } from "#shared/converse/simulate/index-tools.ts";
import { replaceTools } from "#shared/converse/simulate/replace-tools.ts";

const word = constantFrom("search", "ticket", "order", "Finds open tickets.", "the customer", "", "id");
const tool = record({ name: word, description: word, parameter: word, text: word }).map(
  ({ name, description, parameter, text }) => ({
    name,
    description,
    inputSchema: { type: "object", properties: { [parameter]: { type: "string", description: text } } },
  }),
);

it("an index with tools replaced is the index of the changed list, and the first one stays as it was", () => {
  assert(
    property(
      array(tool, { minLength: 1, maxLength: 6 }),
      array(record({ position: integer({ min: 0, max: 7 }), tool }), { maxLength: 3 }),
      (tools, changes) => {
        const index = indexTools(tools);
        const changed = [...tools];
        for (const change of changes) if (change.position < tools.length) changed[change.position] = change.tool;
        const replaced = replaceTools(index, changes);
        expect(replaced).toEqual(indexTools(changed));
        expect(index).toEqual(indexTools(tools));
        expect(decide({ index: replaced, utterance: "search tickets" })).toEqual(
          decide({ index: indexTools(changed), utterance: "search tickets" }),
        );
      },
    ),
  );
});
