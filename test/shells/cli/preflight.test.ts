import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "./run-cli.ts";
import { startHttp, startSdkServer, type TestServer } from "./test-server.ts";

const echoTool = {
  name: "echo",
  description: "Says it again.\nSecond line.",
  inputSchema: { type: "object", properties: { message: { type: "string" }, loud: {} }, required: ["message"] },
  _meta: { "com.example/kept": [1, 2] },
};
const countTool = {
  name: "count",
  inputSchema: { type: "object" },
  outputSchema: { type: "object", required: ["n"], properties: { n: { type: "integer" } } },
};

let server: TestServer;
let arrived: (() => void) | undefined;
beforeAll(async () => {
  server = await startSdkServer(() => ({
    tools: [echoTool, countTool, { name: "hang", inputSchema: { type: "object" } }],
    async call(args, signal) {
      if (args["hang"] === true) {
        arrived?.();
        await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
      }
      if (args["fail"] === true) return { isError: true, content: [{ type: "text", text: "it failed" }] };
      if ("n" in args) return { content: [], structuredContent: { n: args["n"] } };
      return { content: [{ type: "text", text: `you said ${JSON.stringify(args)}` }] };
    },
  }));
});
afterAll(() => server.close());
const url = (path = "/mcp") => `${server.origin}${path}`;

describe("preflight tools", () => {
  it("says first what a conversation would register, then lists the tools", async () => {
    const { code, out, err } = await runCli(["tools", url()]);
    const lines = out.split("\n");
    expect(lines[0]).toBe("A conversation started now would register 3 tools.");
    expect(lines).toContain("echo(message, loud?)");
    expect(lines).toContain("    Says it again.");
    expect(out).not.toContain("Second line");
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });

  it("prints the tools verbatim as JSON", async () => {
    const { code, out } = await runCli(["tools", url(), "--json"]);
    const printed = JSON.parse(out);
    expect(code).toBe(0);
    expect(printed).toMatchObject({
      verdict: "A conversation started now would register 3 tools",
      transport: "streamable-http",
      serverInfo: { name: "test", version: "1.2.3" },
      malformed: [],
      timings: { requests: expect.any(Number) },
    });
    expect(printed.protocolVersion).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(printed.tools.slice(0, 2)).toEqual([echoTool, countTool]);
  });

  it("--long prints whole descriptions", async () => {
    expect((await runCli(["tools", url(), "--long"])).out).toContain("    Second line.");
  });
});

describe("preflight discover", () => {
  it("says how the server was reached", async () => {
    const { code, out } = await runCli(["discover", url()]);
    expect(code).toBe(0);
    expect(out.split("\n")[0]).toBe("A conversation started now would register 3 tools.");
    expect(out).toMatch(/streamable-http, legacy: connected/);
    expect(JSON.parse((await runCli(["discover", url(), "--json"])).out)).toMatchObject({
      tools: 3,
      facts: { era: "legacy" },
    });
  });
});

