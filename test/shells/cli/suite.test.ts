import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { secretForms } from "#shared/base/redact.ts";
import { runCli, type CliRun } from "./run-cli.ts";
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
};
const refund = { ...order, name: "refund_order", description: "Refunds one order in full." };
const PROMPT = `- When the caller asks about an order, call get_order.
- When the caller wants their money back, call refund_order.`;
const CSV = `utterance,expect,tool,args
Where is order A-4711?,call,get_order,"{""order_number"": ""A-4711""}"
I want my money back,ask,refund_order,
Tell me a joke about penguins,none,,
Where is order A-4713?,call,refund_order,
`;

let server: TestServer;
let folder: string;
const file = (name: string): string => join(folder, name);
beforeAll(async () => {
  server = await startSdkServer(() => ({
    tools: [order, refund],
    call: () => {
      throw new Error("a suite calls no tool");
    },
  }));
  folder = await mkdtemp(join(tmpdir(), "preflight-suite-"));
  await writeFile(file("prompt.md"), PROMPT);
  await writeFile(file("tools.json"), JSON.stringify({ tools: [order, refund, { description: "no name" }] }));
  await writeFile(file("desk.csv"), CSV);
  await writeFile(file("fine.jsonl"), '{"utterance":"Tell me a joke about penguins","expect":{"kind":"none"}}\n');
});
afterAll(async () => {
  await Promise.all([server.close(), rm(folder, { recursive: true })]);
});
const suite = (...args: readonly string[]): Promise<CliRun> => runCli(["suite", ...args]);
const url = (): string => `${server.origin}/mcp?token=${SECRET}`;
const parsed = ({ out }: CliRun): Record<string, unknown> => JSON.parse(out) as Record<string, unknown>;

