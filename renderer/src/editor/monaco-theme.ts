import type { editor } from "monaco-editor/editor/editor.api.js";

/** The names of our two themes. */
export const themeNames = { light: "preflight-light", dark: "preflight-dark" } as const;

/**
 * A Monaco theme from the colours that the page has now, so that a colour is decided once, in theme/tokens.css.
 * `readToken` reads one custom property, e.g. `--pf-bg`.
 */
export function themeFromTokens(
  scheme: "light" | "dark",
  readToken: (name: string) => string,
): editor.IStandaloneThemeData {
  const token = (name: string): string => sixDigits(readToken(name));
  const dark = scheme === "dark";
  const background = token("--pf-bg");
  const quiet = token("--pf-text-2");
  // The accents of JSON: AA on both backgrounds.
  const key = dark ? "#9cb8ff" : "#2b4fc4";
  const text = dark ? "#9fd6a8" : "#1a6b33";
  const number = dark ? "#e9bd7a" : "#7f4c00";
  const word = dark ? "#d8a8f0" : "#7d2ea8";
  return {
    base: dark ? "vs-dark" : "vs",
    inherit: true,
    rules: [
      rule("string.key.json", key),
      rule("string.value.json", text),
      rule("string", text),
      rule("number", number),
      rule("keyword.json", word),
      rule("delimiter", quiet),
      rule("delimiter.bracket.json", quiet),
      rule("delimiter.array.json", quiet),
      rule("delimiter.colon.json", quiet),
      rule("delimiter.comma.json", quiet),
    ],
    colors: {
      "editor.background": background,
      "editor.foreground": token("--pf-text"),
      "editorGutter.background": background,
      "editorLineNumber.foreground": token("--pf-text-3"),
      "editorLineNumber.activeForeground": token("--pf-text"),
      "editor.lineHighlightBackground": token("--pf-bg-hover"),
      "editor.lineHighlightBorder": "#00000000",
      "editorIndentGuide.background1": token("--pf-border"),
      "editorIndentGuide.activeBackground1": token("--pf-border-strong"),
      "editorBracketMatch.border": token("--pf-border-strong"),
      "editorBracketMatch.background": token("--pf-bg-hover"),
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((level) => [`editorBracketHighlight.foreground${level}`, quiet])),
      "editorWidget.background": token("--pf-bg-raised"),
      "editorWidget.border": token("--pf-border"),
      "editorHoverWidget.background": token("--pf-bg-raised"),
      "editorHoverWidget.border": token("--pf-border"),
      "editorSuggestWidget.background": token("--pf-bg-raised"),
      "editorSuggestWidget.border": token("--pf-border"),
      "editorSuggestWidget.selectedBackground": token("--pf-bg-selected"),
      "editorSuggestWidget.selectedForeground": token("--pf-text"),
      "editorError.foreground": token("--pf-stopped"),
      "editorWarning.foreground": token("--pf-attention"),
      "editorOverviewRuler.border": "#00000000",
      "scrollbar.shadow": "#00000000",
      "scrollbarSlider.background": `${token("--pf-border-strong")}90`,
      "scrollbarSlider.hoverBackground": token("--pf-border-strong"),
      "scrollbarSlider.activeBackground": token("--pf-border-strong"),
      "diffEditor.insertedTextBackground": dark ? "#2f7a4f55" : "#8fd3a866",
      "diffEditor.removedTextBackground": dark ? "#a8424255" : "#f1a9a966",
      "diffEditor.insertedLineBackground": dark ? "#2f7a4f22" : "#8fd3a826",
      "diffEditor.removedLineBackground": dark ? "#a8424222" : "#f1a9a926",
      focusBorder: "#00000000",
    },
  };
}

const rule = (token: string, colour: string): editor.ITokenThemeRule => ({ token, foreground: colour.slice(1) });

/** Monaco takes `#rrggbb` only, and minifiers write `#fff`. Anything but a hex colour reads as a middle grey. */
function sixDigits(colour: string): string {
  if (/^#[\da-f]{6}$/i.test(colour)) return colour;
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(colour);
  if (short === null) return "#808080";
  return `#${short
    .slice(1)
    .map((digit) => digit + digit)
    .join("")}`;
}
