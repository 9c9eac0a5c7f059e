import { expect, test } from "vitest";
import { jsonBytes } from "#core/store/json-bytes.ts";

const written = async (value: unknown): Promise<string> => Buffer.from(await jsonBytes(value)).toString();

test("a value is written as JSON.stringify writes it", async () => {
  const values = [
    null,
    "",
    7,
    [],
    {},
    [undefined, null, [[]]],
    { a: undefined, b: { c: [1, '\u0000"\\', true] }, ["__proto__"]: 1 },
    JSON.parse('{"__proto__":{"x":[{"constructor":null}]}}') as unknown,
    { middling: 'é"'.repeat(5_000), list: ["x".repeat(9_000), { a: "y".repeat(70_000), b: [] }] },
    Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`k${at}`, at])),
    { long: "aé€\u2028".repeat(100_000), more: ["\n".repeat(300_000), "z"] },
  ];
  for (const value of values) expect((await written(value)) === JSON.stringify(value)).toBe(true);
});

test("a character of two halves that a piece cuts in two is the same when it is read", async () => {
  for (const before of [0, 1, 2, 3]) {
    const value = { text: `${"x".repeat(before)}${"😀".repeat(200_000)}\ud800` };
    expect(JSON.parse(await written(value))).toEqual(value);
  }
});

test("two hundred thousand blocks are written without the loop standing", { timeout: 20_000 }, async () => {
  const value = { content: Array.from({ length: 200_000 }, (_, at) => ({ type: "text", text: `${at}` })) };
  expect((await written(value)) === JSON.stringify(value)).toBe(true);
});