describe("preflight suite", () => {
  it("runs on a server, says what failed and why, and ends with 10", async () => {
    const run = await suite(file("desk.csv"), "--server", url(), "--prompt", file("prompt.md"));
    expect(run.err).toBe("");
    expect(run.code).toBe(10);
    expect(run.out).toMatch(/^3 of 4 rows pass \(75 %\)\.\nCommand line, simulated model\. /);
    expect(run.out).toContain("A call of `refund_order` was expected, but it called `get_order`.");
    expect(run.out).toMatch(
      /Expected \(down\), chosen \(across\)\n +1 {2}2 {2}none {2}ask\n {2}1 get_order +1 {2}\. +\. +\.\n/,
    );
    for (const form of secretForms(SECRET)) expect(run.out + run.err).not.toContain(form);
  });

  it("needs no server with --tools, and passes with --min-pass", async () => {
    const run = await suite(file("desk.csv"), "--tools", file("tools.json"), "--min-pass", "0.75");
    expect(run.code).toBe(10); // without the prompt nothing says that "money back" is a refund
    const prompted = [file("desk.csv"), "--tools", file("tools.json"), "--prompt", file("prompt.md")];
    const passed = await suite(...prompted, "--min-pass", "0.75");
    expect(passed.code).toBe(0);
    expect(passed.out).toContain("1 malformed entry is left out");
    expect((await suite(file("fine.jsonl"), "--tools", file("tools.json"))).code).toBe(0);
  });

  it("reads what a spreadsheet on Windows saves, and says that paraphrases are made for English only", async () => {
    const table = "utterance;tool\r\nWo bleibt die Bestellung für A-4711?;get_order\r\n";
    await writeFile(file("windows.csv"), Buffer.from(table, "latin1"));
    const run = await suite(file("windows.csv"), "--tools", file("tools.json"), "--paraphrases", "3", "--json");
    expect(run.err).toContain("Paraphrases are made for English only: 1 of 1 rows does not look English.");
    expect(parsed(run)["run"]).toMatchObject({ rows: [{ utterance: "Wo bleibt die Bestellung für A-4711?" }] });
  });

  it("tells what flipped since a baseline, and can end with 10 for it", async () => {
    const base = [file("desk.csv"), "--tools", file("tools.json")];
    const prompted = [...base, "--prompt", file("prompt.md"), "--min-pass", "0"];
    expect((await suite(...prompted, "--out", file("run.json"))).code).toBe(0);
    const worse = await suite(...base, "--min-pass", "0", "--baseline", file("run.json"), "--fail-broken");
    expect(worse.out).toContain("Since the baseline: 1 broken, 0 fixed, 0 chosen otherwise, 3 as before");
    expect(worse.out).toMatch(/broken +"I want my money back"/);
    expect(worse.code).toBe(10);
    const same = await suite(...prompted, "--baseline", file("run.json"), "--fail-broken");
    expect(same.out).toContain("0 broken, 0 fixed, 0 chosen otherwise, 4 as before");
    expect(same.code).toBe(0);
    const { results } = JSON.parse(await readFile(file("run.json"), "utf8")) as { results: unknown[] };
    expect(results).toHaveLength(4);
  });

  it("prints JSON, JUnit and Markdown; paraphrases are rows of their own", async () => {
    const base = [file("desk.csv"), "--tools", file("tools.json"), "--prompt", file("prompt.md")];
    const json = await suite(...base, "--json", "--paraphrases", "3");
    expect(parsed(json)).toMatchObject({
      summary: { rows: 16 },
      paraphrases: [{ paraphrases: 3 }, { paraphrases: 3 }, { paraphrases: 3 }, { paraphrases: 3 }],
      run: { modelId: "simulated" },
    });
    const junit = await suite(...base, "--junit");
    expect(junit.out).toContain('<testsuites name="preflight suite" tests="4" failures="1"');
    expect((await suite(...base, "--markdown")).out).toContain("# Suite: desk.csv\n\n**3 of 4 rows pass** (75 %).");
  });

  it("lines that are no rows are named, and nothing runs", async () => {
    const broken = await runCli(["suite", "-", "--tools", file("tools.json")], {
      input: "utterance,tool,args\nfine,get_order,\nbad,get_order,{oops\n",
    });
    expect(broken.code).toBe(1);
    expect(broken.err).toContain("line 3: `args` is not JSON.\n");
    expect(broken.out).toBe("");
    const json = await runCli(["suite", "-", "--tools", file("tools.json"), "--json"], { input: "tool\nx\n" });
    expect(parsed(json)).toMatchObject({ error: { code: "E_SUITE_FILE" } });
  });

  it("usage is checked before anything is read from a server", async () => {
    expect(await suite()).toMatchObject({ code: 1, err: expect.stringContaining("A suite is one file") });
    expect(await suite(file("desk.csv"))).toMatchObject({ code: 1, err: expect.stringContaining("--server URL") });
    for (const wrong of [
      ["--repeats", "0"],
      ["--min-pass", "90"],
      ["--paraphrases", "x"],
      ["--json", "--junit"],
    ])
      expect((await suite(file("desk.csv"), "--tools", file("tools.json"), ...wrong)).code).toBe(1);
    expect((await suite(file("gone.csv"), "--tools", file("tools.json"))).code).toBe(1);
    expect((await suite(file("desk.csv"), "--server", "http://127.0.0.1:9/mcp")).code).toBe(4);
  });

  it("runs on a real model, n times, with its key from the environment", async () => {
    const heard: string[] = [];
    const model = await startHttp((request, response) => {
      heard.push(request.headers.authorization ?? "");
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        const { messages } = JSON.parse(body) as { messages: { content: unknown }[] };
        const asks = JSON.stringify(messages.at(-1)).includes("order");
        const call = { id: "c1", type: "function", function: { name: "get_order", arguments: "{}" }, index: 0 };
        const delta = asks ? { role: "assistant", tool_calls: [call] } : { role: "assistant", content: "No." };
        const choice = { index: 0, delta, finish_reason: asks ? "tool_calls" : "stop" };
        const chunk = { id: "x", object: "chat.completion.chunk", created: 1, model: "tiny", choices: [choice] };
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
      });
    });
    try {
      const named = ["--model", "openai-compatible:tiny", "--base-url", `${model.origin}/v1`, "--key-env", "MODEL_KEY"];
      const run = await runCli(
        ["suite", file("desk.csv"), "--tools", file("tools.json"), "--json", "--repeats", "2", ...named],
        { env: { MODEL_KEY: SECRET } },
      );
      expect(parsed(run)).toMatchObject({ summary: { rows: 4, passed: 1, tries: 8 }, run: { modelName: "tiny" } });
      expect(heard).toHaveLength(8);
      expect(new Set(heard)).toEqual(new Set([`Bearer ${SECRET}`]));
      expect(run.out + run.err).not.toContain(SECRET);
    } finally {
      await model.close();
    }
  });
});
