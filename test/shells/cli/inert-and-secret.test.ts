import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { secretForms } from "#shared/base/redact.ts";
import { runCli, type CliRun } from "./run-cli.ts";
import { startHttp, startSdkServer, type TestServer } from "./test-server.ts";

const QUERY = "q-S3cret/+ 4711";
const PATH = "p4thT0kenABCDEF123456";
const PASSWORD = "pass:W0rd-99";
const HEADER = "h34der-T0ken-value";
const SECRETS = [QUERY, PATH, PASSWORD, HEADER];

/** Fails with the name of the form that was found, never with the text around it. */
function expectNoSecret({ out, err }: CliRun): void {
  for (const secret of SECRETS) {
    for (const form of secretForms(secret))
      expect([out.includes(form), err.includes(form), secret]).toEqual([false, false, secret]);
  }
}

/** Everything that a server can send back of what it was sent. */
const echoed = (heard: { readonly url: string; readonly headers: object }) => {
  const sent = `${heard.url} ${decodeURIComponent(heard.url)} ${JSON.stringify(heard.headers)}`;
  return `${sent} ${btoa(sent)} ${encodeURIComponent(sent)} ${PASSWORD} ${btoa(QUERY)} ${encodeURIComponent(QUERY)}`;
};

describe("secrets are never printed", () => {
  let echo: TestServer;
  beforeAll(async () => {
    echo = await startSdkServer(({ url = "", headers }) => {
      const text = echoed({ url, headers });
      return {
        tools: [{ name: "echo", description: text, inputSchema: { type: "object", title: text } }],
        call: () => ({ isError: true, content: [{ type: "text", text }], structuredContent: { [text]: text } }),
      };
    });
  });
  afterAll(() => echo.close());

  const secretUrl = (origin: string) =>
    `${origin.replace("//", `//ann:${encodeURIComponent(PASSWORD)}@`)}/${PATH}/mcp?token=${encodeURIComponent(QUERY)}`;
  const env = (origin: string) => ({ PREFLIGHT_URL: secretUrl(origin), KEY: `Bearer ${HEADER}` });
  const header = ["--header-env", "X-Api-Key=KEY"];

  it.each([
    ["tools", ["tools"]],
    ["tools --json", ["tools", "--json"]],
    ["tools --long", ["tools", "--long"]],
    ["discover", ["discover"]],
    ["discover --json", ["discover", "--json"]],
    ["call", ["call", "echo"]],
    [
      "call --json",
      ["call", "echo", "--json", "--args", JSON.stringify({ again: `${QUERY} ${PATH} ${PASSWORD} ${HEADER}` })],
    ],
  ])("%s, of a server that echoes all of them", async (_name, args) => {
    const run = await runCli([...args, ...header], { env: env(echo.origin) });
    expect([0, 2]).toContain(run.code);
    // `discover` prints nothing that this server echoes; the others must show that something was masked.
    expect(args[0] === "discover" || run.out.includes("••••")).toBe(true);
    expectNoSecret(run);
    expect(echo.heard.at(-1)?.url).toBe(`/${PATH}/mcp?token=${encodeURIComponent(QUERY)}`);
    expect(echo.heard.at(-1)?.headers["x-api-key"]).toBe(`Bearer ${HEADER}`);
    expect(echo.heard.at(-1)?.headers.authorization).toBe(`Basic ${btoa(`ann:${PASSWORD}`)}`);
  });

  it.each([401, 404, 500, 200])("an HTTP %i that quotes them", async (status) => {
    const quoting = await startHttp((request, response) => {
      response.writeHead(status, { "content-type": "text/html", "www-authenticate": "Bearer" });
      response.end(`<title>${echoed({ url: request.url ?? "", headers: request.headers })}</title>`);
    });
    try {
      for (const more of [[], ["--json"]]) {
        const run = await runCli(["tools", ...header, ...more], { env: env(quoting.origin) });
        expect(run.code).not.toBe(0);
        expectNoSecret(run);
      }
    } finally {
      await quoting.close();
    }
  });

  it("a URL that cannot be used, from wherever it comes", async () => {
    for (const broken of [
      `https://ann:${PASSWORD}@[bad/${PATH}?token=${QUERY}`,
      `ftp://h/${PATH}`,
      `${PATH} ${QUERY}`,
    ]) {
      for (const run of [
        await runCli(["tools", broken]),
        await runCli(["tools", "-"], { input: `${broken}\n` }),
        await runCli(["tools", "--url-stdin", "--json"], { input: broken }),
        await runCli(["tools", "--url-env", "MINE"], { env: { MINE: broken } }),
        await runCli(["tools", broken, broken]),
        await runCli(["tools", `--${PATH}`]),
      ]) {
        expect(run.code).toBe(1);
        expectNoSecret(run);
      }
    }
  });

  it("the URL is read from standard input", async () => {
    const run = await runCli(["tools", "-"], { input: `${secretUrl(echo.origin)}\n` });
    expect(run.code).toBe(0);
    expectNoSecret(run);
  });
});

describe("a server's control characters never reach the terminal", () => {
  const EVIL = "\u001b[2J\u001b]52;c;aGk=\u0007\u009b31m\u202eabc\u2066\u200b\u{e0041}\r\nover\rwritten\u0008\u007f";
  // eslint-disable-next-line no-control-regex, no-misleading-character-class -- invisible characters are the subject
  const ACTIVE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]|\udb40/;
  let evil: TestServer;
  beforeAll(async () => {
    evil = await startSdkServer(() => ({
      tools: [
        {
          name: `n${EVIL}`,
          description: EVIL,
          inputSchema: { type: "object", properties: { [EVIL]: {} }, [EVIL]: EVIL },
        },
        { name: "say", inputSchema: { type: "object" }, outputSchema: { type: "object", required: [EVIL] } },
        { name: EVIL, inputSchema: null },
      ],
      call: () => ({
        content: [
          { type: "text", text: EVIL },
          { type: "resource_link", name: EVIL, uri: EVIL },
        ],
        structuredContent: { [`${EVIL}2`]: EVIL },
      }),
    }));
  });
  afterAll(() => evil.close());

  it.each([
    ["tools", ["tools"]],
    ["tools --long", ["tools", "--long"]],
    ["tools --json", ["tools", "--json"]],
    ["discover", ["discover"]],
    ["discover --json", ["discover", "--json"]],
    ["call", ["call", "say"]],
    ["call --json", ["call", "say", "--json"]],
    ["call of a tool that is not there", ["call", `no${EVIL.replaceAll("\u0000", "")}`]],
  ])("%s", async (_name, [command = "", ...rest]) => {
    const { out, err } = await runCli([command, evil.origin, ...rest]);
    expect(ACTIVE.test(out)).toBe(false);
    expect(ACTIVE.test(err)).toBe(false);
    expect(out + err).toMatch(/␛|\\u001b/);
  });

  it("JSON holds the same values all the same", async () => {
    const { out } = await runCli(["tools", evil.origin, "--json"]);
    expect(JSON.parse(out).tools[0].description).toBe(EVIL);
  });
});
