import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isJsonObject } from "#shared/base/json.ts";
import { ok } from "#shared/base/result.ts";
import { freezeList } from "#core/discover/freeze-list.ts";
import { Failure } from "#core/mcp/failure.ts";
import { parseJson } from "#core/mcp/json-text.ts";
import { readIncoming } from "#core/mcp/rpc-message.ts";
import { readEvents } from "#core/mcp/sse-events.ts";
import { sortEntries } from "#core/mcp/tool-entries.ts";
import { openStore } from "#core/store/open-store.ts";

// Server messages, mutated on their text, through everything that a list goes through on its way to the disk: decoding,
// parsing, routing, salvage of the entries, freezing, storing, reading back. `FUZZ_RUNS` and `FUZZ_SEED` set another run.
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 100_000);
const SEED = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31);
const HANG_MS = 250;
/** Entries that are stored together, as one list. */
const LIST = 400;

const nasty = fc.constantFrom(
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "",
  "\u0000",
  "\u202e",
  "\ud800",
  "a".repeat(5_000),
  "$ref",
  "inputSchema",
  "x-mcp-header",
  "name",
  "type",
  "object",
  "1e400",
  "-0",
  "null",
);
const value = fc.oneof(
  { weight: 3, arbitrary: nasty },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(null, true, 0, -1, 1e308, Number.MAX_SAFE_INTEGER + 2, [], {}, [[]], { a: {} }),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);
const tool = fc.record(
  {
    name: fc.oneof(fc.string({ maxLength: 12 }), value),
    description: fc.oneof(fc.string({ maxLength: 40 }), value),
    inputSchema: fc.oneof(
      fc.record({
        type: fc.constant("object"),
        properties: fc.dictionary(
          fc.oneof(nasty, fc.string({ maxLength: 6 })),
          fc.oneof(
            fc.record({ type: fc.constantFrom("string", "number"), "x-mcp-header": nasty }, { requiredKeys: ["type"] }),
            value,
          ),
          { maxKeys: 3 },
        ),
      }),
      value,
    ),
    annotations: value,
    outputSchema: value,
    _meta: value,
  },
  { requiredKeys: ["name", "inputSchema"] },
);
const message = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      jsonrpc: fc.constant("2.0"),
      id: fc.constantFrom<unknown>(1, 1, 1, 1, 1, 1, "1", null, 1.5),
      result: fc.record(
        {
          resultType: fc.constant("complete"),
          tools: fc.array(fc.oneof({ weight: 4, arbitrary: tool }, { weight: 1, arbitrary: value }), { maxLength: 3 }),
          nextCursor: value,
        },
        { requiredKeys: ["tools"] },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      jsonrpc: value,
      id: value,
      error: fc.oneof(fc.record({ code: value, message: value, data: value }), value),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        jsonrpc: fc.constant("2.0"),
        method: fc.oneof(fc.constantFrom("notifications/progress", "ping", "elicitation/create"), nasty),
        params: value,
        id: value,
      },
      { requiredKeys: ["jsonrpc", "method"] },
    ),
  },
  { weight: 1, arbitrary: value },
);
const mutation = fc.record({
  kind: fc.constantFrom("none", "none", "none", "none", "delete", "insert", "double", "swap"),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 30 }),
  text: fc.constantFrom(
    '"',
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\\",
    "\u0000",
    "NaN",
    "1e999",
    "[[[[[[[[",
    '"__proto__":{"polluted":1},',
    "\n\n",
    "data: ",
    "\r",
    " ",
  ),
});

function mutate(
  text: string,
  {
    kind,
    at,
    length,
    text: junk,
  }: { readonly kind: string; readonly at: number; readonly length: number; readonly text: string },
): string {
  const place = Math.floor(at * text.length);
  const part = text.slice(place, place + length);
  if (kind === "delete") return text.slice(0, place) + text.slice(place + length);
  if (kind === "insert") return text.slice(0, place) + junk + text.slice(place);
  if (kind === "double") return text.slice(0, place) + part + text.slice(place);
  if (kind === "swap") return text.slice(0, place) + part.split("").reverse().join("") + text.slice(place + length);
  return text;
}

