import { expect, test } from "vitest";
import { externalAddress } from "../../../electron/main/external-address.ts";

test.each([
  ["https://example.com/docs?q=1#top", "https://example.com/docs?q=1#top"],
  ["https://EXAMPLE.com", "https://example.com/"],
  ["https://example.com:8443/x", "https://example.com:8443/x"],
  ["http://127.0.0.1:4600/", "http://127.0.0.1:4600/"],
  ["http://localhost:3000/mcp", "http://localhost:3000/mcp"],
  ["http://[::1]:3000/", "http://[::1]:3000/"],
  ["https://bücher.example/", "https://xn--bcher-kva.example/"],
  ["https://xn--80ak6aa92e.com/", "https://xn--80ak6aa92e.com/"],
])("may be opened in the browser: %s", (text, address) => {
  expect(externalAddress(text)).toBe(address);
});

test.each([
  "http://example.com/",
  "http://127.0.0.1.evil.example/",
  "http://0.0.0.0:3000/",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "file:///etc/passwd",
  "file://host/share/program.exe",
  "smb://host/share",
  "\\\\host\\share",
  "//host/share",
  "ms-msdt:/id PCWDiagnostic",
  "ms-officecmd:%7B%7D",
  "search-ms:query=x",
  "vscode://extension/install",
  "cursor://anysphere.cursor-deeplink/mcp/install",
  "mailto:a@example.com",
  "tel:123",
  "ssh://-oProxyCommand=calc/x",
  "ftp://example.com/",
  "blob:https://example.com/1",
  "view-source:https://example.com/",
  "about:blank",
  "chrome://settings",
  "app://console/",
  "https://user@example.com/",
  "https://user:password@example.com/",
  "https://example.com\\@evil.example/",
  "https://example.com/\u202Egpj.exe",
  "https://exam\u200Bple.com/",
  "https://example.com/a b",
  " https://example.com/",
  "https://",
  "https:///",
  "",
  "example.com",
  "/etc/passwd",
  "C:\\Windows\\System32\\calc.exe",
  `https://example.com/${"x".repeat(9000)}`,
])("is never opened in the browser: %j", (text) => {
  expect(externalAddress(text)).toBeUndefined();
});
