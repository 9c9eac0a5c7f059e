import { expect, it } from "vitest";
import { conversationVerdict } from "#shared/platform/conversation-verdict.ts";
import { insighto } from "#shared/platform/insighto.ts";
import { findProfile } from "#shared/platform/profiles.ts";
import type { RegistrationVerdict } from "#shared/platform/verdict.ts";

const good = (name: string, registers: number) => ({
  name,
  dropped: false,
  verdict: {
    tone: "good",
    registers,
    advertised: registers,
    sentence: `A conversation started now would register ${registers} tools`,
  } satisfies RegistrationVerdict,
});
const dropped = (name: string, reason: string) => ({
  name,
  dropped: true,
  verdict: {
    tone: "stopped",
    registers: 0,
    advertised: 0,
    sentence: `A conversation started now would register zero tools, and would not say so: ${reason}`,
    reason,
  } satisfies RegistrationVerdict,
});
const doubtful = (name: string, registers: number, reason: string) => ({
  ...good(name, registers),
  verdict: { ...good(name, registers).verdict, tone: "attention", reason } satisfies RegistrationVerdict,
});
const said = (...servers: Parameters<typeof conversationVerdict>[0][number][]) =>
  conversationVerdict(servers, 0, insighto).replace("A conversation started now would register ", "");

it("one server speaks for itself", () => {
  expect(said(good("A", 13))).toBe("13 tools");
  expect(said(dropped("A", "the token expired"))).toBe("zero tools, and would not say so: the token expired");
});

it("several servers are counted together, and the ones without tools are named with their reason", () => {
  expect(said(good("A", 12), good("B", 1))).toBe("13 tools from 2 servers");
  expect(said(good("A", 12), dropped("B", "the token expired"))).toBe(
    "12 tools, without B (the token expired), and would not say so",
  );
  const gone = ["B", "C", "D", "E"].map((name) => dropped(name, "no answer"));
  expect(said(good("A", 1), ...gone)).toBe(
    "1 tool, without B (no answer), C (no answer), D (no answer) and 1 more, and would not say so",
  );
  expect(said(dropped("A", "x"), dropped("B", "y"))).toBe("zero tools, and would not say so: A (x), B (y)");
  expect(said(good("A", 0), good("B", 0))).toBe("zero tools: no server lists any");
});

it("what makes one doubt a list is said behind the count", () => {
  expect(said(good("A", 3), doubtful("B", 11, "`lookup` is malformed"))).toBe(
    "14 tools from 2 servers; B: `lookup` is malformed",
  );
});

it("custom tools count, and a platform that shows its failures is not called silent", () => {
  expect(conversationVerdict([good("A", 2)], 1, insighto)).toBe("A conversation started now would register 3 tools");
  expect(conversationVerdict([], 0, insighto)).toMatch(/no server is attached$/);
  const loud = findProfile("vscode") ?? insighto;
  expect(conversationVerdict([dropped("A", "x"), good("B", 1)], 0, loud)).not.toContain("would not say so");
});
