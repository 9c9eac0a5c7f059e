import { describe, expect, test } from "vitest";
import { legacyServer, modernList, modernServer, result, rpcError, text, tool } from "../../servers/faults/answers.ts";
import { startFaultServer, type Fault } from "../../servers/faults/fault-server.ts";
import { errorOf, gatewayFixture, valueOf } from "./gateway-fixture.ts";

/** A server whose list has one tool a page; `next` gives the cursor after page `n` (1, 2, ...). */
const pages = (next: (page: number, cursor: unknown) => unknown): Fault =>
  (() => {
    let page = 0;
    return modernServer({
      "tools/list"(exchange) {
        page += 1;
        const cursor = next(page, exchange.params["cursor"]);
        const more = cursor === undefined ? {} : { nextCursor: cursor };
        result(exchange, modernList([tool(`tool-${page}`)], more));
      },
    });
  })();

describe("walking the pages", () => {
  test("every page is walked, and an empty cursor is a cursor", async () => {
    await using server = await startFaultServer(pages((page) => ["", "b", undefined][page - 1]));
    const found = valueOf(await gatewayFixture().discover(server.url));
    expect(found.tools.map((each) => [each.position, each.name])).toEqual([
      [0, "tool-1"],
      [1, "tool-2"],
      [2, "tool-3"],
    ]);
    expect(found).toMatchObject({ pages: 3 });
    expect(found).not.toHaveProperty("incomplete");
    const cursors = server.arrived
      .slice(1)
      .map((each) => (JSON.parse(each.body) as { params: { cursor?: string } }).params.cursor);
    expect(cursors).toEqual([undefined, "", "b"]);
  });

  test.each([
    ["the same cursor for ever", (): unknown => "x", 2, /circle/],
    ["two cursors in turn", (page: number): unknown => (page % 2 === 0 ? "a" : "b"), 3, /circle/],
    ["null", (): unknown => null, 1, /null/],
    ["a number", (): unknown => 7, 1, /number/],
    ["a cursor of 10 MB", (): unknown => "x".repeat(10_000_000), 1, /longer than 64 KiB/],
  ] as const)("%s", async (_, next, tools, reason) => {
    await using server = await startFaultServer(pages(next));
    const found = valueOf(await gatewayFixture().discover(server.url));
    expect(found.tools).toHaveLength(tools);
    expect(found.incomplete).toMatch(reason);
  });

  test("fresh cursors for ever stop at a thousand pages, and what arrived is kept", async () => {
    await using server = await startFaultServer(pages((page) => `page ${page}`));
    const found = valueOf(await gatewayFixture().discover(server.url));
    expect(found.tools).toHaveLength(1000);
    expect(found.incomplete).toMatch(/1000 pages/);
  });

  test("a page that fails after others keeps them and says so", async () => {
    let page = 0;
    await using server = await startFaultServer(
      modernServer({
        "tools/list"(exchange) {
          page += 1;
          if (page === 1) result(exchange, modernList([tool("first")], { nextCursor: "2" }));
          else text(exchange, 500, "text/plain", "oops");
        },
      }),
    );
    const found = valueOf(await gatewayFixture().discover(server.url));
    expect(found.tools).toHaveLength(1);
    expect(found.incomplete).toMatch(/page 2 failed: The server failed \(500\)/);
  });

  test("100,000 tools in one page: the first 10,000 are kept", async () => {
    const many = Array.from({ length: 100_000 }, (_, index) => ({
      name: `t${index}`,
      inputSchema: { type: "object" },
    }));
    await using server = await startFaultServer(
      modernServer({ "tools/list": (exchange) => result(exchange, modernList(many)) }),
    );
    const found = valueOf(await gatewayFixture().discover(server.url));
    expect(found.tools).toHaveLength(10_000);
    expect(found.incomplete).toMatch(/10000/);
  });

  test("pages that drip end at the list's deadline, with nothing left open", async () => {
    await using server = await startFaultServer(
      modernServer({
        "tools/list"(exchange) {
          exchange.response.writeHead(200, { "content-type": "application/json" });
          const timer = setInterval(() => exchange.response.write(" "), 50);
          exchange.response.on("close", () => clearInterval(timer));
        },
      }),
    );
    const began = performance.now();
    const error = errorOf(await gatewayFixture().discover(server.url, {}, { deadlines: { listMs: 500 } }));
    expect(error).toMatchObject({ code: "E_TIMEOUT_LIST", limit: { name: "list", value: 500, unit: "ms" } });
    expect(performance.now() - began).toBeLessThan(1500);
    await server.idle();
  });
});

