import { expect, test } from "vitest";
import { secretsOf } from "#core/servers/server-address.ts";

const address = (headers: Record<string, string>) => ({ url: "https://mcp.example.com/v1", headers, secrets: [] });

test("a Basic header hides its user and its password too, not only their base64", () => {
  const value = `Basic ${Buffer.from("agent-77u1:p@ss:w0rd").toString("base64")}`;
  expect(secretsOf(address({ Authorization: value }))).toEqual(
    expect.arrayContaining([value, value.slice(6), "agent-77u1:p@ss:w0rd", "agent-77u1", "p@ss:w0rd"]),
  );
});

test("any other header hides its value, with and without the scheme's word", () => {
  expect(secretsOf(address({ Authorization: "Bearer abc123", "X-Key": "k-9" }))).toEqual([
    "Bearer abc123",
    "abc123",
    "k-9",
  ]);
});
