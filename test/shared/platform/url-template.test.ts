import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { addToQuery, fillUrlTemplate, readUrlTemplate } from "#shared/platform/url-template.ts";

const base = "https://api.example.com/v1";

describe("reading an address with parameters", () => {
  it("names its parameters once, and shows it whole where nothing is secret", () => {
    const read = readUrlTemplate(` ${base}/users/{id}/orders?status={status}&id={id}#top `);
    expect(read).toMatchObject({
      ok: true,
      value: {
        parameters: ["id", "status"],
        maskedText: `${base}/users/{id}/orders?status={status}&id={id}`,
        secrets: [],
      },
    });
  });

  it("masks a secret beside a parameter, and no parameter", () => {
    const read = readUrlTemplate(`${base}/x?token={token}&api_key=sk-9f8e7d6c5b4a3928&q={q}`);
    expect(read).toMatchObject({
      ok: true,
      value: { maskedText: `${base}/x?token={token}&api_key=••••&q={q}`, secrets: ["sk-9f8e7d6c5b4a3928"] },
    });
  });

  it.each([
    ["https://{host}/x", "E_URL_PARAMETER_PLACE"],
    ["https://api.{region}.example.com/x", "E_URL_PARAMETER_PLACE"],
    ["https://{user}@example.com/x", "E_URL_PARAMETER_PLACE"],
    ["https://example.com:{port}/x", "E_URL_PARAMETER_PLACE"],
    [`${base}/{a`, "E_URL_BRACES"],
    [`${base}/a}`, "E_URL_BRACES"],
    ["http://api.example.com/x", "E_URL_UNENCRYPTED"],
    ["https://a:b@example.com/x", "E_URL_USERINFO"],
    ["ftp://example.com/x", "E_URL_INVALID"],
    ["", "E_URL_EMPTY"],
  ])("refuses %s", (text, code) => {
    expect(readUrlTemplate(text)).toMatchObject({ ok: false, error: { code } });
  });
});

describe("filling it", () => {
  const fill = (text: string, args: Record<string, never> | object) => fillUrlTemplate(text, args as never);

  it("encodes what comes in, and leaves out what is absent from the query", () => {
    const filled = fill(`${base}/users/{id}?q={q}&page={page}`, { id: "a/b?c#d", q: "ä & ö", other: 1 });
    expect(filled).toMatchObject({ ok: true, value: { url: `${base}/users/a%2Fb%3Fc%23d?q=%C3%A4%20%26%20%C3%B6` } });
    expect(filled.ok && [...filled.value.rest]).toEqual([["other", 1]]);
  });

  it.each([
    ["..", "E_ARGUMENT_PATH"],
    [".", "E_ARGUMENT_PATH"],
    ["", "E_ARGUMENT_MISSING"],
    [null, "E_ARGUMENT_MISSING"],
    [undefined, "E_ARGUMENT_MISSING"],
  ])("refuses %j in the path", (id, code) => {
    expect(fill(`${base}/users/{id}/orders`, { id })).toMatchObject({ ok: false, error: { code } });
  });

  it("no argument leaves its place: origin and number of path steps stay", () => {
    assert(
      property(string({ unit: "binary" }), string(), (id, q) => {
        const filled = fill(`${base}/users/{id}/orders?q={q}&z=1`, { id, q });
        if (!filled.ok) return;
        const url = new URL(filled.value.url);
        expect(url.origin).toBe("https://api.example.com");
        expect(url.pathname.split("/")).toHaveLength(5);
        expect(url.pathname.endsWith("/orders")).toBe(true);
        expect([...url.searchParams.keys()]).toEqual(["q", "z"]);
        expect(url.searchParams.get("q")).toBe(q.toWellFormed());
      }),
    );
  });

  it("adds the rest to the query: lists repeated, objects as JSON, nulls not at all", () => {
    const rest = new Map(Object.entries({ tag: ["a", "b"], near: { lat: 1 }, open: true, none: null }));
    expect(addToQuery(`${base}/x?y=1`, rest)).toEqual({
      ok: true,
      value: `${base}/x?y=1&tag=a&tag=b&near=%7B%22lat%22%3A1%7D&open=true`,
    });
  });

  it("refuses an address that grew too long", () => {
    expect(fill(`${base}/{id}`, { id: "x".repeat(20_000) })).toMatchObject({
      ok: false,
      error: { code: "E_URL_TOO_LONG" },
    });
  });
});
