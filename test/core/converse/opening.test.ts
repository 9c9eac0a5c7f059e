import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startHttp, startSdkServer, type TestServer, type ToolAnswer } from "../../shells/cli/test-server.ts";
import { valueOf } from "../../support/core-fixture.ts";
import { fakeGateway } from "../../support/fake-gateway.ts";
import { conversationFixture, kindsOf, replyOf, stepsOf, type ConversationFixture } from "./conversation-fixture.ts";

const tool = (name: string, description: string, more: object = {}) => ({
  name,
  description,
  inputSchema: {
    type: "object",
    properties: { order_number: { type: "string", description: "Order number, e.g. A-4711" } },
    required: ["order_number"],
  },
  annotations: { readOnlyHint: true },
  ...more,
});
const order = tool("get_order", "Looks up one order by its number.");
const text = (said: string) => ({ content: [{ type: "text", text: said }] });

let fixture: ConversationFixture;
let servers: TestServer[];
beforeEach(async () => {
  fixture = await conversationFixture();
  servers = [];
});
afterEach(async () => {
  await fixture.close();
  await Promise.all(servers.map((server) => server.close()));
  expect(fixture.bugs).toEqual([]);
});
/** Adds a server that answers what it is told to. */
async function serve(id: string, answer: () => ToolAnswer, query = ""): Promise<TestServer> {
  const server = await startSdkServer(answer);
  servers.push(server);
  await fixture.addServer(id, `${server.origin}/mcp${query}`);
  return server;
}

describe("the opening", () => {
  it("goes on without the servers that gave nothing, and says which and why", async () => {
    await serve("good", () => ({ tools: [order] }));
    const expired = await startHttp((_request, response) => void response.writeHead(401).end());
    servers.push(expired);
    await fixture.addServer("expired", `${expired.origin}/mcp?token=abcdefgh12345678`);
    await fixture.addServer("gone", "http://127.0.0.1:1/mcp");
    const heard: string[] = [];
    fixture.on("conversation.serverOpened", ({ server }) => heard.push(server.serverId));
    const { opening } = await fixture.start("", ["good", "expired", "gone"]);
    expect(opening.servers.map(({ serverId, registered, error }) => [serverId, registered, error?.kind])).toEqual([
      ["good", 1, undefined],
      ["expired", 0, "refused-credentials"],
      ["gone", 0, "unreachable"],
    ]);
    expect(opening.verdict).toMatch(
      /^A conversation started now would register 1 tool, without expired \(.*token.*\), gone \(/,
    );
    expect(opening.verdict).toMatch(/, and would not say so$/);
    expect(heard.toSorted()).toEqual(["expired", "gone", "good"]);
    expect(replyOf(await fixture.say("get order A-4711"))).toBe("Done: get order ran and gave nothing to say.");
  });

  it("says that zero tools would be registered, and why, where every server fails", async () => {
    await fixture.addServer("gone", "http://127.0.0.1:1/mcp");
    const { opening } = await fixture.start("", ["gone"]);
    expect(opening.verdict).toMatch(/^A conversation started now would register zero tools, and would not say so: /);
    expect(replyOf(await fixture.say("get order A-4711"))).toMatch(/^I have no tools in this conversation/);
  });

  it("says so where no server is attached", async () => {
    const { opening } = await fixture.start("", []);
    expect(opening.verdict).toBe("A conversation started now would register zero tools: no server is attached");
  });

  it("names that two servers use are told apart, both names are kept, and the right server is called", async () => {
    const callOf = (place: string) => ({ tools: [order], call: () => text(`From ${place}.`) });
    await serve("north", () => callOf("north"));
    await serve("south", () => callOf("south"));
    await serve("odd", () => ({ tools: [tool("weather.now/today", "Weather of a place")] }));
    const { opening } = await fixture.start("When the caller asks for an order, call get_order.", [
      "north",
      "south",
      "odd",
    ]);
    expect(opening.tools.map(({ name, toolName, serverId }) => [name, toolName, serverId])).toEqual([
      ["north__get_order", "get_order", "north"],
      ["south__get_order", "get_order", "south"],
      ["weather_now_today", "weather.now/today", "odd"],
    ]);
    expect(opening.shared).toEqual(["get_order"]);
    expect(opening.verdict).toBe("A conversation started now would register 3 tools from 3 servers");
    const turn = await fixture.say("look up order A-4711");
    const [called] = stepsOf(turn, "called");
    expect(replyOf(turn)).toBe(called?.tool === "south__get_order" ? "From south." : "From north.");
    // The prompt speaks of get_order: its trigger counts for both.
    const [considered] = stepsOf(turn, "considered");
    const prompted = considered?.ranking.filter(({ parts }) =>
      parts.some(({ feature }) => feature.startsWith("the prompt")),
    );
    expect(prompted?.map(({ name }) => name).toSorted()).toEqual(["north__get_order", "south__get_order"]);
  });

  it("tells what changed since the discovery before", async () => {
    let tools = [order, tool("search", "Searches products.")];
    await serve("shop", () => ({ tools }));
    valueOf(await fixture.ask("discovery.run", { runId: "before", serverId: "shop" }));
    tools = [order];
    const { opening } = await fixture.start("", ["shop"]);
    const drift = { level: "breaking", before: "before", summary: "search removed" };
    expect(opening.servers[0]?.drift).toEqual(drift);
  });

  it("uses enabled drafts, and says so", async () => {
    await serve("shop", () => ({ tools: [tool("op_7", "Internal operation."), tool("op_8", "Internal operation.")] }));
    const { tools } = valueOf(await fixture.ask("discovery.run", { runId: "r", serverId: "shop" }));
    const draft = { id: "d", serverId: "shop", toolName: "op_8", entryHash: tools[1]?.hash ?? "", parameters: {} };
    valueOf(
      await fixture.ask("drafts.save", { ...draft, description: "Looks up one order by its number.", enabled: true }),
    );
    const { opening } = await fixture.start("", ["shop"]);
    expect(opening.tools.map(({ name, drafted }) => [name, drafted])).toEqual([
      ["op_7", false],
      ["op_8", true],
    ]);
    const turn = await fixture.say("look up order A-4711 by its number");
    expect(stepsOf(turn, "considered")[0]?.ranking[0]?.name).toBe("op_8");
  });

  it("twenty servers are discovered side by side", async () => {
    const slow = async (): Promise<TestServer> => {
      const server = await startSdkServer(() => ({ tools: [order] }));
      const held = await startHttp((request, response) => {
        // A proxy that holds every request back for 100 ms.
        setTimeout(() => void pass(request, response, server.origin), 100);
      });
      servers.push(server, held);
      return held;
    };
    const pass = async (
      request: Parameters<Parameters<typeof startHttp>[0]>[0],
      response: Parameters<Parameters<typeof startHttp>[0]>[1],
      origin: string,
    ): Promise<void> => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !["host", "connection", "content-length"].includes(name)),
      ) as Record<string, string>;
      const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
      const answer = await fetch(`${origin}${request.url}`, { method: request.method ?? "GET", headers, ...body });
      response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "text/plain" });
      response.end(Buffer.from(await answer.arrayBuffer()));
    };
    const ids = Array.from({ length: 20 }, (_, at) => `s${at}`);
    for (const id of ids) await fixture.addServer(id, `${(await slow()).origin}/mcp`);
    // Each is known already, as after a first conversation.
    await fixture.start("", ids);
    valueOf(await fixture.ask("conversations.remove", { id: "c" }));
    const one = await fixture.start("", ["s0"]);
    valueOf(await fixture.ask("conversations.remove", { id: "c" }));
    const all = await fixture.start("", ids);
    expect(all.opening.verdict).toBe("A conversation started now would register 20 tools from 20 servers");
    // One after the other would take twenty times as long. The bench holds it to one and a half times.
    expect(all.opening.ms).toBeLessThan(one.opening.ms * 10);
  });
});

