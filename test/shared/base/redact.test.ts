import { assert, oneof, property, string, webUrl } from "fast-check";
import { describe, expect, test } from "vitest";
import { maskSecrets, maskUrl, secretForms, secretsOfUrl } from "#shared/base/redact.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("a known secret in a text", () => {
  const secret = 's3cr3t/v+1 ü&"x';
  const carriers: readonly [string, string][] = [
    ["as it is", secret],
    ["percent-encoded", encodeURIComponent(secret)],
    ["percent-encoded in lower case", encodeURIComponent(secret).replaceAll(/%../g, (e) => e.toLowerCase())],
    ["as a form value", new URLSearchParams({ a: secret }).toString().slice(2)],
    ["percent-encoded twice", encodeURIComponent(encodeURIComponent(secret))],
    ["inside JSON", JSON.stringify(secret).slice(1, -1)],
    ["inside HTML", secret.replaceAll("&", "&amp;").replaceAll('"', "&quot;")],
    ["in base64", base64(secret)],
    ["in base64url", Buffer.from(secret).toString("base64url")],
  ];
  test.each(carriers)("is masked %s", (_, form) => {
    expect(maskSecrets(`before ${form} after`, [secret])).toBe("before •••• after");
  });

  test.each(["", "u", "us", "use"])("is masked in base64 behind %j, whatever the alignment", (lead) => {
    const token = "token-7f3a9c-value";
    const masked = maskSecrets(base64(`${lead}${token}:tail`), [token]);
    expect(masked).toContain("••••");
    expect(Buffer.from(masked.replaceAll("••••", ""), "base64").toString()).not.toContain("7f3a");
  });

  test("that overlaps another leaves no rest", () => {
    expect(maskSecrets("x abcdefgh y", ["abcdef", "defgh"])).toBe("x •••• y");
  });

  test("shorter than four characters is masked only as a value", () => {
    expect(maskSecrets('a cab, key=ab&x=1, "key": "ab", able', ["ab"])).toBe(
      'a cab, key=••••&x=1, "key": "••••", able',
    );
  });

  test("never survives in any text around it", () => {
    const token = string({ minLength: 6, maxLength: 40, unit: "binary" }).filter((text) => !text.includes("•"));
    const survives = property(token, string(), string(), (secret, before, after) => {
      expect(maskSecrets(`${before}${secret}${after}`, [secret])).not.toContain(secret);
    });
    expect(() => assert(survives)).not.toThrow();
  });

  test("is searched in linear time, even where the text nearly repeats it", () => {
    const token = `${"a".repeat(63)}b`;
    const text = "a".repeat(2_000_000);
    const started = performance.now();
    expect(maskSecrets(text, [token]).replaceAll("•", "")).toBe("");
    expect(performance.now() - started).toBeLessThan(4000);
  });

  test.each(["sk-live-7f3a9c2e51d84b06", "sk-live-7f3a"])(
    "that was cut short is masked as far as it goes: %s",
    (token) => {
      const json = `{"echo":"${token}","more":1}`;
      for (let length = json.indexOf(token) + 8; length < json.length; length += 1) {
        for (const rest of ["", '"', "...", "\uFFFD"]) {
          expect(maskSecrets(`${json.slice(0, length)}${rest}`, [token])).not.toContain("sk-live-");
        }
      }
      expect(maskSecrets(`said ${token.slice(0, 18)} and more`, [token])).toBe("said •••• and more");
      expect(maskSecrets(`sk-live-ly and so on, ${token}`, [token])).toBe("sk-live-ly and so on, ••••");
    },
  );

  test("that is a plain word is masked whole only", () => {
    expect(maskSecrets("It takes application/json, an applicat", ["application/json; charset=utf-8"])).toBe(
      "It takes application/json, an applicat",
    );
  });

  test("has its longest form first and no empty one", () => {
    const forms = secretForms("a b");
    expect(forms).toContain("a%20b");
    expect(forms).toContain("a+b");
    expect(forms.every((form, index) => index === 0 || form.length <= (forms[index - 1]?.length ?? 0))).toBe(true);
    expect(secretForms("")).toEqual([]);
  });
});

describe("a URL to be seen", () => {
  const cases: readonly [string, string][] = [
    ["https://mcp.example.com/v1?token=abc123", "https://mcp.example.com/v1?token=••••"],
    ["https://mcp.example.com/v1?page=2&apiKey=x", "https://mcp.example.com/v1?page=2&apiKey=••••"],
    ["https://user:pass@mcp.example.com/mcp", "https://••••@mcp.example.com/mcp"],
    ["https://user:p@ss@mcp.example.com/mcp", "https://••••@mcp.example.com/mcp"],
    ["https://h.example/s/7f3a9c12e8b04d/mcp", "https://h.example/s/••••/mcp"],
    ["https://h.example/s/s3cr3t-path-token/mcp", "https://h.example/s/••••/mcp"],
    ["https://h.example/key/hunter2/sse", "https://h.example/key/••••/sse"],
    ["https://h.example/0f8fad5b-d9cb-469f-a165-70867728950e/mcp", "https://h.example/••••/mcp"],
    ["https://h.example/real-estate/customer-success/v2/mcp", "https://h.example/real-estate/customer-success/v2/mcp"],
    ["https://h.example/api/getAccountStatus?lang=en-GB", "https://h.example/api/getAccountStatus?lang=en-GB"],
    ["https://h.example/mcp?x=sk-live-abcdef0123456789", "https://h.example/mcp?x=••••"],
    ["https://h.example/mcp?7f3a9c12e8b04d", "https://h.example/mcp?••••"],
    [
      "https://h.example/mcp?X-Amz-Signature=aa&X-Amz-Expires=60",
      "https://h.example/mcp?X-Amz-Signature=••••&X-Amz-Expires=60",
    ],
    ["https://h.example/mcp#access_token=q", "https://h.example/mcp#access_token=••••"],
    ["https://h.example/p?to=https%3A%2F%2Fo.example%2F%3Ftoken%3Dabc", "https://h.example/p?to=••••"],
    ["https://u:p/w@h.example/mcp", "https://••••@h.example/mcp"],
    ["http://[bad/mcp?token=S", "http://[bad/mcp?token=••••"],
    ["u:p@h.example/mcp?secret=1", "••••@h.example/mcp?secret=••••"],
    ["//u:p@h.example", "//••••@h.example"],
    ["https://h.example/mcp?token=%zz%", "https://h.example/mcp?token=••••"],
    ["", ""],
    ["not a url", "not a url"],
  ];
  test.each(cases)("%s", (url, masked) => {
    expect(maskUrl(url)).toBe(masked);
    expect(maskUrl(masked)).toBe(masked);
  });

  test("never throws, whatever it is given", () => {
    const anything = oneof(string({ unit: "binary" }), webUrl({ withQueryParameters: true }));
    const masks = property(anything, (text) => typeof maskUrl(text) === "string");
    expect(() => assert(masks)).not.toThrow();
  });

  test("gives its secrets as typed and decoded, the user name only where it stands alone", () => {
    expect(secretsOfUrl("https://ann:p%40ss@h.example/?token=a%20b1&page=2")).toEqual([
      "ann:p%40ss",
      "ann:p@ss",
      "p%40ss",
      "p@ss",
      "a%20b1",
      "a b1",
    ]);
    expect(secretsOfUrl("https://tok123@h.example/")).toEqual(["tok123"]);
    expect(secretsOfUrl("https://h.example/mcp")).toEqual([]);
  });
});
