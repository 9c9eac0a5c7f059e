import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { JsonObject } from "#shared/base/json.ts";
import type { MethodInput } from "#shared/contract/methods.ts";
import { ok } from "#shared/base/result.ts";
import { createCore } from "#core/core.ts";
import { openStore } from "#core/store/open-store.ts";
import { coreFixture, fakeSecrets, valueOf, type CoreFixture } from "../../support/core-fixture.ts";

const SECRET = "whsec-9f8e7d6c5b4a39281706";

interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

interface Endpoint {
  readonly origin: string;
  readonly arrived: Arrived[];
  close(): Promise<void>;
}

let fixture: CoreFixture | undefined;
const endpoints: Endpoint[] = [];
afterEach(async () => {
  await fixture?.core.close();
  fixture = undefined;
  await Promise.all(endpoints.splice(0).map((endpoint) => endpoint.close()));
});

async function endpoint(answer: (arrived: Arrived, response: ServerResponse) => void): Promise<Endpoint> {
  const arrived: Arrived[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    response.on("error", () => {});
    request.on("error", () => {});
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const one = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
      arrived.push(one);
      answer(one, response);
    });
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const made: Endpoint = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      if (server.listening) await once(server, "close");
    },
  };
  endpoints.push(made);
  return made;
}

const json =
  (value: unknown, status = 200) =>
  (_arrived: Arrived, response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(value));
  };

const tool = (url: string, change: Partial<MethodInput<"httpTools.save">> = {}): MethodInput<"httpTools.save"> => ({
  id: "h1",
  name: "get_order",
  description: "Reads an order.",
  method: "GET",
  url,
  inputSchema: {
    type: "object",
    properties: { id: { type: "string" }, fields: { type: "array" }, note: { type: "string" } },
    required: ["id"],
  },
  headers: [],
  readOnly: true,
  timeoutMs: 2000,
  ...change,
});

async function call(
  url: string,
  argumentsValue: JsonObject,
  change: Partial<MethodInput<"httpTools.save">> = {},
  signal?: AbortSignal,
) {
  fixture ??= await coreFixture();
  valueOf(await fixture.ask("httpTools.save", tool(url, change)));
  return fixture.ask("httpTools.call", { id: "h1", argumentsText: JSON.stringify(argumentsValue) }, signal);
}

