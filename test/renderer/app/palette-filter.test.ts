import { expect, test } from "vitest";
import { filterActions } from "#renderer/app/palette-filter.ts";

const groups = [
  {
    group: "Acme",
    actions: [
      { id: "edit", label: "Edit name, address and headers…" },
      { id: "discover", label: "Discover again", keywords: "refresh list" },
    ],
  },
  { group: "Servers", actions: [{ id: "add", label: "Add a server…", keywords: "new url" }] },
];
const found = (query: string): readonly string[] =>
  filterActions(query, groups).flatMap((group) => ("actions" in group ? group.actions.map(({ id }) => id) : []));

test("words are found in any order, wherever they are", () => {
  expect(found("server add")).toEqual(["add"]);
  expect(found("url new")).toEqual(["add"]);
  expect(found("add nothing")).toEqual([]);
});

test("a title that begins with the word comes before one that only holds its letters", () => {
  expect(found("add")).toEqual(["add", "edit"]);
});

test("without a query, everything stands as it was offered", () => {
  expect(found("")).toEqual(["edit", "discover", "add"]);
});
