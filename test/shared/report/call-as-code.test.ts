import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { callAsCurl, callAsSdk, type CallToCopy } from "#shared/report/call-as-code.ts";
import { shellWord } from "#shared/report/shell-text.ts";

const call: CallToCopy = {
  maskedUrl: "https://mcp.acme.com/v1?token=••••",
  transport: "streamable-http",
  protocolVersion: "2025-11-25",
  era: "legacy",
  toolName: "search_tickets",
  argumentsText: '{"text": "it\'s $HOME `x`"}',
  headerNames: ["X-Api-Key"],
};

describe("a call as curl", () => {
  test("reads masked parts from the environment and names them first", () => {
    const script = callAsCurl(call);
    expect(script).toContain("# PREFLIGHT_URL: the full URL, https://mcp.acme.com/v1?token=••••");
    expect(script).toContain('"$PREFLIGHT_URL"');
    expect(script).toContain('-H "X-Api-Key: $PREFLIGHT_X_API_KEY"');
    expect(script.match(/^curl|\$\(curl/gm)).toHaveLength(3);
  });

  test("of a modern server is one request with its own headers", () => {
    const script = callAsCurl({ ...call, era: "modern", protocolVersion: "2026-07-28", toolName: "größe" });
    expect(script.match(/curl/g)).toHaveLength(1);
    expect(script).toContain("-H 'Mcp-Method: tools/call'");
    expect(script).toContain("-H 'Mcp-Name: =?base64?Z3LDtsOfZQ==?='");
    expect(script).toContain("io.modelcontextprotocol/protocolVersion");
  });

  test.each(["legacy", "modern", "sse"])("of a %s server is valid shell, whatever the names and arguments", (form) => {
    const script = callAsCurl({
      ...call,
      maskedUrl: "https://mcp.acme.com/v1?a=1&b='$(id)'",
      era: form === "modern" ? "modern" : "legacy",
      transport: form === "sse" ? "sse" : "streamable-http",
      toolName: "evil'; rm -rf $HOME; echo '\n# `id`",
      headerNames: ['X-"$(id)'],
      argumentsText: "not json",
    });
    expect(() => execFileSync("sh", ["-n"], { input: script })).not.toThrow();
    expect(script).not.toMatch(/^rm /m);
  });

  test("quotes a word so that the shell gives it back", () => {
    for (const word of ["plain", "it's", "a\nb", "$HOME `id` \\", "", "~"]) {
      expect(execFileSync("sh", ["-c", `printf %s ${shellWord(word)}`]).toString()).toBe(word);
    }
  });
});

test("a call as a program on the SDK", () => {
  const program = callAsSdk(call);
  expect(program).toContain('import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";');
  expect(program).toContain('new URL(process.env["PREFLIGHT_URL"] ?? "")');
  expect(program).toContain('{ "X-Api-Key": process.env["PREFLIGHT_X_API_KEY"] ?? "" }');
  expect(callAsSdk({ ...call, transport: "sse" })).toContain("SSEClientTransport");
});