test(
  `${RUNS} mutated messages through parse, route and store: no crash, no hang, no prototype change`,
  { timeout: 240_000 },
  async () => {
    process.stdout.write(`fuzz: seed ${SEED}, ${RUNS} messages\n`);
    const folder = await mkdtemp(join(tmpdir(), "preflight-fuzz-"));
    const opened = await openStore({ folder });
    if (!opened.ok) throw new Error("the store refused");
    const store = opened.value;
    await store.putServer({
      id: "s",
      name: "s",
      maskedUrl: "https://s.example/",
      headerNames: [],
      addedAt: new Date().toISOString(),
    });
    const prototypes = [Object.prototype, Array.prototype, String.prototype, Map.prototype];
    const shape = (): string => prototypes.map((each) => Object.getOwnPropertyNames(each).sort().join()).join("\n");
    const before = shape();
    let entries: unknown[] = [];
    let lists = 0;
    let answers = 0;
    let refused = 0;
    let slowest = 0;

    const keep = async (): Promise<void> => {
      lists += 1;
      const id = `run-${lists}`;
      const sorted = await sortEntries(entries);
      expect(sorted.tools.length + sorted.malformed.length).toBe(entries.length);
      const facts = {
        era: "modern",
        transport: "streamable-http",
        protocolVersion: "2026-07-28",
        serverInfo: {},
        capabilities: {},
        declaredCapabilities: {},
        rungs: [],
        warnings: [],
      } as const;
      const timings = { connectMs: 1, listMs: 1, totalMs: 2, requests: 2 };
      const list = await freezeList(
        {
          facts: { ...facts, rungs: [], warnings: [] },
          ...sorted,
          pages: 1,
          timings,
          remember: { era: "modern", transport: "streamable-http", at: "" },
        },
        (text) => text.replaceAll("S3cret", "••••"),
      );
      await store.startRun({ id, serverId: "s", startedAt: new Date(lists * 1_000).toISOString() });
      await store.finishRun(id, ok(list));
      const read = await store.getSnapshot(id);
      expect(read?.tools.length).toBe(sorted.tools.length);
      expect(read?.malformed.length).toBe(sorted.malformed.length);
      entries = [];
    };

    const take = async (text: string, asEvent: boolean): Promise<void> => {
      let value: unknown;
      if (asEvent) for await (const event of readEvents(chunks(`data: ${text}\n\n`))) value = parseJson(event.data);
      else value = parseJson(text);
      const incoming = readIncoming(value, { id: 1, method: "tools/list", modern: true }, () => {});
      if (incoming.kind !== "answer") return;
      answers += 1;
      const result = incoming.raw["result"];
      const tools = isJsonObject(result) ? result["tools"] : undefined;
      if (Array.isArray(tools)) for (const each of tools as unknown[]) entries.push(each);
    };

    try {
      await fc.assert(
        fc.asyncProperty(
          message,
          fc.array(mutation, { maxLength: 2 }),
          fc.boolean(),
          async (base, mutations, asEvent) => {
            const text = mutations.reduce(mutate, JSON.stringify(base) ?? "undefined");
            const began = performance.now();
            try {
              await take(text, asEvent);
            } catch (error) {
              if (!(error instanceof Failure) || error.code === "E_UNKNOWN") throw error;
              refused += 1;
            }
            if (entries.length >= LIST) await keep();
            const ms = performance.now() - began;
            slowest = Math.max(slowest, ms);
            if (ms > HANG_MS && entries.length > 0) {
              const again = performance.now();
              await take(text, asEvent).catch(() => {});
              expect(performance.now() - again).toBeLessThan(HANG_MS);
            }
            if (({} as Record<string, unknown>)["polluted"] !== undefined) throw new Error("Object.prototype changed");
          },
        ),
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      );
      await keep();
      expect(shape()).toBe(before);
      process.stdout.write(
        `fuzz: ${answers} answers, ${refused} refused, ${lists} lists stored, slowest ${Math.round(slowest)} ms\n`,
      );
      expect(refused).toBeGreaterThan(RUNS / 50);
      expect(answers).toBeGreaterThan(RUNS / 10);
    } finally {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
);

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
