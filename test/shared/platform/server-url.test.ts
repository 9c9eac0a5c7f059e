import { assert, oneof, property, string, webUrl } from "fast-check";
import { describe, expect, test } from "vitest";
import { maskSecrets } from "#shared/base/redact.ts";
import { hostKind } from "#shared/platform/host-address.ts";
import { readServerUrl, type ServerUrlReading } from "#shared/platform/server-url.ts";

const remote = (text: string): Extract<ServerUrlReading, { kind: "remote" }> => {
  const reading = readServerUrl(text);
  if (reading.kind !== "remote") throw new Error(`${text} was read as ${reading.kind}`);
  return reading;
};
const said = (text: string): string =>
  remote(text)
    .notes.map((note) => note.said)
    .join(" ");

describe("a remote address", () => {
  test("is cleaned of userinfo and fragment, which become a header and a note", () => {
    const reading = remote("https://ann:p%40ss@mcp.acme.com/v1?token=abc123#top");
    expect(reading.url).toBe("https://mcp.acme.com/v1?token=abc123");
    expect(reading.headers).toEqual({ Authorization: `Basic ${btoa("ann:p@ss")}` });
    expect(reading.maskedUrl).toBe("https://mcp.acme.com/v1?token=••••");
    expect(reading.secrets).toEqual(expect.arrayContaining(["abc123", "p@ss", "p%40ss", btoa("ann:p@ss")]));
    expect(reading.platformRefuses).toBeUndefined();
    expect(said("https://ann:p@mcp.acme.com/#x")).toMatch(/Authorization header.*no field.*after # was left out/s);
  });

  test.each([
    ["http://mcp.acme.com/mcp", "Insighto accepts https:// only."],
    ["http://10.0.0.8/mcp", "Insighto accepts https:// only."],
    ["http://127.0.0.1:3000/mcp", undefined],
    ["http://localhost:3000/mcp", undefined],
    ["http://[::1]:3000/mcp", undefined],
    ["https://mcp.acme.com/mcp", undefined],
  ])("%s: the platform refuses %j", (url, refusal) => {
    expect(remote(url).platformRefuses).toBe(refusal);
  });

  test.each([
    ["https://x.com/sse", "sse"],
    ["https://x.com/sse/", "sse"],
    ["https://x.com/mcp?transport=sse", "sse"],
    ["https://x.com/a/mcp", "streamable-http"],
    ["https://x.com/v1", undefined],
  ])("%s hints at %s", (url, hint) => {
    expect(remote(url).transportHint).toBe(hint);
  });

  test.each([
    ["https://mcp.acme.com/v1?token=abc123", "acme"],
    ["https://mcp.acme.co.uk/dental/mcp", "acme dental"],
    ["https://tools.acme.com/s/7f3a9c12e8b04d11/mcp", "acme tools"],
    ["http://127.0.0.1:4100/mcp", "127.0.0.1:4100"],
    ["http://localhost:4100/agency/dental", "localhost:4100 agency dental"],
  ])("%s is called %j", (url, name) => {
    expect(remote(url).suggestedName).toBe(name);
  });

  test("is named by its real host where that differs from what was typed", () => {
    expect(said("https://аcme.com/mcp")).toContain("xn--cme-5cd.com");
    expect(said("http://2130706433/mcp")).toContain("read as 127.0.0.1");
    expect(said("https://mcp.acme.com:6667/mcp")).toContain("Port 6667");
    expect(remote("https://mcp.acme.com:6667/mcp").notes[0]?.tone).toBe("stopped");
    expect(said("https://mcp.acme.com/mcp?token=${input:token}")).toContain("placeholder");
  });

  test.each([
    "<https://x.com/mcp>",
    "`https://x.com/mcp`",
    '"https://x.com/mcp",',
    " \u200bhttps://x.com/mcp\n",
    "[here](https://x.com/mcp)",
  ])("%j is unwrapped", (text) => {
    expect(remote(text).url).toBe("https://x.com/mcp");
  });

  test("inside a bridge command is read in the bridge's place", () => {
    const reading = remote(
      'npx -y mcp-remote https://x.com/sse --header "Authorization: Bearer abcd1234" --transport sse-only',
    );
    expect(reading).toMatchObject({
      url: "https://x.com/sse",
      headers: { Authorization: "Bearer abcd1234" },
      transportHint: "sse",
    });
    expect(reading.secrets).toContain("Bearer abcd1234");
  });
});

describe("a host", () => {
  test.each([
    ["http://127.1/", "loopback"],
    ["http://0x7f.1/", "loopback"],
    ["http://0/", "loopback"],
    ["http://[::ffff:127.0.0.1]/", "loopback"],
    ["http://[::]/", "loopback"],
    ["http://app.localhost/", "loopback"],
    ["http://192.168.1.4/", "private"],
    ["http://[fd00::1]/", "private"],
    ["http://[64:ff9b::a00:1]/", "private"],
    ["http://nas.local/", "private"],
    ["http://intranet/", "private"],
    ["http://169.254.169.254/", "link-local"],
    ["http://[fe80::1]/", "link-local"],
    ["http://203.0.113.9/", "unroutable"],
    ["http://172.32.0.1/", "public"],
    ["http://[2606:4700::1111]/", "public"],
    ["http://acme.com/", "public"],
  ])("%s is %s", (url, kind) => {
    expect(hostKind(new URL(url).hostname)).toBe(kind);
  });
});

describe("what is no remote address", () => {
  test.each([
    "npx -y @modelcontextprotocol/server-everything",
    "uvx mcp-server-git --repository .",
    "python server.py",
    "docker run -i --rm mcp/github",
    "node build/index.js",
    "./server",
    "server.py",
    "/usr/local/bin/mcp-server",
    "C:\\tools\\mcp.exe --stdio",
    "API_KEY=abcd npx server",
    '{"command": "npx", "args": ["x"]}',
    "stdio://server",
  ])("%s is a stdio server, explained", (text) => {
    const reading = readServerUrl(text);
    expect(reading.kind).toBe("stdio");
    expect(reading).toHaveProperty("said", expect.stringContaining("Insighto connects to URLs only"));
  });

  test("a command is shown without its secrets", () => {
    expect(
      readServerUrl("API_KEY=abcd1234 npx srv --token=hunter2 --api-key s3cret https://u:p@h/x?key=1"),
    ).toMatchObject({
      command: "API_KEY=•••• npx srv --token=•••• --api-key •••• https://••••@h/x?key=••••",
    });
  });

  test.each([
    ["mcp.acme.com/v1", "https://mcp.acme.com/v1"],
    ["//mcp.acme.com/v1", "https://mcp.acme.com/v1"],
    ["https:/mcp.acme.com/v1", "https://mcp.acme.com/v1"],
    ["localhost:3000/mcp", "http://localhost:3000/mcp"],
    ["wss://mcp.acme.com/v1", "https://mcp.acme.com/v1"],
    ["https://https://mcp.acme.com/v1", "https://mcp.acme.com/v1"],
  ])("%s offers %s", (text, offer) => {
    expect(readServerUrl(text)).toMatchObject({ kind: "invalid", offer });
  });

  test.each([
    ["https://", "no host"],
    ["https://a b.com/", "blank"],
    ["http://[bad/mcp?token=S3CRET", "brackets"],
    ["https://h.com:99999/", "port"],
    ["https://1.2.3.400/", "IPv4"],
    ["https://a\u202eb.com/", "invisible"],
    ["ftp://h.com/", "begins with https://"],
    ["javascript:alert(1)", "not the address"],
    ["hello there", "not the address"],
    [`https://h.com/${"a".repeat(9000)}`, "longer than"],
    ['{"mcpServers": {"a": {"url": "https://h.com"}}}', "configuration"],
  ])("%j is refused: %s", (text, reason) => {
    const reading = readServerUrl(text);
    expect(reading.kind).toBe("invalid");
    expect(JSON.stringify(reading)).toContain(reason);
    expect(JSON.stringify(reading)).not.toContain("S3CRET");
  });

  test("nothing at all is empty", () => {
    expect(readServerUrl("  \n")).toEqual({ kind: "empty" });
  });
});

test("any text gives a reading whose sentences hold none of its secrets", () => {
  const anything = oneof(string({ unit: "binary" }), webUrl({ withQueryParameters: true, withFragments: true }));
  const holds = property(anything, (text) => {
    const reading = readServerUrl(text);
    if (reading.kind !== "remote") return;
    expect(URL.canParse(reading.url)).toBe(true);
    const shown = JSON.stringify([reading.notes, reading.maskedUrl]);
    expect(
      maskSecrets(
        shown,
        reading.secrets.filter((secret) => secret.length > 8),
      ),
    ).toBe(shown);
  });
  expect(() => assert(holds)).not.toThrow();
});
