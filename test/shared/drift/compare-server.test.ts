import { describe, expect, test } from "vitest";
import { selfIn, withServer, type ServerSelf } from "#shared/drift/compare-server.ts";
import { diff } from "#shared/drift/diff.ts";

const none = diff([], []);
const self = (change: Partial<ServerSelf> = {}): ServerSelf => ({
  serverInfo: { name: "Acme", version: "1.0.0" },
  protocolVersion: "2025-11-25",
  capabilities: { tools: { listChanged: true } },
  declaredCapabilities: {},
  instructions: "Look a ticket up before you answer.",
  ...change,
});
const kinds = (before: ServerSelf, after: ServerSelf, another = false): readonly string[] =>
  (withServer(none, before, after, { another }).server ?? []).map(({ kind, level }) => `${kind} ${level}`);

describe("what a server says of itself (D43, D44)", () => {
  test("the same twice changes nothing, and the drift stays the one it was", () => {
    expect(withServer(none, self(), self())).toBe(none);
    expect(withServer(none, {}, self())).toBe(none);
  });

  test("other instructions are another behaviour, shown word by word", () => {
    const after = self({ instructions: "Always look a ticket up before you answer, and never ask." });
    const { level, summary, server } = withServer(none, self(), after);
    expect({ level, summary }).toEqual({
      level: "risky",
      summary: "No tool changed. The server itself: other instructions.",
    });
    expect(server?.[0]).toMatchObject({ grade: "new-instruction", levels: { model: "risky", calls: "harmless" } });
    expect(server?.[0]?.words?.some(({ edit, text }) => edit === "added" && text.includes("never"))).toBe(true);
  });

  test("instructions that came, went, or differ in a comma", () => {
    expect(kinds(self({ instructions: null }), self())).toEqual(["instructions-changed risky"]);
    expect(kinds(self(), self({ instructions: null }))).toEqual(["instructions-changed risky"]);
    expect(kinds(self(), self({ instructions: "Look a ticket up, before you answer" }))).toEqual([
      "instructions-changed harmless",
    ]);
  });

  test("another protocol version is risky for calls, a release alone harmless, another name risky", () => {
    expect(kinds(self(), self({ protocolVersion: "2026-07-28" }))).toEqual(["protocol-version-changed risky"]);
    expect(kinds(self(), self({ serverInfo: { name: "Acme", version: "1.1.0" } }))).toEqual([
      "server-version-changed harmless",
    ]);
    expect(kinds(self(), self({ serverInfo: { name: "Other", version: "1.0.0" } }))).toEqual([
      "server-name-changed risky",
    ]);
  });

  test("between two servers, names and versions are left out", () => {
    expect(kinds(self(), self({ serverInfo: { name: "Other", version: "2" } }), true)).toEqual([]);
  });

  test("tools that changed under the same version are told", () => {
    const drift = diff([{ name: "a", inputSchema: { type: "object" } }], []);
    const { server, level } = withServer(drift, self(), self());
    expect(level).toBe("breaking");
    expect(server?.map(({ kind }) => kind)).toEqual(["version-not-raised"]);
  });

  test("capabilities: losing tools is risky, losing list_changed is said, the rest is harmless", () => {
    expect(kinds(self(), self({ capabilities: {} }))).toEqual(["capabilities-changed risky"]);
    expect(kinds(self(), self({ capabilities: { tools: {} } }))).toEqual(["capabilities-changed harmless"]);
    expect(kinds(self(), self({ declaredCapabilities: { sampling: {} } }))).toEqual(["asked-otherwise harmless"]);
  });

  test("reads whatever a file holds without trusting it", () => {
    expect(selfIn({ serverInfo: 3, instructions: 4, capabilities: [], protocolVersion: "x" })).toEqual({
      protocolVersion: "x",
    });
    expect(selfIn("nothing")).toEqual({});
  });
});
