import { expect, test } from "vitest";
import { assetOf } from "#shared/base/asset-path.ts";

test("the root is the page itself", () => {
  expect(assetOf("/")).toEqual({ path: "index.html", contentType: "text/html; charset=utf-8", immutable: false });
});

test("a file below assets is named by its content, so it may be kept", () => {
  expect(assetOf("/assets/editor.worker-Bz1c.js")).toEqual({
    path: "assets/editor.worker-Bz1c.js",
    contentType: "text/javascript; charset=utf-8",
    immutable: true,
  });
});

test.each([
  "/../etc/passwd",
  "/%2e%2e/etc/passwd.js",
  "/..%2fpasswd.js",
  "/assets\\..\\x.js",
  "/assets//x.js",
  "/./x.js",
  "//host/x.js",
  "/.hidden.js",
  "/x\u0000.js",
  "/x.exe",
  "/x",
  "x.js",
  "",
  `/${"x".repeat(600)}.js`,
])("names no file of the page: %j", (pathname) => {
  expect(assetOf(pathname)).toBeUndefined();
});
