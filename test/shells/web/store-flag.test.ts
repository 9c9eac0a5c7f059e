import { expect, test } from "vitest";
import type { StoreRefusal } from "#core/store/store-refusal.ts";
import { chooseByFlag } from "../../../electron/web/store-flag.ts";

const refusal: StoreRefusal = {
  state: "corrupt",
  said: "The database is damaged and was left as it is.",
  evidence: "",
  choices: [{ kind: "retry" }, { kind: "start-fresh" }],
};

test("without a flag the choices are told and nothing is chosen", async () => {
  const lines: string[] = [];
  expect(await chooseByFlag(undefined, (line) => lines.push(line))(refusal)).toBeUndefined();
  expect(lines).toEqual([
    "The database is damaged and was left as it is.",
    "- start again",
    "- start again with --database start-fresh",
    "Nothing was changed.",
  ]);
});

test("the flag chooses once, so that a rescue that does not help ends", async () => {
  const choose = chooseByFlag("start-fresh", () => undefined);
  expect(await choose(refusal)).toEqual({ kind: "start-fresh" });
  expect(await choose(refusal)).toBeUndefined();
});

test("a flag that is not among the choices chooses nothing", async () => {
  expect(await chooseByFlag("restore-backup", () => undefined)(refusal)).toBeUndefined();
});