describe("drift while a conversation goes on", () => {
  it("is flagged where a call makes one doubt; what was registered stays registered", async () => {
    let tools: object[] = [order];
    await serve("shop", () => ({
      tools,
      call: () => ({ isError: true, ...text("MCP error -32602: Tool get_order not found") }),
    }));
    await fixture.start("", ["shop"]);
    tools = [tool("read_order", "Looks up one order by its number.")];
    const turn = await fixture.say("look up order A-4711");
    expect(stepsOf(turn, "called")[0]?.state).toBe("tool-error");
    expect(stepsOf(turn, "drifted")).toMatchObject([{ serverId: "shop", level: "breaking" }]);
    const again = await fixture.say("look up order A-4712");
    expect(stepsOf(again, "called")).toMatchObject([{ tool: "get_order" }]);
    expect(stepsOf(again, "drifted")).toEqual([]);
  });

  it("is flagged at the next turn where the server says so between two turns", async () => {
    const gateway = fakeGateway({ tools: [order], listens: true });
    const facts = gateway.discover;
    // A server that declares to tell.
    const telling: typeof gateway = {
      ...gateway,
      async discover(target, options) {
        const found = await facts(target, options);
        if (!found.ok) return found;
        const capabilities = { tools: { listChanged: true } };
        return { ok: true, value: { ...found.value, facts: { ...found.value.facts, capabilities } } };
      },
    };
    const told = await conversationFixture({ gateway: () => telling });
    await told.addServer("shop", "https://shop.example.com/mcp");
    await told.start("", ["shop"]);
    gateway.server.tools = [];
    const listed = new Promise<void>((resolve) => told.on("discovery.finished", () => resolve()));
    gateway.server.changed?.();
    await listed;
    let turn = await told.say("hello");
    // Heard, listed, and compared: told in the first turn after that.
    while (!kindsOf(turn).includes("drifted")) turn = await told.say("hello");
    expect(stepsOf(turn, "drifted")).toMatchObject([{ serverId: "shop", level: "breaking" }]);
    await told.close();
  });

  it("a server at http:// that is not here is listed, and dropped as the platform would", async () => {
    const gateway = fakeGateway({ tools: [order] });
    const plain = await conversationFixture({ gateway: () => gateway });
    await plain.addServer("plain", "http://mcp.example.com/mcp");
    const { opening } = await plain.start("", ["plain"]);
    expect(opening.servers).toMatchObject([{ registered: 0, error: { code: "E_PLATFORM_REFUSES" } }]);
    expect(opening.tools).toEqual([]);
    expect(opening.verdict).toMatch(/zero tools, and would not say so: Insighto accepts https:\/\/ only/);
    await plain.close();
  });
});
