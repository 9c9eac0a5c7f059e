import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { secretForms } from "#shared/base/redact.ts";
import { startModelServer } from "../../servers/models/model-server.ts";
import { runCli } from "./run-cli.ts";
import { startHttp, startSdkServer, type TestServer } from "./test-server.ts";

const SECRET = "q-S3cret-4711-token";
const order = {
  name: "get_order",
  description: "Looks up one order by its number.",
  inputSchema: {
    type: "object",
    properties: { order_number: { type: "string", description: "Order number, e.g. A-4711" } },
    required: ["order_number"],
  },
  annotations: { readOnlyHint: true },
};
const refund = { ...order, name: "refund_order", description: "Refunds one order in full.", annotations: {} };
const PROMPT = `- When the caller asks about an order, call get_order.
- When the caller wants their money back, call refund_order.`;

let server: TestServer;
let broken: TestServer;
let folder: string;
let prompt: string;
beforeAll(async () => {
  server = await startSdkServer(({ url = "" }) => ({
    tools: [order, refund],
    call: (args) => ({
      content: [{ type: "text", text: `Order ${String(args["order_number"])} is \u001b[31mlost\u0007 (${url}).` }],
    }),
  }));
  broken = await startHttp((_request, response) => void response.writeHead(401).end("expired"));
  folder = await mkdtemp(join(tmpdir(), "preflight-chat-"));
  prompt = join(folder, "prompt.md");
  await writeFile(prompt, PROMPT);
});
afterAll(async () => {
  await Promise.all([server.close(), broken.close(), rm(folder, { recursive: true })]);
});
const url = () => `${server.origin}/mcp?token=${SECRET}`;
const lines = (out: string): readonly Record<string, unknown>[] =>
  out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("preflight chat", () => {
  it("begins with the registration verdict and shows each step; nothing of a server is active, no secret is printed", async () => {
    const run = await runCli(["chat", "env:MCP", "--prompt", prompt, "--say", "Where is order A-4711?"], {
      env: { MCP: url() },
    });
    expect(run.code).toBe(0);
    const [first] = run.out.split("\n");
    expect(first).toBe("A conversation started now would register 2 tools.");
    expect(run.out).toContain("> Where is order A-4711?");
    expect(run.out).toContain('decided to call get_order {"order_number":"A-4711"}');
    expect(run.out).toContain('order_number: from "A-4711"');
    expect(run.out).toMatch(/called get_order: completed in \d+ ms/);
    expect(run.out).toContain("\nOrder A-4711 is ␛[31mlost␇");
    for (const form of secretForms(SECRET)) expect(run.out.includes(form) || run.err.includes(form)).toBe(false);
  });

  it("prints one line of JSON for the opening and one a turn, and takes what to say from standard input", async () => {
    const run = await runCli(["chat", "--prompt", prompt, "--json"], {
      env: { PREFLIGHT_URL: url() },
      input: "Where is order A-4711?\n\nand the weather in Paris?\n",
    });
    expect(run.code).toBe(0);
    const [opening, one, two, ...rest] = lines(run.out);
    expect(opening).toMatchObject({ opening: { verdict: "A conversation started now would register 2 tools" } });
    expect(one).toMatchObject({ utterance: "Where is order A-4711?", state: "done" });
    expect(two).toMatchObject({ utterance: "and the weather in Paris?", state: "done" });
    expect(rest).toEqual([]);
    for (const form of secretForms(SECRET)) expect(run.out.includes(form)).toBe(false);
  });

  it("refuses a call that may change something, unless --yes is given", async () => {
    const said = ["--prompt", prompt, "--say", "Please refund order A-4711"];
    const refused = await runCli(["chat", url(), ...said]);
    expect(refused.out).toContain("refused to call refund_order");
    expect(refused.err).toContain("--yes");
    const allowed = await runCli(["chat", url(), ...said, "--yes"]);
    expect(allowed.out).toMatch(/called refund_order: completed/);
    expect(allowed.code).toBe(0);
  });

  it("goes on without a server that gives nothing, says so, and ends with that server's code", async () => {
    const run = await runCli([
      "chat",
      `${broken.origin}/mcp`,
      url(),
      "--prompt",
      prompt,
      "--say",
      "Where is order A-1?",
    ]);
    expect(run.code).toBe(3);
    expect(run.out.split("\n")[0]).toMatch(
      /^A conversation started now would register 2 tools, without .*, and would not say so\.$/,
    );
    expect(run.out).toContain("NO TOOLS");
    expect(run.out).toMatch(/called get_order: completed/);
  });

  it.each(["md", "html", "json"])("writes the transcript as .%s, without a secret", async (format) => {
    const file = join(folder, `transcript.${format}`);
    const said = ["--prompt", prompt, "--say", "Where is order A-4711?", "--transcript", file];
    expect((await runCli(["chat", "env:MCP", ...said], { env: { MCP: url() } })).code).toBe(0);
    const written = await readFile(file, "utf8");
    expect(written).toContain("A conversation started now would register 2 tools");
    expect(written).toContain("A-4711");
    for (const form of secretForms(SECRET)) expect(written.includes(form)).toBe(false);
  });

  it("says what is wrong with the command line without repeating it", async () => {
    const wrong = (...args: string[]) => runCli(["chat", ...args], { env: { KEY: SECRET } });
    expect((await wrong()).err).toContain("There is no URL.");
    expect((await wrong(url(), "--model", "gpt")).err).toContain("The model is not known.");
    expect((await wrong(url(), "--prompt", join(folder, "none"))).err).toContain("The prompt could not be read.");
    expect((await wrong(url(), "--transcript", "x.pdf")).err).toContain("format is not known");
    const run = await wrong("env:NOT_SET");
    expect([run.code, run.err]).toEqual([1, expect.stringContaining("is not set")]);
  });

  it("goes round the same loop with a real model, whose key is never printed", async () => {
    await using model = await startModelServer([
      { text: ["One moment."], calls: [{ name: "get_order", argumentsText: '{"order_number":"A-4711"}' }] },
      { text: ["It is ", "lost."] },
    ]);
    const named = ["--model", "openai-compatible:test-model", "--base-url", model.baseUrl("openai-compatible")];
    const key = ["--key-env", "KEY", "--say", "Where is A-4711?"];
    const run = await runCli(["chat", url(), "--prompt", prompt, ...named, ...key], { env: { KEY: `sk-${SECRET}` } });
    expect(run.code).toBe(0);
    expect(run.out).toContain("Model: test-model");
    expect(run.out).toMatch(
      /One moment\.\n {2}decided to call get_order .*\n {2}called get_order: completed in \d+ ms/,
    );
    expect(run.out).toContain("\nIt is lost.\n");
    expect(run.out.includes(SECRET) || run.err.includes(SECRET)).toBe(false);
    expect(model.asked[0]?.headers.authorization).toBe(`Bearer sk-${SECRET}`);
    expect(model.asked[1]?.body["messages"]).toHaveLength(4);
  });

  it("stops with Ctrl-C while a model is waited for", async () => {
    const silent = await startHttp(() => undefined);
    const model = ["--model", "openai-compatible:none", "--base-url", `${silent.origin}/v1`];
    const run = await runCli(["chat", url(), ...model, "--say", "Hello", "--say", "Again"], {
      onOut: (out, interrupt) => {
        if (out.includes("> Hello")) interrupt();
      },
    });
    await silent.close();
    expect(run.code).toBe(130);
    expect(run.out).not.toContain("> Again");
  });
});

it("preflight demo plays its four turns and needs nothing", async () => {
  const run = await runCli(["demo"]);
  expect(run.code).toBe(0);
  expect(run.out.match(/^> .*$/gm)).toHaveLength(4);
  expect(run.out).toContain("called provision_seat: completed");
  expect(run.out).toContain("None of my 7 tools fits that.");
});
