import { expect, test } from "vitest";
import { trustedTypesRules } from "#renderer/api/trusted-types.ts";

const { createHTML, createScriptURL } = trustedTypesRules("app://console");

test("a style sheet goes through, markup does not", () => {
  expect(createHTML(":root > a { color: red }")).toBe(":root > a { color: red }");
  for (const text of ["<img src=x onerror=alert(1)>", "a <b", "<!--"]) expect(createHTML(text)).toBeUndefined();
});

test("a script comes from the page's own place and from nowhere else", () => {
  for (const ours of ["app://console/assets/worker.js", "/assets/worker.js", "worker.js"])
    expect(createScriptURL(ours)).toBe(ours);
  for (const other of [
    "https://evil.example/a.js",
    "//evil.example/a.js",
    "data:text/javascript,alert(1)",
    "blob:app://console/1",
    "javascript:alert(1)",
    "app://console.evil.example/a.js",
    "app://",
  ])
    expect([other, createScriptURL(other)]).toEqual([other, undefined]);
});
