import { assert, json, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { readClientConfig, type ClientConfig } from "#shared/platform/import-config.ts";

const read = (text: string): Exclude<ClientConfig, { error: string }> => {
  const config = readClientConfig(text);
  if ("error" in config) throw new Error(config.error);
  return config;
};

describe("a client's configuration", () => {
  test("of VS Code may hold comments, trailing commas and inputs to ask for", () => {
    const config = read(`{
      // asked once
      "inputs": [{ "type": "promptString", "id": "key", "description": "Acme API key", "password": true }],
      "servers": {
        "acme": { "type": "http", "url": "https://mcp.acme.com/mcp", "headers": { "X-Key": "abcd1234" } },
        "old": { "type": "sse", "url": "https://mcp.acme.com/sse", },
        "asks": { "type": "http", "url": "https://mcp.acme.com/mcp?key=\${input:key}" },
        "env": { "type": "http", "url": "https://mcp.acme.com/", "headers": { "Authorization": "Bearer \${env:TOKEN}" } },
        "local": { "command": "npx", "args": ["-y", "srv", "--token=abcd1234"] },
      },
    }`);
    expect(config.source).toBe("VS Code mcp.json");
    expect(config.entries).toEqual([
      { name: "acme", url: "https://mcp.acme.com/mcp", headers: { "X-Key": "abcd1234" }, transport: "streamable-http" },
      { name: "old", url: "https://mcp.acme.com/sse", headers: {}, transport: "sse" },
    ]);
    expect(config.unusable.map(({ name }) => name)).toEqual(["asks", "env", "local"]);
    expect(config.unusable[0]?.reason).toContain("“Acme API key”");
    expect(config.unusable[1]?.reason).toContain("Its header Authorization needs `${env:TOKEN}`");
    expect(config.unusable[2]?.reason).toContain("A stdio server (`npx -y srv --token=••••`)");
  });

  test("of Claude Desktop: a bridge counts as the server it wraps", () => {
    const config = read(
      JSON.stringify({
        mcpServers: {
          bridged: {
            command: "npx",
            args: ["-y", "mcp-remote@latest", "https://x.com/sse", "--header", "Authorization: Bearer ${TOKEN}"],
            env: { TOKEN: "abcd1234" },
          },
          userinfo: { url: "https://ann:pass1234@x.com/mcp" },
          files: { command: "npx", args: ["-y", "@modelcontextprotocol/server-filesystem", "/"] },
          odd: 7,
          empty: {},
        },
      }),
    );
    expect(config.entries).toEqual([
      { name: "bridged", url: "https://x.com/sse", headers: { Authorization: "Bearer abcd1234" } },
      { name: "userinfo", url: "https://x.com/mcp", headers: { Authorization: `Basic ${btoa("ann:pass1234")}` } },
    ]);
    expect(config.unusable.map(({ name }) => name)).toEqual(["files", "odd", "empty"]);
  });

  test.each([
    ['{"mcpServers":{"a":{"serverUrl":"https://x.com/mcp"}}}', "Windsurf"],
    ['{"mcp":{"servers":{"a":{"url":"https://x.com/mcp"}}}}', "mcp settings (VS Code, OpenCode)"],
    ['{"a":{"url":"https://x.com/mcp"}}', "a map of servers"],
    ['{"url":"https://x.com/mcp"}', "one server"],
  ])("%s has the form of %s", (text, source) => {
    const config = read(text);
    expect(config.source).toBe(source);
    expect(config.entries).toHaveLength(1);
  });

  test.each([
    ["", "empty"],
    ["{\n  oops", "line 2"],
    ["[]", "no list of MCP servers"],
    ['{"a": 1}', "no list of MCP servers"],
    ["[".repeat(100_000), "nested"],
    [" ".repeat(10) + "x".repeat(1_100_000), "1 MiB"],
  ])("%# is refused in one sentence", (text, reason) => {
    expect(readClientConfig(text)).toMatchObject({ error: expect.stringContaining(reason) });
  });

  test("treats a key such as __proto__ as a name", () => {
    const config = read('{"mcpServers":{"__proto__":{"url":"https://x.com/mcp"}}}');
    expect(config.entries).toEqual([{ name: "__proto__", url: "https://x.com/mcp", headers: {} }]);
  });

  test("never throws on any text", () => {
    const total = property(string({ unit: "binary" }), json(), (text, value) => {
      readClientConfig(text);
      readClientConfig(`{"mcpServers":${value}}`);
      readClientConfig(`{"mcpServers":{"a":${value}}}`);
    });
    expect(() => assert(total)).not.toThrow();
  });
});