describe("a call", () => {
  it("fills the path, puts the rest into the query, and gives JSON as text and as structure", async () => {
    const { origin, arrived } = await endpoint(json({ id: "47/11", state: "open" }));
    const answer = valueOf(await call(`${origin}/orders/{id}?v=1`, { id: "47/11", fields: ["a", "b"] }));
    expect(arrived[0]).toMatchObject({ method: "GET", path: "/orders/47%2F11?v=1&fields=a&fields=b", body: "" });
    expect(answer).toMatchObject({
      status: 200,
      outcome: {
        kind: "completed",
        result: {
          content: [{ type: "text", text: '{"id":"47/11","state":"open"}' }],
          structuredContent: { id: "47/11", state: "open" },
        },
      },
    });
    const { totalMs, connectMs, waitMs, readMs } = answer.timings;
    expect(Math.abs(totalMs - connectMs - waitMs - readMs)).toBeLessThan(5);
  });

  it.each(["POST", "PUT", "PATCH"] as const)("%s sends the rest as a JSON body", async (method) => {
    const { origin, arrived } = await endpoint(json([1, 2]));
    const answer = valueOf(await call(`${origin}/orders/{id}`, { id: "7", note: "ä" }, { method }));
    expect(arrived[0]).toMatchObject({ method, path: "/orders/7", body: '{"note":"ä"}' });
    expect(arrived[0]?.headers).toMatchObject({ "content-type": "application/json", "content-length": "13" });
    expect(answer.outcome).toEqual({ kind: "completed", result: { content: [{ type: "text", text: "[1,2]" }] } });
  });

  it("DELETE uses the query; an empty answer is an empty text", async () => {
    const { origin, arrived } = await endpoint((_one, response) => response.writeHead(204).end());
    const answer = valueOf(await call(`${origin}/orders/{id}`, { id: "7", note: "x" }, { method: "DELETE" }));
    expect(arrived[0]).toMatchObject({ method: "DELETE", path: "/orders/7?note=x" });
    expect(answer).toMatchObject({ status: 204, bytes: 0, outcome: { kind: "completed" } });
  });

  it.each([404, 401, 500])("a %i is a tool error with the beginning of the body", async (status) => {
    const { origin } = await endpoint(json({ error: "no such order" }, status));
    const answer = valueOf(await call(`${origin}/orders/{id}`, { id: "7" }));
    expect(answer).toMatchObject({ status, outcome: { kind: "tool-error", result: { isError: true } } });
    expect(JSON.stringify(answer.outcome)).toContain("no such order");
    expect(JSON.stringify(answer.outcome)).toContain(`HTTP ${status}`);
  });

  it("text is text in its charset, and compressed text too", async () => {
    const { origin } = await endpoint(({ path }, response) => {
      if (path === "/latin")
        response
          .writeHead(200, { "content-type": "text/plain; charset=iso-8859-1" })
          .end(Buffer.from("Größe", "latin1"));
      else
        response.writeHead(200, { "content-type": "text/plain", "content-encoding": "gzip" }).end(gzipSync("squeezed"));
    });
    expect(JSON.stringify(await call(`${origin}/latin`, {}))).toContain("Größe");
    expect(JSON.stringify(await call(`${origin}/gzip`, {}))).toContain("squeezed");
  });

  it("what is no text is refused with a sentence", async () => {
    const { origin } = await endpoint((_one, response) =>
      response.writeHead(200, { "content-type": "image/png" }).end(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0])),
    );
    const answer = valueOf(await call(`${origin}/picture`, {}));
    expect(answer).toMatchObject({ bytes: 5, outcome: { kind: "tool-error" } });
    expect(JSON.stringify(answer.outcome)).toContain("image/png (5 bytes)");
  });

  it("JSON that is broken or too deep is given as text", async () => {
    const { origin } = await endpoint(({ path }, response) =>
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(path === "/broken" ? '{"a":' : `{"a":${"[".repeat(5000)}`),
    );
    for (const path of ["broken", "deep"]) {
      const { outcome } = valueOf(await call(`${origin}/${path}`, {}));
      expect(outcome).toMatchObject({ kind: "completed" });
      expect(JSON.stringify(outcome)).not.toContain("structuredContent");
    }
  });
});

