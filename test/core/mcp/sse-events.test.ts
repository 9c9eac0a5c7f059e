import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEvents, type SseEvent } from "#core/mcp/sse-events.ts";

async function eventsOf(chunks: readonly Uint8Array[]): Promise<readonly SseEvent[]> {
  const events: SseEvent[] = [];
  for await (const event of readEvents(
    (async function* () {
      yield* chunks;
    })(),
  ))
    events.push(event);
  return events;
}
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("server-sent events", () => {
  test.each([
    ["data: a\n\n", [{ event: "message", data: "a" }]],
    ["data:a\r\n\r\n", [{ event: "message", data: "a" }]],
    ["data: a\r\r", [{ event: "message", data: "a" }]],
    ["data: a\ndata:  b\n\n", [{ event: "message", data: "a\n b" }]],
    [
      "event: x\ndata: a\n\ndata: b\n\n",
      [
        { event: "x", data: "a" },
        { event: "message", data: "b" },
      ],
    ],
    ["id: 1\nretry: 20\ndata\n\n", [{ event: "message", data: "", id: "1", retryMs: 20 }]],
    [
      "id: 1\ndata: a\n\ndata: b\n\n",
      [
        { event: "message", data: "a", id: "1" },
        { event: "message", data: "b", id: "1" },
      ],
    ],
    [": only\n\n: comments\n\n", []],
    ["\uFEFFdata: a\n\n", [{ event: "message", data: "a" }]],
    ["data: cut", [{ event: "message", data: "cut", unfinished: true }]],
    ["retry: abc\nid: a\u0000b\ndata: a\n\n", [{ event: "message", data: "a" }]],
  ] as const)("%j", async (text, events) => {
    expect(await eventsOf([bytes(text)])).toEqual(events);
  });

  test("are the same however the bytes are cut", async () => {
    const text = "event: é\r\ndata: 1\r\ndata: ü€𝄞\r\n\r\n: c\r\n\r\nid: 9\ndata: two\n\n";
    const whole = await eventsOf([bytes(text)]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes(text).length), { maxLength: 12 }), async (cuts) => {
        const all = bytes(text);
        const places = [0, ...cuts.toSorted((a, b) => a - b), all.length];
        const chunks = places.slice(1).map((end, index) => all.subarray(places[index] ?? 0, end));
        expect(await eventsOf(chunks)).toEqual(whole);
      }),
    );
  });

  test("10 MB in one event cost less than a second", async () => {
    const chunk = bytes("x".repeat(65_536));
    const began = performance.now();
    const [event] = await eventsOf([bytes("data: "), ...Array.from({ length: 160 }, () => chunk), bytes("\n\n")]);
    expect(event?.data).toHaveLength(160 * 65_536);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
