import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Client, SSEClientTransport, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, describe, expect, test } from "vitest";
import type { SampleServers } from "#core/ports.ts";
import { callAsCurl } from "#shared/report/call-as-code.ts";
import { createSampleServers } from "../../resources/samples/create-sample-servers.ts";

const samples: SampleServers = createSampleServers();
afterAll(() => samples.close());

async function start(id: string): Promise<string> {
  const started = await samples.start(id);
  if (!started.ok || started.value.url === undefined) throw new Error("not started");
  return started.value.url;
}

async function connect(id: string, path: string): Promise<Client> {
  const url = new URL((await start(id)) + path);
  const client = new Client({ name: "test", version: "1.0.0" }, { versionNegotiation: { mode: "legacy" } });
  await client.connect(path.endsWith("/sse") ? new SSEClientTransport(url) : new StreamableHTTPClientTransport(url));
  return client;
}

const names = async (client: Client): Promise<readonly string[]> =>
  (await client.listTools()).tools.map(({ name }) => name);

describe("sample servers", () => {
  test("are listed before anything listens, and started once", async () => {
    const own: SampleServers = createSampleServers();
    expect(own.list().map(({ id }) => id)).toEqual(["customer-success", "logistics", "agency", "troublesome"]);
    expect(own.list().some(({ url }) => url !== undefined)).toBe(false);
    const [first, second] = await Promise.all([own.start("logistics"), own.start("logistics")]);
    expect(first).toEqual(second);
    expect(first).toMatchObject({ ok: true, value: { url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) } });
    expect(await own.stop("logistics")).toMatchObject({ ok: true, value: { id: "logistics" } });
    expect(own.list().some(({ url }) => url !== undefined)).toBe(false);
    expect(await own.start("nope")).toMatchObject({ ok: false, error: { code: "E_NO_SAMPLE" } });
    await own.close();
  });

  test.each(["/mcp", "/mcp/sse"])("customer success speaks MCP at %s", async (path) => {
    const client = await connect("customer-success", path);
    expect(await names(client)).toEqual([
      "get_account_status",
      "provision_seat",
      "get_open_renewal_risk",
      "flag_for_QBR",
      "lookup_support_history",
      "search_tickets",
      "summarize_recent_tickets",
    ]);
    const result = await client.callTool({ name: "get_account_status", arguments: { account_id: "ACC-1002" } });
    expect(result).toMatchObject({ structuredContent: { name: "Bramble & Co", status: "past_due" } });
    await client.close();
  });

  test("every tool is described, and every read-only one of the fixed data answers alike twice", async () => {
    for (const [id, path] of [
      ["customer-success", "/mcp"],
      ["logistics", "/mcp"],
      ["agency", "/dental"],
      ["agency", "/plumbing"],
      ["agency", "/real-estate"],
    ] as const) {
      const client = await connect(id, path);
      for (const tool of (await client.listTools()).tools) {
        expect(tool.description?.length).toBeGreaterThan(40);
        for (const parameter of Object.values(tool.inputSchema.properties ?? {}))
          expect(parameter).toHaveProperty("description");
      }
      await client.close();
    }
    const client = await connect("customer-success", "/mcp");
    const ask = () => client.callTool({ name: "search_tickets", arguments: { query: "export" } });
    expect(await ask()).toEqual(await ask());
    await client.close();
  });

  test("logistics reports progress, shows a picture and fails as a tool error", async () => {
    const client = await connect("logistics", "/mcp");
    const heard: number[] = [];
    const stops = ["Ghent", "Lyon", "Antwerp"];
    const tour = await client.callTool(
      { name: "optimize_tour", arguments: { stops } },
      { onprogress: ({ progress }) => heard.push(progress) },
    );
    expect(tour.structuredContent).toEqual({ order: ["Ghent", "Antwerp", "Lyon"], kilometres: 840 });
    expect(heard).toEqual([1, 2]);
    const photo = await client.callTool({ name: "get_delivery_photo", arguments: { tracking_number: "TR104266" } });
    expect(photo.content[0]).toMatchObject({ type: "image", mimeType: "image/png" });
    const lost = await client.callTool({ name: "track_shipment", arguments: { tracking_number: "TR999999" } });
    expect(lost.isError).toBe(true);
    await client.close();
  });

  test("the agency's path decides the surface", async () => {
    const surfaces = await Promise.all(
      ["/dental", "/plumbing", "/real-estate"].map(async (path) => {
        const client = await connect("agency", path);
        const found = await names(client);
        await client.close();
        return found.at(-1);
      }),
    );
    expect(surfaces).toEqual(["check_insurance", "dispatch_emergency", "search_listings"]);
    expect((await fetch(`${await start("agency")}/florist`, { method: "POST" })).status).toBe(404);
  });

  test("a page of another origin, or a rebound name, is refused", async () => {
    const url = `${await start("agency")}/dental`;
    expect((await fetch(url, { method: "POST", headers: { origin: "https://evil.example" } })).status).toBe(403);
    expect((await fetch(url)).status).toBe(405);
  });
});

describe("the troublesome server", () => {
  test.each([
    ["/expired-token", 401],
    ["/forbidden", 403],
    ["/not-found", 404],
    ["/html", 200],
    ["/redirect", 302],
    ["/moved", 308],
    ["/server-error", 500],
    ["/too-many-requests", 429],
    ["/truncated", 200],
  ])("answers %s with %i", async (path, status) => {
    const response = await fetch((await start("troublesome")) + path, { method: "POST", redirect: "manual" });
    expect(response.status).toBe(status);
    await response.text();
  });

  test("changes its tools at each discovery, and comes back to the first list", async () => {
    const client = await connect("troublesome", "/drifting");
    const lists: string[] = [];
    for (let run = 0; run < 6; run += 1) {
      const { tools } = await client.request({ method: "tools/list" });
      lists.push(JSON.stringify(tools));
    }
    expect(new Set(lists).size).toBe(5);
    expect(lists[5]).toBe(lists[0]);
    await client.close();
  });

  test("never answers where it hangs, until the caller gives up", async () => {
    const url = `${await start("troublesome")}/hangs`;
    await expect(fetch(url, { method: "POST", signal: AbortSignal.timeout(200) })).rejects.toThrow(/timeout/i);
  });

  test("has a surface for every path it lists", async () => {
    const base = await start("troublesome");
    const { surfaces } = samples.list().find(({ id }) => id === "troublesome") ?? { surfaces: [] };
    for (const { path } of surfaces.filter(({ path }) => !path.startsWith("/hangs"))) {
      const response = await fetch(base + path, { method: "POST", redirect: "manual", body: "{}" });
      expect(path === "/not-found" || response.status !== 404).toBe(true);
      await response.text();
    }
  });
});

describe("a call copied as curl", () => {
  test.each([
    ["streamable-http", "/mcp"],
    ["sse", "/mcp/sse"],
  ] as const)("over %s is answered by a real server", async (transport, path) => {
    const script = callAsCurl({
      maskedUrl: (await start("customer-success")) + path,
      transport,
      protocolVersion: "2025-06-18",
      era: "legacy",
      toolName: "get_account_status",
      argumentsText: '{"account_id": "ACC-1001"}',
    });
    const { stdout } = await promisify(execFile)("sh", ["-c", script]);
    expect(stdout).toContain("Northwind Clinics");
  });
});