describe("what never became an answer", () => {
  it("silence, a drip and an endless body end in time or at the limit", async () => {
    const { origin } = await endpoint(({ path }, response) => {
      if (path === "/silent") return;
      response.writeHead(200, { "content-type": "text/plain" });
      if (path === "/drip") {
        const timer = setInterval(() => response.write("x"), 10);
        response.on("close", () => clearInterval(timer));
      } else {
        const pump = (): void => {
          while (!response.destroyed && response.write("x".repeat(65_536)));
        };
        response.on("drain", pump);
        pump();
      }
    });
    const silent = await call(`${origin}/silent`, {}, { timeoutMs: 150 });
    expect(silent).toMatchObject({ ok: false, error: { code: "E_TIMEOUT_CALL", limit: { value: 150 } } });
    expect(await call(`${origin}/drip`, {}, { timeoutMs: 150 })).toMatchObject({
      ok: false,
      error: { kind: "timeout" },
    });
    expect(await call(`${origin}/endless`, {})).toMatchObject({ ok: false, error: { code: "E_BODY_TOO_LARGE" } });
  });

  it("a refused connection and a cancel", async () => {
    expect(await call("http://127.0.0.1:1/x", {})).toMatchObject({ ok: false, error: { code: "E_TCP_REFUSED" } });
    const controller = new AbortController();
    const { origin } = await endpoint(() => controller.abort());
    const stopped = await call(`${origin}/x`, {}, {}, controller.signal);
    expect(stopped).toMatchObject({ ok: false, error: { kind: "cancelled" } });
  });

  it("a redirect to another origin is not followed; one on the same is", async () => {
    const elsewhere = await endpoint(json({}));
    const { origin, arrived } = await endpoint((one, response) => {
      if (one.path === "/away") response.writeHead(302, { location: `${elsewhere.origin}/x` }).end();
      else if (one.path === "/old") response.writeHead(301, { location: "/new" }).end();
      else json({ here: true })(one, response);
    });
    const headers = [{ name: "X-Key", secret: true, value: SECRET }];
    const away = await call(`${origin}/away`, {}, { headers });
    expect(away).toMatchObject({ ok: false, error: { code: "E_HTTP_REDIRECT_OTHER_ORIGIN" } });
    expect(elsewhere.arrived).toHaveLength(0);
    expect(valueOf(await call(`${origin}/old`, {}, { headers })).outcome.kind).toBe("completed");
    expect(arrived.at(-1)).toMatchObject({ path: "/new" });
  });

  it("arguments that are no object, or miss a part of the path, are not sent", async () => {
    const { origin, arrived } = await endpoint(json({}));
    expect(await call(`${origin}/{id}`, { id: "" })).toMatchObject({
      ok: false,
      error: { code: "E_ARGUMENT_MISSING" },
    });
    expect(await call(`${origin}/{id}/x`, { id: ".." })).toMatchObject({
      ok: false,
      error: { code: "E_ARGUMENT_PATH" },
    });
    const bad = await fixture?.ask("httpTools.call", { id: "h1", argumentsText: "[1]" });
    expect(bad).toMatchObject({ ok: false, error: { code: "E_ARGUMENTS_FORM" } });
    expect(arrived).toHaveLength(0);
  });
});

