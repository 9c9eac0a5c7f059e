import { expect, it } from "vitest";
import { readBundle, writeBundle } from "#shared/report/support-bundle.ts";
import { diagnosisMarkdown } from "#shared/report/diagnosis-markdown.ts";
import type { Diagnosis } from "#shared/mcp/diagnosis.ts";

const diagnosis: Diagnosis = {
  ok: false,
  phase: "tls",
  code: "E_TLS_EXPIRED",
  cause: "The certificate of mcp.example.com:443 expired on 3 November 2026.",
  remedy: "The server's operator renews the certificate.",
  platform: "Insighto would register zero tools and say nothing.",
  steps: [{ id: "tls", verdict: "fail", ms: 12.4, fact: "<b>expired</b> | yesterday", evidence: "subject ``` evil" }],
  ms: 80,
  maskedUrl: "https://mcp.example.com/v1?token=••••",
  startedAt: "2026-11-22T10:00:00.000Z",
};

const bundle = {
  version: "0.1.0",
  writtenAt: "2026-11-22T10:00:05.000Z",
  server: { name: "Acme", maskedUrl: diagnosis.maskedUrl },
  diagnosis,
  runs: [],
  exchanges: [],
};

it("gives back what it was given", () => {
  expect(readBundle(writeBundle(bundle))).toEqual({ preflightBundle: 1, ...bundle });
});

it("says why a file is no bundle", () => {
  expect(readBundle("hello")).toBe("The file is not JSON, so it is not a support bundle.");
  expect(readBundle("[]")).toBe("The file is not a support bundle of Preflight.");
  expect(readBundle('{"preflightBundle":2}')).toContain("newer Preflight");
  expect(readBundle('{"preflightBundle":1}')).toMatch(/^The bundle is damaged at version/);
});

it("writes a diagnosis as Markdown in which server text stays text", () => {
  const text = diagnosisMarkdown(diagnosis);
  expect(text).toContain("**Cause:** The certificate of mcp.example.com:443 expired");
  expect(text).toContain(String.raw`\<b\>expired\</b\> \| yesterday`);
  expect(text).toContain("````text\nsubject ``` evil\n````");
});
