import { describe, expect, test } from "vitest";
import { secretForms } from "#shared/base/redact.ts";
import { json, legacyServer, modernServer, result, rpcError, text, tool } from "../../servers/faults/answers.ts";
import { startFaultServer, type Fault } from "../../servers/faults/fault-server.ts";
import { gatewayFixture } from "./gateway-fixture.ts";

const secrets = ["tok/en+S3CR3T=value&more", "Bearer h3ader-s3cret", "p@th-s3cret-segment"] as const;
const query = `?token=${encodeURIComponent(secrets[0])}`;

/** Servers that give back what they were given, in every way there is. */
const echoes: readonly (readonly [string, Fault])[] = [
  [
    "in an error body",
    (exchange) =>
      text(exchange, 401, "text/plain", `bad: ${exchange.request.url} ${exchange.request.headers.authorization}`, {
        "www-authenticate": `Bearer realm="${exchange.request.url}"`,
      }),
  ],
  ["in a 404", (exchange) => text(exchange, 404, "text/plain", decodeURIComponent(exchange.request.url ?? ""))],
  [
    "in a redirect",
    (exchange) =>
      text(exchange, 307, "text/plain", "", { location: `https://elsewhere.example${exchange.request.url}` }),
  ],
  [
    "in a web page's title",
    (exchange) => text(exchange, 200, "text/html", `<title>${exchange.request.headers.authorization}</title>`),
  ],
  [
    "in broken JSON",
    (exchange) => text(exchange, 200, "application/json", `{"${Buffer.from(secrets[0]).toString("base64")}`),
  ],
  ["in JSON-RPC errors", (exchange) => rpcError(exchange, -32600, `no ${exchange.request.url}`, 400)],
  [
    "in a foreign id",
    (exchange) => json(exchange, { jsonrpc: "2.0", id: exchange.request.headers.authorization, result: {} }),
  ],
  ["in its content type", (exchange) => text(exchange, 200, `text/${secrets[2]}`, "")],
  [
    "in a warning and a cookie",
    legacyServer({
      "tools/list": (exchange) =>
        result(
          exchange,
          { tools: [tool("first")] },
          { "set-cookie": `a=${secrets[2]}`, "x-echo": exchange.request.headers.authorization ?? "" },
        ),
    }),
  ],
  [
    "in a list that is whole",
    modernServer({
      "tools/list": (exchange) =>
        result(exchange, { resultType: "complete", tools: [tool("first", { description: secrets[0] })] }),
    }),
  ],
];

describe("no secret leaves with an error, a warning or the traffic", () => {
  test.each(echoes)("%s", async (_, fault) => {
    await using server = await startFaultServer(fault);
    const { discover, exchanges } = gatewayFixture();
    const url = `${server.origin}/${secrets[2]}/mcp${query}`;
    const found = await discover(url, {
      secrets,
      headers: { authorization: secrets[1], "X-Api-Key": "k3y-in-header" },
    });
    expect(server.arrived[0]?.headers).toMatchObject({ authorization: secrets[1], "x-api-key": "k3y-in-header" });
    const told = JSON.stringify([exchanges, found.ok ? found.value.facts : found.error]);
    for (const secret of [...secrets, "k3y-in-header"])
      for (const form of secretForms(secret)) expect(told).not.toContain(form);
    expect(exchanges.length).toBeGreaterThan(0);
  });

  test("the session id is kept in part only, bodies and headers otherwise whole", async () => {
    await using server = await startFaultServer(legacyServer());
    const { discover, exchanges } = gatewayFixture();
    await discover(server.url);
    const list = exchanges.find((each) => each.rpcMethod === "tools/list");
    expect(list).toMatchObject({ method: "POST", status: 200, cut: false, serverId: "server", jobId: "discovery" });
    expect(list?.requestHeaders).toContainEqual(["mcp-session-id", "sess••••"]);
    expect(list?.requestBody).toContain('"method":"tools/list"');
    expect(list?.responseBody).toContain('"first"');
    expect(list?.responseBytes).toBe(list?.responseBody?.length);
    expect(new Set(exchanges.map((each) => each.id)).size).toBe(exchanges.length);
  });

  test("a large body is cut at 64 KiB and says so", async () => {
    await using server = await startFaultServer(
      modernServer({
        "tools/list": (exchange) =>
          result(exchange, { resultType: "complete", tools: [tool("first", { description: "x".repeat(200_000) })] }),
      }),
    );
    const { discover, exchanges } = gatewayFixture();
    await discover(server.url);
    expect(exchanges.at(-1)).toMatchObject({ cut: true });
    expect(exchanges.at(-1)?.responseBody).toHaveLength(65_536);
    expect(exchanges.at(-1)?.responseBytes).toBeGreaterThan(200_000);
  });

  test("cookies are neither kept nor sent", async () => {
    await using server = await startFaultServer(
      modernServer({
        "server/discover": (exchange) => rpcError(exchange, -32601, "no", 404),
        initialize: (exchange) => text(exchange, 500, "text/plain", "", { "set-cookie": "a=b" }),
      }),
    );
    await gatewayFixture().discover(server.url);
    expect(server.arrived.every((each) => each.headers.cookie === undefined)).toBe(true);
  });
});