describe("secrets", () => {
  it("go to the endpoint and nowhere else, although it says them back", async () => {
    const { origin, arrived } = await endpoint((one, response) => {
      response.writeHead(one.path.startsWith("/fail") ? 500 : 200, { "content-type": `application/json; x=${SECRET}` });
      response.end(
        JSON.stringify({ path: one.path, headers: one.headers, encoded: Buffer.from(SECRET).toString("base64") }),
      );
    });
    const headers = [
      { name: "Authorization", secret: false, value: `Bearer ${SECRET}` },
      { name: "X-Tenant", secret: false, value: "acme" },
    ];
    const fine = await call(`${origin}/ok/{id}?api_key=${SECRET}-2`, { id: "7" }, { headers });
    const failed = await call(`${origin}/fail?api_key=${SECRET}-2`, {}, { headers });
    expect(arrived[0]?.path).toBe(`/ok/7?api_key=${SECRET}-2`);
    expect(arrived[0]?.headers).toMatchObject({ authorization: `Bearer ${SECRET}`, "x-tenant": "acme" });
    const { ask, events } = fixture as CoreFixture;
    const listed = await ask("httpTools.list", {});
    expect(listed[0]).toMatchObject({
      url: `${origin}/fail?api_key=••••`,
      headers: [
        { name: "Authorization", secret: true },
        { name: "X-Tenant", secret: false, value: "acme" },
      ],
    });
    const traffic = await ask("traffic.list", { serverId: "h1", limit: 100 });
    expect(traffic).toMatchObject([
      { method: "GET", maskedUrl: `${origin}/fail?api_key=••••`, status: 500 },
      { method: "GET", maskedUrl: `${origin}/ok/7?api_key=••••`, status: 200 },
    ]);
    expect(traffic[1]?.requestHeaders).toContainEqual(["Authorization", "••••"]);
    expect(traffic[1]?.requestHeaders).toContainEqual(["X-Tenant", "acme"]);
    expect(JSON.parse(traffic[1]?.responseBody ?? "")).toMatchObject({ path: "/ok/7?api_key=••••" });
    const told = JSON.stringify([fine, failed, listed, events, traffic]);
    expect(told).not.toContain(SECRET);
    expect(told).not.toContain(Buffer.from(SECRET).toString("base64"));
  });

  it("are masked in the traffic as whole headers too, however short", async () => {
    const { origin } = await endpoint(json({}));
    await call(`${origin}/x`, {}, { headers: [{ name: "X-Pin", secret: true, value: "123" }] });
    const [exchange] = (await fixture?.ask("traffic.list", { serverId: "h1", limit: 1 })) ?? [];
    expect(exchange?.requestHeaders).toContainEqual(["X-Pin", "••••"]);
  });

  it("are in the data folder only as they were sealed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "preflight-http-tools-"));
    try {
      const opened = await openStore({ folder });
      if (!opened.ok) throw new Error("the store did not open");
      const sealed: string[] = [];
      const keyring = {
        ...fakeSecrets(),
        seal: async (text: string) => ({ backend: "keyring:test", sealedAt: "", data: `sealed-${sealed.push(text)}` }),
        open: async ({ data }: { readonly data: string }) => ok(sealed[Number(data.slice(7)) - 1] ?? ""),
      };
      const { origin, arrived } = await endpoint(json({}));
      fixture = await coreFixture({}, { store: opened.value, secrets: keyring });
      await call(`${origin}/x?key=${SECRET}`, {}, { headers: [{ name: "X-Key", secret: true, value: SECRET }] });
      expect(arrived[0]).toMatchObject({ path: `/x?key=${SECRET}`, headers: { "x-key": SECRET } });
      await fixture.core.close();
      fixture = undefined;
      for (const file of await readdir(folder, { recursive: true })) {
        const bytes = await readFile(join(folder, file)).catch(() => Buffer.alloc(0));
        for (const form of [SECRET, Buffer.from(SECRET).toString("base64")]) expect(bytes.includes(form)).toBe(false);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("stay when they are left out of a change, unless the tool moves to another origin", async () => {
    const { origin, arrived } = await endpoint(json({}));
    const first = tool(`${origin}/x?key=${SECRET}`, { headers: [{ name: "X-Key", secret: true, value: SECRET }] });
    fixture = await coreFixture();
    const { ask } = fixture;
    const saved = valueOf(await ask("httpTools.save", first));
    const kept = [{ name: "x-key", secret: true }];
    const { url: _url, ...rest } = first;
    valueOf(await ask("httpTools.save", { ...rest, description: "Changed.", headers: kept }));
    valueOf(await ask("httpTools.save", { ...rest, url: saved.url, headers: kept }));
    await ask("httpTools.call", { id: "h1", argumentsText: "{}" });
    expect(arrived[0]).toMatchObject({ path: `/x?key=${SECRET}`, headers: { "x-key": SECRET } });
    const moved = await ask("httpTools.save", { ...rest, url: "https://evil.example.com/x", headers: kept });
    expect(moved).toMatchObject({ ok: false, error: { code: "E_HEADER_VALUE" } });
    const bared = await ask("httpTools.save", { ...rest, headers: [{ name: "X-Key", secret: false }] });
    expect(bared).toMatchObject({ ok: false, error: { code: "E_HEADER_VALUE" } });
    const masked = await ask("httpTools.save", { ...rest, url: `${saved.url}&more=1`, headers: kept });
    expect(masked).toMatchObject({ ok: false, error: { code: "E_URL_MASKED" } });
  });

  it("that cannot be opened are told and kept", async () => {
    const secrets = fakeSecrets();
    fixture = await coreFixture({}, { secrets });
    const { ask } = fixture;
    const first = tool("https://api.example.com/x", { headers: [{ name: "X-Key", secret: true, value: SECRET }] });
    valueOf(await ask("httpTools.save", first));
    secrets.locked = true;
    const { url: _url, ...rest } = first;
    const locked = { ok: false, error: { code: "E_SECRET_LOCKED" } };
    expect(await ask("httpTools.call", { id: "h1", argumentsText: "{}" })).toMatchObject(locked);
    expect(await ask("httpTools.save", { ...rest, headers: [{ name: "X-Key", secret: true }] })).toMatchObject(locked);
    secrets.locked = false;
    expect(await ask("httpTools.save", { ...rest, headers: [{ name: "X-Key", secret: true }] })).toMatchObject({
      ok: true,
    });
  });
});

describe("what is refused", () => {
  it.each([
    [
      "a line break in a header",
      { headers: [{ name: "X-A", secret: false, value: "a\r\nX-Evil: 1" }] },
      "E_HEADER_FORM",
    ],
    [
      "a line break in a header's name",
      { headers: [{ name: "X-A\r\nX-Evil", secret: false, value: "a" }] },
      "E_HEADER_FORM",
    ],
    ["Host", { headers: [{ name: "host", secret: false, value: "evil" }] }, "E_HEADER_FORBIDDEN"],
    ["Content-Length", { headers: [{ name: "Content-Length", secret: false, value: "0" }] }, "E_HEADER_FORBIDDEN"],
    [
      "Transfer-Encoding",
      { headers: [{ name: "Transfer-Encoding", secret: false, value: "chunked" }] },
      "E_HEADER_FORBIDDEN",
    ],
    [
      "a header twice",
      {
        headers: [
          { name: "X-A", secret: false, value: "1" },
          { name: "x-a", secret: false, value: "2" },
        ],
      },
      "E_HEADER_TWICE",
    ],
    ["a secret without a value", { headers: [{ name: "X-A", secret: true }] }, "E_HEADER_VALUE"],
    ["http over the internet", { url: "http://api.example.com/x" }, "E_URL_UNENCRYPTED"],
    ["a parameter for a host", { url: "https://{id}.example.com/x" }, "E_URL_PARAMETER_PLACE"],
    ["a parameter that is no property", { url: "https://api.example.com/{other}" }, "E_URL_PARAMETER"],
    ["a schema of no object", { inputSchema: { type: "array" } }, "E_SCHEMA_FORM"],
  ])("%s", async (_what, change, code) => {
    fixture = await coreFixture();
    const answer = await fixture.ask("httpTools.save", tool("https://api.example.com/x", change));
    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(await fixture.ask("httpTools.list", {})).toEqual([]);
  });

  it("a name that another tool has, also when one comes back", async () => {
    fixture = await coreFixture();
    const { ask, heard } = fixture;
    valueOf(await ask("httpTools.save", tool("https://api.example.com/x")));
    const twin = tool("https://api.example.com/y", { id: "h2" });
    expect(await ask("httpTools.save", twin)).toMatchObject({ ok: false, error: { code: "E_NAME_TAKEN" } });
    await ask("httpTools.remove", { id: "h1" });
    expect(heard("httpTools.changed").at(-1)?.httpTools).toEqual([]);
    valueOf(await ask("httpTools.save", twin));
    expect(await ask("httpTools.restore", { id: "h1" })).toMatchObject({ ok: false, error: { code: "E_NAME_TAKEN" } });
    await ask("httpTools.remove", { id: "h2" });
    expect(valueOf(await ask("httpTools.restore", { id: "h1" })).url).toBe("https://api.example.com/x");
  });
});

it("a removed tool is purged at the next start", async () => {
  fixture = await coreFixture();
  await fixture.ask("httpTools.save", tool("https://api.example.com/x"));
  await fixture.ask("httpTools.remove", { id: "h1" });
  const again = await createCore(fixture.ports);
  const context = { signal: new AbortController().signal };
  expect(await again.handlers["httpTools.restore"]({ id: "h1" }, context)).toMatchObject({ ok: false });
});
