import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CommandIo } from "../../../electron/cli/command.ts";
import { runCommandLine } from "../../../electron/cli/run-command-line.ts";
import { startSdkServer, type TestServer } from "./test-server.ts";

const PROMPT_WORDS = "Please refund order A-4711";
const refund = {
  name: "refund_order",
  description: "Refunds one order in full.",
  inputSchema: {
    type: "object",
    properties: { order_number: { type: "string", description: "Order number, e.g. A-4711" } },
    required: ["order_number"],
  },
};

let server: TestServer;
let called = 0;
beforeAll(async () => {
  server = await startSdkServer(() => ({
    tools: [refund],
    call: () => {
      called += 1;
      return { content: [{ type: "text", text: "Refunded." }] };
    },
  }));
});
afterAll(() => server.close());

interface AtTerminal {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly called: number;
  /** Whether standard input is let go: a terminal that is still read would keep the process alive. */
  readonly letGo: boolean;
}

/** Runs `chat` as at a terminal where a person types these lines. */
async function chatAtTerminal(args: readonly string[], typed: readonly string[]): Promise<AtTerminal> {
  let out = "";
  let err = "";
  let reading = 0;
  called = 0;
  const io: CommandIo = {
    env: { PREFLIGHT_URL: `${server.origin}/mcp` },
    signal: new AbortController().signal,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    input: async () => "",
    async *lines() {
      reading += 1;
      try {
        yield* typed;
      } finally {
        reading -= 1;
      }
    },
    interactive: true,
  };
  const code = await runCommandLine(["chat", ...args], io);
  return { code, out, err, called, letGo: reading === 0 };
}

const QUESTION = "refund_order does not claim to only read. Call it? [y]es, [a]lways, [N]o: ";
const count = (text: string, part: string): number => text.split(part).length - 1;

describe("preflight chat at a terminal", () => {
  it("asks about a call of what --say says, and calls after y", async () => {
    const run = await chatAtTerminal(["--say", PROMPT_WORDS], ["y"]);
    expect(run.out).toContain(QUESTION);
    expect(run.out).toMatch(/called refund_order: completed/);
    expect(run).toMatchObject({ code: 0, called: 1, err: "", letGo: true });
  });

  it.each([["N"], [""], ["yellow"]])("does not call after %j", async (answer) => {
    const run = await chatAtTerminal(["--say", PROMPT_WORDS], [answer]);
    expect(run.out).toContain(QUESTION);
    expect(run.out).toContain("refused to call refund_order");
    expect(run).toMatchObject({ called: 0, letGo: true });
  });

  it("does not call where nobody answers", async () => {
    expect(await chatAtTerminal(["--say", PROMPT_WORDS], [])).toMatchObject({ called: 0, letGo: true });
  });

  it("asks each time after y, and never again after a", async () => {
    const twice = ["--say", PROMPT_WORDS, "--say", "Please refund order A-4712"];
    const each = await chatAtTerminal(twice, ["y", "y"]);
    expect([count(each.out, QUESTION), each.called]).toEqual([2, 2]);
    const always = await chatAtTerminal(twice, ["a"]);
    expect([count(always.out, QUESTION), always.called]).toEqual([1, 2]);
  });

  it("takes what is typed as an answer while a question is open, and as words otherwise", async () => {
    const run = await chatAtTerminal([], [PROMPT_WORDS, "y", "Please refund order A-4712", "n"]);
    expect([count(run.out, "\n> "), count(run.out, QUESTION), run.called]).toEqual([3, 2, 1]);
    expect(run.letGo).toBe(true);
  });

  it("writes nothing but lines of JSON to standard output with --json, and asks on standard error", async () => {
    const run = await chatAtTerminal(["--json"], [PROMPT_WORDS, "y"]);
    const lines = run.out.trimEnd().split("\n");
    expect(lines.map((line) => Object.keys(JSON.parse(line) as object).includes("utterance"))).toEqual([false, true]);
    expect(run.err).toContain(QUESTION);
    expect(count(run.err, "\n> ")).toBe(2);
    expect(run.called).toBe(1);
  });
});
