import { afterEach, describe, expect, it } from "vitest";
import { startHttp, startSdkServer, type TestServer, type ToolAnswer } from "../../shells/cli/test-server.ts";
import { conversationFixture, replyOf, stepsOf, type ConversationFixture } from "./conversation-fixture.ts";

let fixture: ConversationFixture;
let servers: TestServer[] = [];
afterEach(async () => {
  await fixture.close();
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
  expect(fixture.bugs).toEqual([]);
});
async function serve(id: string, answer: ToolAnswer): Promise<void> {
  const server = await startSdkServer(() => answer);
  servers.push(server);
  await fixture.addServer(id, `${server.origin}/mcp`);
}

describe("a server that means harm", () => {
  it("may name tools and parameters as prototypes do: they are names like others", async () => {
    fixture = await conversationFixture();
    const nasty = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    await serve("nasty", {
      tools: nasty.map((name) => ({
        name,
        description: `Looks up the ${name} of an order by its number.`,
        inputSchema: {
          type: "object",
          properties: JSON.parse(
            '{"__proto__": {"type": "string"}, "constructor": {"type": "string", "description": "Order number, e.g. A-4711"}}',
          ) as object,
          required: ["constructor"],
        },
        annotations: { readOnlyHint: true },
      })),
      call: () => ({
        content: [{ type: "text", text: '{"__proto__": {"polluted": true}, "constructor": "x"}' }],
        structuredContent: JSON.parse('{"__proto__": {"polluted": true}}') as Record<string, unknown>,
      }),
    });
    const { opening } = await fixture.start("", ["nasty"]);
    expect(opening.tools.map(({ toolName }) => toolName)).toEqual(nasty);
    for (const text of ["look up the constructor of order A-4711", "no, I meant A-4712", "A-4713", "toString of A-1"]) {
      const turn = await fixture.say(text);
      expect(["done", "stopped"]).toContain(turn.state);
    }
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("may list an endless schema, a name of any characters and text that hides: the turn ends, and is told", async () => {
    fixture = await conversationFixture();
    let deep: object = { type: "string" };
    for (let at = 0; at < 60; at += 1) deep = { type: "object", properties: { x: deep }, required: ["x"] };
    await serve("odd", {
      tools: [
        { name: "deep", description: "Orders deep.", inputSchema: deep },
        {
          name: "loop",
          description: "Orders loop.",
          inputSchema: { type: "object", properties: { a: { $ref: "#" } }, required: ["a"] },
        },
        {
          name: "\u202e<script>alert(1)</script>\u0000",
          description: "Orders \u{e0041}\u200b hidden.",
          inputSchema: { type: "object" },
        },
        {
          name: "pattern",
          description: "Orders pattern.",
          inputSchema: { type: "object", properties: { p: { type: "string", pattern: "^(a+)+$" } } },
        },
      ],
      call: () => ({ isError: "yes", content: "not a list", structuredContent: 4 }),
    });
    const { opening } = await fixture.start("When asked for orders, call deep, loop and pattern.", ["odd"], {
      confirmCalls: false,
    });
    for (const { name } of opening.tools) expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
    for (const text of [
      "orders deep",
      "orders loop",
      `orders pattern "${"a".repeat(40)}!"`,
      "orders hidden script alert",
    ]) {
      const turn = await fixture.say(text);
      expect(["done", "stopped", "failed"]).toContain(turn.state);
      expect(JSON.stringify(turn).length).toBeLessThan(100_000);
    }
  });

  it("that goes away in the middle is told as what it is, and the conversation goes on", async () => {
    fixture = await conversationFixture();
    let gone = false;
    const inner = await startSdkServer(() => ({
      tools: [
        {
          name: "get_order",
          description: "Looks up one order by its number.",
          inputSchema: {
            type: "object",
            properties: { order_number: { type: "string", description: "Order number, e.g. A-4711" } },
            required: ["order_number"],
          },
          annotations: { readOnlyHint: true },
        },
      ],
    }));
    const front = await startHttp((request, response) => {
      if (gone) {
        request.socket.destroy();
        return;
      }
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const headers = { accept: "application/json, text/event-stream", "content-type": "application/json" };
        void fetch(`${inner.origin}/mcp`, {
          method: request.method ?? "GET",
          headers,
          ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
        }).then(async (answer) => {
          response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
          response.end(await answer.text());
        });
      });
    });
    servers.push(inner, front);
    await fixture.addServer("front", `${front.origin}/mcp`);
    await fixture.start("", ["front"]);
    gone = true;
    const turn = await fixture.say("look up order A-4711");
    expect(turn.state).toBe("done");
    expect(stepsOf(turn, "called")[0]).toMatchObject({ state: "failed", error: { kind: "unreachable" } });
    expect(replyOf(turn)).toMatch(/^I could not run get order\. /);
    gone = false;
    expect(stepsOf(await fixture.say("look up order A-4712"), "called")[0]?.state).toBe("completed");
  });
});
