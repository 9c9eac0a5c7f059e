import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { secretForms } from "#shared/base/redact.ts";
import { runCli, type CliRun } from "./run-cli.ts";
import { startHttp, startSdkServer, type TestServer } from "./test-server.ts";

const SECRET = "q-S3cret-4711-token";
const look = {
  name: "look",
  description: "Looks something up.",
  inputSchema: { type: "object", properties: {} },
  annotations: { readOnlyHint: true },
};
const act = { ...look, name: "act", annotations: {} };

let good: TestServer;
let called: string[] = [];
let refusing: TestServer;
let page: TestServer;
let empty: TestServer;
beforeAll(async () => {
  good = await startSdkServer(() => ({
    tools: [look, act],
    call: () => {
      called.push("called");
      return { content: [{ type: "text", text: "done" }] };
    },
  }));
  refusing = await startHttp((_, response) => void response.writeHead(401).end("no"));
  page = await startHttp(
    (_, response) =>
      void response
        .writeHead(200, { "content-type": "text/html" })
        .end("<!doctype html><title>\u001b]0;Hi\u0007</title>"),
  );
  empty = await startSdkServer(() => ({ tools: [] }));
});
afterAll(() => Promise.all([good, refusing, page, empty].map((server) => server.close())));

const diagnose = (server: TestServer, ...args: string[]): Promise<CliRun> =>
  runCli(["diagnose", ...args], { env: { PREFLIGHT_URL: `${server.origin}/mcp?token=${SECRET}` } });
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("preflight diagnose", () => {
  it("prints each step as it ends, then cause, remedy and what the platform would do", async () => {
    const { code, out, err } = await diagnose(refusing);
    expect(code).toBe(3);
    expect(err).toBe("");
    const lines = out.trimEnd().split("\n");
    expect(lines.slice(0, 10).map((line) => line.slice(0, 30).trimEnd())).toEqual([
      "warn  URL and platform policy",
      "ok    Credentials in the URL",
      "-     Proxy settings",
      "ok    DNS",
      "ok    TCP",
      "-     TLS",
      "FAIL  HTTP",
      "-     MCP",
      "-     tools/list",
      "-     Latency",
    ]);
    expect(lines[6]).toMatch(/^FAIL {2}HTTP +\d+ ms {2}The token was refused \(HTTP 401\)\.$/);
    expect(lines.slice(10, 14)).toEqual([
      "",
      "Cause:    The token was refused (HTTP 401).",
      "Remedy:   Get a fresh token from whoever issued the URL, and put it in place of the old one.",
      "Platform: Insighto would register zero tools and say nothing: the conversation goes on without them.",
    ]);
    expect(lines[14]).toMatch(/^E_HTTP_401, \d+ ms in all$/);
    for (const form of secretForms(SECRET)) expect(out).not.toContain(form);
  });

  it("prints with --json nothing but one value of the documented shape", async () => {
    const { code, out, err } = await diagnose(refusing, "--json");
    expect([code, err]).toEqual([3, ""]);
    const diagnosis = JSON.parse(out) as Record<string, unknown> & { readonly steps: readonly object[] };
    // What issue 3 names, and beside it only what else a report needs.
    expect(Object.keys(diagnosis).toSorted()).toEqual(
      ["ok", "phase", "code", "cause", "remedy", "platform", "steps", "ms", "maskedUrl", "startedAt"].toSorted(),
    );
    expect(diagnosis).toMatchObject({
      ok: false,
      phase: "http",
      code: "E_HTTP_401",
      cause: expect.any(String),
      remedy: expect.any(String),
      platform: expect.any(String),
      ms: expect.any(Number),
    });
    for (const step of diagnosis.steps) {
      expect(Object.keys(step).toSorted()).toEqual(["evidence", "fact", "id", "ms", "verdict"]);
      expect(step).toMatchObject({
        verdict: expect.stringMatching(/^(?:ok|warn|fail|skipped)$/),
        ms: expect.any(Number),
        evidence: expect.any(String),
      });
    }
    const ids = ["url", "credentials", "proxy", "dns", "tcp", "tls", "http", "mcp", "tools", "latency"];
    expect(diagnosis.steps).toMatchObject(ids.map((id) => ({ id })));
    for (const form of secretForms(SECRET)) expect(out).not.toContain(form);
  });

  it("prints with --markdown the report and no step lines", async () => {
    const { code, out } = await diagnose(page, "--markdown");
    expect(code).toBe(5);
    expect(out).toMatch(/^# Diagnosis of /);
    expect(out).toContain("**Remedy:**");
    expect(out).not.toMatch(/^FAIL/m);
  });

  it("prints no control character of a server, in any form", async () => {
    for (const form of [[], ["--json"], ["--markdown"]]) {
      const { out } = await diagnose(page, ...form);
      // eslint-disable-next-line no-control-regex -- control characters are the subject
      expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    }
  });

  it.each<[string, number, string, () => string[] | Promise<string[]>]>([
    ["a command instead of a URL", 1, "E_URL_STDIO", () => ["npx -y some-server"]],
    ["refused credentials", 3, "E_HTTP_401", () => [`${refusing.origin}/mcp`]],
    ["a port on which nothing listens", 4, "E_TCP_REFUSED", async () => [`http://127.0.0.1:${await closedPort()}/mcp`]],
    ["a name that does not exist", 4, "E_DNS_NOT_FOUND|E_DNS_TEMPORARY", () => ["https://nothing.invalid/mcp"]],
    ["TLS to a plain port", 4, "E_TLS_PLAIN_HTTP", () => [`${good.origin.replace("http:", "https:")}/mcp`]],
    ["a web page", 5, "E_NOT_MCP_HTML", () => [`${page.origin}/mcp`]],
    ["an empty list", 6, "E_NO_TOOLS", () => [`${empty.origin}/mcp`]],
  ])("ends for %s with the exit code %i", async (_, exit, code, args) => {
    const run = await runCli(["diagnose", ...(await args()), "--json"]);
    expect(code.split("|")).toContain((JSON.parse(run.out) as { readonly code: string }).code);
    expect(run.code).toBe(exit);
  });

  it("ends with 0 where all is well, with a look at what the platform would refuse", async () => {
    const { code, out } = await diagnose(good, "--json");
    const diagnosis = JSON.parse(out) as object;
    expect(code).toBe(0);
    expect(Object.keys(diagnosis)).not.toEqual(expect.arrayContaining(["phase", "code"]));
    expect(diagnosis).toMatchObject({
      ok: true,
      cause: "It works from here; Insighto cannot reach an address of this computer.",
      platform: "Insighto would register 2 tools from this list once it can reach the server, and zero until then.",
      steps: expect.arrayContaining([expect.objectContaining({ id: "tools", verdict: "ok" })]) as unknown,
    });
  });

  it("measures, calls a tool that only reads, and refuses one that does not claim to", async () => {
    called = [];
    const read = await diagnose(good, "--latency", "2", "--latency-tool", "look", "--latency-args", "{}");
    expect(read.out).toMatch(/^ok {4}Latency .* 2 of 2 discoveries succeeded, p50 \d+ ms, p95 \d+ ms$/m);
    expect(called).toHaveLength(2);
    const refused = await diagnose(good, "--latency", "1", "--latency-tool", "act");
    expect(refused.out).toMatch(/^warn {2}Latency .*act does not claim to only read/m);
    expect(called).toHaveLength(2);
  });

  it("says what is wrong with the command line", async () => {
    expect((await runCli(["diagnose"])).code).toBe(1);
    for (const wrong of ["0", "21", "many", "-1", "1.5"]) {
      const run = await diagnose(good, `--latency=${wrong}`);
      expect([run.code, run.err]).toEqual([1, expect.stringContaining("from 1 to 20")]);
    }
    const args = await diagnose(good, "--latency-tool", "look", "--latency-args", "[1]");
    expect([args.code, args.err]).toEqual([1, expect.stringContaining("not a JSON object")]);
  });
});