describe("preflight call", () => {
  it("prints the answer alone on standard output, and how it went beside it", async () => {
    const { code, out, err } = await runCli(["call", url(), "echo", "--args", '{"message":"hi"}']);
    expect({ code, out }).toEqual({ code: 0, out: 'you said {"message":"hi"}\n' });
    expect(err).toMatch(/^completed in \d+ ms \(connect \d+, wait \d+, read \d+\)/);
  });

  it("takes arguments from a file and from standard input", async () => {
    const folder = await mkdtemp(join(tmpdir(), "preflight-cli-"));
    try {
      await writeFile(join(folder, "a.json"), '{"message":"file"}');
      expect((await runCli(["call", url(), "echo", "--args", `@${join(folder, "a.json")}`])).out).toContain("file");
      expect((await runCli(["call", url(), "echo", "--args", "-"], { input: '{"message":"in"}' })).out).toContain("in");
      expect(await runCli(["call", url(), "echo", "--args", "@/nowhere"])).toMatchObject({ code: 1, out: "" });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("prints the whole record as JSON", async () => {
    const { code, out } = await runCli(["call", url(), "count", "--args", '{"n":"x"}', "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      state: "completed",
      outcome: { kind: "completed", result: { structuredContent: { n: "x" } } },
      outputCheck: { verdict: "invalid", violations: [{ pointer: "/n", message: "must be integer" }] },
      timings: { totalMs: expect.any(Number) },
    });
  });

  it("a tool error, and a tool that is not there, end with 2", async () => {
    const failed = await runCli(["call", url(), "echo", "--args", '{"fail":true}']);
    expect(failed).toMatchObject({ code: 2, out: "it failed\n", err: expect.stringContaining("tool error in") });
    expect(failed.err).toContain("the arguments do not fit the input schema: / must have required property 'message'");
    expect(await runCli(["call", url(), "nope", "--json"])).toMatchObject({
      code: 2,
      out: expect.stringContaining("E_NO_TOOL"),
    });
  });

  it("arguments that are not JSON end with 1 and say where", async () => {
    expect(await runCli(["call", url(), "echo", "--args", '{"a":'])).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining("line 1, column 6"),
    });
  });

  it("Ctrl-C cancels the call, ends with 130 and says so", async () => {
    const { spawn } = await import("node:child_process");
    const entry = join(import.meta.dirname, "..", "..", "..", "electron", "cli", "preflight.ts");
    const child = spawn(process.execPath, [entry, "call", url(), "hang", "--args", '{"hang":true}', "--json"]);
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    arrived = () => child.kill("SIGINT");
    const code = await new Promise((resolve) => child.once("close", resolve));
    arrived = undefined;
    expect(code).toBe(130);
    expect(JSON.parse(out)).toMatchObject({ state: "cancelled" });
  });
});

describe("exit codes", () => {
  it.each([
    ["401", 401, 3],
    ["403", 403, 3],
  ])("a server that answers %s ends with 3", async (_name, status, expected) => {
    const refusing = await startHttp((_request, response) => response.writeHead(status).end());
    try {
      const text = await runCli(["tools", `${refusing.origin}/mcp`]);
      expect(text.code).toBe(expected);
      expect(text.out).toMatch(/^A conversation started now would register zero tools, and would not say so: /);
      const json = await runCli(["tools", `${refusing.origin}/mcp`, "--json"]);
      expect(JSON.parse(json.out)).toMatchObject({ error: { kind: "refused-credentials", next: expect.any(String) } });
      expect(json).toMatchObject({ code: expected, err: "" });
    } finally {
      await refusing.close();
    }
  });

  it("nothing that listens ends with 4", async () => {
    const gone = await startHttp(() => undefined);
    await gone.close();
    expect(await runCli(["tools", gone.origin])).toMatchObject({ code: 4, err: expect.stringContaining("refused") });
  });

  it("a web page ends with 5", async () => {
    const page = await startHttp((_request, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end("<title>Welcome</title>");
    });
    try {
      expect((await runCli(["tools", page.origin])).code).toBe(5);
    } finally {
      await page.close();
    }
  });

  it("an incomplete list ends with 6, and prints what there is", async () => {
    const looping = await startSdkServer(() => ({ tools: [echoTool], list: { nextCursor: "again" } }));
    try {
      const { code, out } = await runCli(["tools", looping.origin, "--json"]);
      const printed = JSON.parse(out);
      expect(code).toBe(6);
      expect(printed.tools[0]).toEqual(echoTool);
      expect(printed.incomplete).toEqual(expect.any(String));
    } finally {
      await looping.close();
    }
  });

  it.each([
    ["nothing", []],
    ["an unknown command", ["explode"]],
    ["an unknown option", ["tools", "https://mcp.example.com/", "--explode"]],
    ["no URL", ["tools"]],
    ["too many arguments", ["tools", "https://mcp.example.com/", "more"]],
    ["a command line as URL", ["tools", "npx -y some-server"]],
    ["a variable that is not set", ["tools", "--url-env", "NOT_SET_ANYWHERE"]],
    ["an unknown transport", ["tools", "https://mcp.example.com/", "--transport", "pigeon"]],
    ["a call without a tool", ["call", "https://mcp.example.com/"]],
    ["an unknown sample", ["serve-samples", "none"]],
  ])("%s ends with 1, a sentence and a way out", async (_name, args) => {
    const { code, out, err } = await runCli(args);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err.trim().split("\n").length).toBeGreaterThanOrEqual(2);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("every command has its help", async () => {
    const general = await runCli(["--help"]);
    expect(general).toMatchObject({ code: 0, err: "" });
    const names = [...general.out.matchAll(/^ {2}([a-z-]+) {2,}[A-Z]/gm)].map(([, name = ""]) => name);
    expect(names).toEqual(expect.arrayContaining(["discover", "tools", "call", "serve", "serve-samples"]));
    for (const name of names) {
      const help = await runCli([name, "--help"]);
      expect(help).toMatchObject({ code: 0, err: "", out: expect.stringContaining(`Usage: preflight ${name}`) });
      expect(help.out).toContain("Exit codes:");
    }
    expect((await runCli(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("preflight serve-samples", () => {
  it("prints the URLs, serves them, and stops with Ctrl-C", async () => {
    let listed: Promise<{ readonly code: number | null }> | undefined;
    const run = await runCli(["serve-samples", "agency", "--json"], {
      onOut(out, interrupt) {
        if (listed !== undefined || !out.includes("\n")) return;
        const [agency] = (JSON.parse(out) as { samples: { surfaces: { url: string }[] }[] }).samples;
        listed = runCli(["tools", agency?.surfaces[0]?.url ?? ""]);
        void listed.then(interrupt);
      },
    });
    expect(run.code).toBe(130);
    expect((await listed)?.code).toBe(0);
  });
});