describe("what a list holds", () => {
  test("good entries keep every field, bad ones are kept with their reason, and positions are those of the server", async () => {
    const extras = {
      title: "T",
      _meta: { a: 1 },
      "x-own": [1],
      annotations: { readOnlyHint: true, category: "c" },
      execution: {},
    };
    const entries = [
      tool("good", extras),
      { description: "nameless", inputSchema: { type: "object" } },
      { name: "", inputSchema: { type: "object" } },
      { name: 5, inputSchema: { type: "object" } },
      { name: "no-schema" },
      { name: "null-schema", inputSchema: null },
      { name: "typeless", inputSchema: {} },
      { name: "array-type", inputSchema: { type: "array" } },
      tool("described", { description: null }),
      tool("annotated", { annotations: [] }),
      tool("hinted", { annotations: { readOnlyHint: "yes" } }),
      tool("header", { inputSchema: { type: "object", properties: { a: { type: "number", "x-mcp-header": "A" } } } }),
      "a string",
      null,
      tool("last", { outputSchema: { type: "string", pattern: "(" } }),
    ];
    await using server = await startFaultServer(
      modernServer({ "tools/list": (exchange) => result(exchange, modernList(entries)) }),
    );
    const found = valueOf(await gatewayFixture().discover(server.url));
    expect(found.tools.map((each) => [each.position, each.name])).toEqual([
      [0, "good"],
      [14, "last"],
    ]);
    expect(found.tools[0]?.raw).toEqual(entries[0]);
    expect(found.malformed.map((each) => [each.position, each.name, each.reason])).toMatchInlineSnapshot(`
      [
        [
          1,
          undefined,
          "name is missing",
        ],
        [
          2,
          "",
          "name is empty",
        ],
        [
          3,
          undefined,
          "name is a number, not a string",
        ],
        [
          4,
          "no-schema",
          "inputSchema is missing",
        ],
        [
          5,
          "null-schema",
          "inputSchema is null, not an object",
        ],
        [
          6,
          "typeless",
          "inputSchema has no type; it must be "object"",
        ],
        [
          7,
          "array-type",
          "inputSchema has the type "array"; it must be "object"",
        ],
        [
          8,
          "described",
          "description is null, not a string",
        ],
        [
          9,
          "annotated",
          "annotations is a list, not an object",
        ],
        [
          10,
          "hinted",
          "annotations.readOnlyHint is a string, not true or false",
        ],
        [
          11,
          "header",
          "x-mcp-header of parameter "a" needs the type string, integer or boolean",
        ],
        [
          12,
          undefined,
          "the entry is a string, not an object",
        ],
        [
          13,
          undefined,
          "the entry is null, not an object",
        ],
      ]
    `);
  });

  test("names such as __proto__ are data", async () => {
    const page = `{"jsonrpc":"2.0","id":ID,"result":{"resultType":"complete","ttlMs":0,"cacheScope":"private","tools":[
      {"name":"__proto__","inputSchema":{"type":"object","properties":{"__proto__":{"type":"string"}}},"__proto__":{"polluted":1}}]}}`;
    await using server = await startFaultServer(
      modernServer({
        "tools/list": (exchange) =>
          text(exchange, 200, "application/json", page.replace("ID", JSON.stringify(exchange.id))),
      }),
    );
    const { tools } = valueOf(await gatewayFixture().discover(server.url));
    expect(tools[0]?.name).toBe("__proto__");
    expect(Object.hasOwn(tools[0]?.raw ?? {}, "__proto__")).toBe(true);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test("duplicate names are both listed", async () => {
    await using server = await startFaultServer(
      modernServer({ "tools/list": (exchange) => result(exchange, modernList([tool("a"), tool("a")])) }),
    );
    expect(valueOf(await gatewayFixture().discover(server.url)).tools).toHaveLength(2);
  });

  test("tools that are listed without the capability are listed, with a warning", async () => {
    await using server = await startFaultServer(
      legacyServer({
        initialize: (exchange) =>
          result(
            exchange,
            { protocolVersion: "2025-11-25", capabilities: {}, serverInfo: { name: "a", version: "1" } },
            { "mcp-session-id": "session-1" },
          ),
      }),
    );
    const { tools, facts } = valueOf(await gatewayFixture().discover(server.url));
    expect(tools).toHaveLength(2);
    expect(facts.warnings.join()).toMatch(/without declaring/);
  });
});

describe("sessions", () => {
  test.each([404, 400])("a session that ends under the walk (%i) is opened anew, once", async (status) => {
    let ended = false;
    await using server = await startFaultServer(
      legacyServer({
        "tools/list"(exchange) {
          if (ended) return result(exchange, { tools: [tool("first")] });
          ended = true;
          return text(exchange, status, "text/plain", "Session not found");
        },
      }),
    );
    const { tools, facts } = valueOf(await gatewayFixture().discover(server.url));
    expect(tools).toHaveLength(1);
    expect(facts.warnings.join()).toMatch(/opened anew/);
  });

  test("a session that always ends is an error", async () => {
    await using server = await startFaultServer(
      legacyServer({ "tools/list": (exchange) => text(exchange, 404, "text/plain", "") }),
    );
    expect(errorOf(await gatewayFixture().discover(server.url)).code).toBe("E_SESSION_LOST");
    expect(server.arrived.filter((each) => each.method === "tools/list")).toHaveLength(2);
  });

  test("a DELETE that hangs costs two seconds at most", async () => {
    await using server = await startFaultServer(legacyServer({ DELETE: () => {} }));
    const began = performance.now();
    expect(valueOf(await gatewayFixture().discover(server.url)).tools).toHaveLength(2);
    expect(performance.now() - began).toBeLessThan(2800);
    await server.idle();
  });
});

describe("resources and prompts", () => {
  test("are listed where they are declared, whatever else fails is said", async () => {
    await using server = await startFaultServer(
      legacyServer({
        initialize: (exchange) =>
          result(
            exchange,
            { protocolVersion: "2025-11-25", capabilities: { resources: {} }, serverInfo: { name: "a", version: "1" } },
            { "mcp-session-id": "session-1" },
          ),
        "resources/list": (exchange) => result(exchange, { resources: [{ uri: "a:b", odd: 1 }, 5] }),
        "prompts/list": (exchange) => rpcError(exchange, -32601, "no"),
      }),
    );
    const { gateway } = gatewayFixture();
    const target = { serverId: "s", url: server.url, headers: {}, secrets: [] };
    const found = valueOf(await gateway.unconsumed(target, { jobId: "j", signal: new AbortController().signal }));
    expect(found).toEqual({ resources: [{ uri: "a:b", odd: 1 }], prompts: [] });
    expect(server.arrived.some((each) => each.method === "prompts/list")).toBe(false);
  });
});
