import * as fc from "fast-check";
import { expect, test } from "vitest";
import { stableJson } from "#shared/base/stable-json.ts";
import { decodeUtf8InTurns, parseJsonInTurns } from "#core/mcp/json-in-turns.ts";
import { sortEntries } from "#core/mcp/tool-entries.ts";
import { createHash } from "node:crypto";

// Longer than what is read at one go, so that the text is read in groups; blanks are legal anywhere between tokens.
const padding = " ".repeat(300_000);

/** What `JSON.parse` makes of a text, or "invalid". */
const plain = (text: string): unknown => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return "invalid";
  }
};
const inTurns = async (text: string): Promise<unknown> => {
  try {
    return { value: await parseJsonInTurns(text) };
  } catch {
    return "invalid";
  }
};

test("a long text is read as JSON.parse reads it, whole and broken, wherever it is long", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.json({ maxDepth: 5 }),
      fc.nat(),
      fc.nat(),
      fc.constantFrom("", ",", "]", "}", '"', ":", "[", "{", "1", "\\", "null"),
      async (text, where, cut, junk) => {
        const at = where % (text.length + 1);
        const broken = text.slice(0, at) + junk + padding + text.slice(at + (junk === "" ? 0 : cut % 3));
        expect(await inTurns(broken)).toEqual(plain(broken));
      },
    ),
    { numRuns: 400 },
  );
});

test("members of long lists and objects keep their order, and the last of equal keys wins", async () => {
  const list = Array.from({ length: 40_000 }, (_, at) => ({ at, text: `"],}{[\\ ${at}` }));
  const object = { b: list, "2": 1, a: "x".repeat(400_000), ["__proto__x"]: [[], {}, ""] };
  const text = JSON.stringify(object);
  expect(JSON.stringify(await parseJsonInTurns(text))).toBe(text);
  const twice = `{"a":1,"a":${JSON.stringify(list)},"__proto__":{"polluted":1}}`;
  const read = (await parseJsonInTurns(twice)) as Record<string, unknown>;
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  expect(JSON.stringify(read)).toBe(JSON.stringify(JSON.parse(twice)));
});

test("a string that is most of a text is read as JSON.parse reads it", async () => {
  const long = "aé€😀".repeat(300_000);
  for (const inner of [long, `${long}\\n`, `${long}\\"`, `\\u0041${long}`, `${long}\\\\`]) {
    const text = `{"a":1,"pad":"${inner}"}`;
    expect(JSON.stringify(await parseJsonInTurns(text)) === JSON.stringify(JSON.parse(text))).toBe(true);
  }
  for (const broken of [`"${long}`, `"${long}\n"`, `"${long}\\"`, `"${long}\\x"`])
    await expect(parseJsonInTurns(broken)).rejects.toMatchObject({ code: "E_JSON_INVALID" });
});

test("depth is bounded in a long text too", async () => {
  const deep = `${padding}${"[".repeat(257)}${"]".repeat(257)}`;
  await expect(parseJsonInTurns(deep)).rejects.toMatchObject({ code: "E_JSON_TOO_DEEP" });
  const allowed = `${padding}${"[".repeat(256)}${"]".repeat(256)}`;
  expect(JSON.stringify(await parseJsonInTurns(allowed))).toBe(allowed.trim());
});

test("a message of more values than anyone needs is refused before it is built", async () => {
  const many = `[${"[],".repeat(2_000_001)}[]]`;
  await expect(parseJsonInTurns(many)).rejects.toMatchObject({ code: "E_BODY_TOO_LARGE" });
});

test("long bytes are decoded as one, never cut inside a character", async () => {
  const text = `\ufeff${"aé€😀\ufeff".repeat(150_000)}`;
  const { text: decoded, bom } = await decodeUtf8InTurns(Buffer.from(text));
  expect(bom).toBe(true);
  expect(decoded === text.slice(1)).toBe(true);
  const bytes = Buffer.concat([Buffer.alloc(2_000_001, 0x61), Buffer.from([0xff]), Buffer.alloc(100, 0x61)]);
  await expect(decodeUtf8InTurns(bytes)).rejects.toMatchObject({
    message: expect.stringContaining("2000001") as string,
  });
});

test("a large entry has the same hash as when it is hashed at one go", async () => {
  const properties = Object.fromEntries(
    Array.from({ length: 9_000 }, (_, at) => [`p${at}`, { type: "string", "": [at] }]),
  );
  const raw = { name: "large", inputSchema: { type: "object", properties }, z: [1, null, "x"] };
  const { tools } = await sortEntries([raw]);
  expect(tools[0]?.hash).toBe(createHash("sha256").update(stableJson(raw)).digest("hex"));
});

test("an entry of more values than anyone needs is named, and not kept in full", async () => {
  const { tools, malformed } = await sortEntries([
    { name: "giant", inputSchema: { type: "object" }, _meta: { x: Array.from({ length: 100_000 }, () => 1) } },
    { name: "small", inputSchema: { type: "object" } },
  ]);
  expect(tools.map(({ name }) => name)).toEqual(["small"]);
  expect(malformed).toMatchObject([{ name: "giant", reason: expect.stringContaining("values") as string }]);
});
