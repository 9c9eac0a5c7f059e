import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { editorSchema } from "#renderer/editor/editor-schema.ts";
import { isModestMarkdown } from "#renderer/editor/markdown-limits.ts";
import { themeFromTokens } from "#renderer/editor/monaco-theme.ts";
import { escapeInvisible, prettyJson } from "#renderer/editor/pretty-json.ts";
import { ServerMarkdown } from "#renderer/editor/server-markdown.tsx";
import { splitHidden } from "#renderer/editor/server-text.tsx";
import { splitLines } from "#renderer/editor/split-lines.ts";
import { fillJsdom } from "../../support/fill-jsdom.ts";

afterEach(cleanup);

describe("text from a server", () => {
  it("shows what would not be seen as one chip for each run", () => {
    expect(splitHidden("a\u202eb\u200b\u200bc").map(({ text, hidden }) => hidden ?? text)).toEqual([
      "a",
      { codes: "U+202E", name: "bidirectional control", count: 1 },
      "b",
      { codes: "U+200B", name: "zero width space", count: 2 },
      "c",
    ]);
    expect(splitHidden("plain\ntext")).toEqual([{ at: 0, text: "plain\ntext" }]);
  });

  it("is printed as the same JSON with its invisible characters escaped", () => {
    const value = { a: "x\u202ey\u{e0041}z", b: [1] };
    expect(prettyJson(value)).toBe('{\n  "a": "x\\u202ey\\udb40\\udc41z",\n  "b": [\n    1\n  ]\n}');
    expect(JSON.parse(prettyJson(value))).toEqual(value);
    expect(escapeInvisible('{"a": "tab\\t"}')).toBe('{"a": "tab\\t"}');
    let deep: unknown = 1;
    for (let level = 0; level < 20_000; level += 1) deep = [deep];
    expect(prettyJson(deep)).toMatch(/too deep to print/);
  });

  it("is parsed as Markdown only where that is bearable", () => {
    expect(isModestMarkdown("# Title\n\n- a\n- b\n\n> quote\n\n---\n")).toBe(true);
    expect(isModestMarkdown("> ".repeat(3_000))).toBe(false);
    expect(isModestMarkdown("*a ".repeat(20_000))).toBe(false);
    expect(isModestMarkdown("| a ".repeat(5_000))).toBe(false);
    expect(isModestMarkdown(`${" ".repeat(200)}- x`)).toBe(false);
  });

  it("never becomes an image, a link that opens, or HTML", async () => {
    fillJsdom();
    const { container } = render(
      <MantineProvider env="test">
        <ServerMarkdown
          text={"**bold** ![pic](https://evil.example/p.png?d=1) [go](javascript:alert(1)) <img src=x> <b>raw</b>"}
        />
      </MantineProvider>,
    );
    await screen.findByText("bold");
    expect(container.querySelectorAll("img, a, b, script")).toHaveLength(0);
    expect(screen.getByText("pic · image not loaded (evil.example)")).toBeTruthy();
    expect(screen.getByRole("button", { name: "go" })).toBeTruthy();
  });

  it("is cut into rows that are never megabytes wide", () => {
    expect(splitLines("a\r\nb\nc")).toEqual(["a", "b", "c"]);
    expect(splitLines("x".repeat(4_500)).map(({ length }) => length)).toEqual([2_000, 2_000, 500]);
  });
});

describe("what the editor is given", () => {
  it("a schema without identities and without Markdown or snippets of the server's own", () => {
    expect(
      editorSchema({
        $id: "https://a.example/s",
        properties: { a: { type: "string", markdownDescription: "[x](command:evil)", defaultSnippets: [{}] } },
      }),
    ).toEqual({ schema: { properties: { a: { type: "string" } } }, notes: [] });
    expect(editorSchema({ description: "x".repeat(300_000) }).schema).toBeUndefined();
  });

  it("colours that it accepts, also where a minifier shortened them", () => {
    const theme = themeFromTokens("light", (name) => (name === "--pf-bg" ? "#fff" : "rgb(1 2 3)"));
    expect(theme.colors["editor.background"]).toBe("#ffffff");
    expect(Object.values(theme.colors).every((colour) => /^#[\da-f]{6}([\da-f]{2})?$/i.test(colour))).toBe(true);
  });
});
