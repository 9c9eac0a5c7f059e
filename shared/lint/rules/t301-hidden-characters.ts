import { findInvisible, visibleText } from "#shared/base/visible-text.ts";
import type { PlacedText } from "#shared/lint/collect-texts.ts";
import type { Finding } from "#shared/lint/diagnostic.ts";
import type { ToolRule } from "#shared/lint/rule.ts";
import { excerpt } from "#shared/lint/words.ts";
import { MIXED_WORD } from "#shared/lint/uncover-text.ts";

// Scripts that need joiners to be written rightly, and emoji, which need them and variation selectors.
const JOINING =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Mongolian}\p{Script=Syriac}\p{Script=Hebrew}]/u;
const PICTURE =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\d#*©®™‼⁉\u2190-\u21ff\u2300-\u27bf\u2900-\u2bff]/u;

const SCRIPTS = [
  ["Latin", /\p{Script=Latin}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Armenian", /\p{Script=Armenian}/u],
  ["Cherokee", /\p{Script=Cherokee}/u],
] as const;

export const hiddenCharacters: ToolRule = {
  id: "T301",
  name: "hidden-characters",
  scope: "tool",
  severity: "error",
  title: "Characters that people do not see and models read",
  why: "Tag characters, bidirectional controls and zero-width characters carry instructions past the eye of whoever reviews the tool; look-alike letters make a name pass for another.",
  before: "Gives the weather.⟨U+E0049⟩⟨U+E0067⟩⟨U+E006E⟩...",
  after: "Gives the weather.",
  source: "Cisco mcp-scanner; SAFE-MCP T1402; measured: 0 of 1,032 real tools",
  *check({ texts, spoken, name, plain }) {
    for (const placed of spoken) if (placed.gaping) yield* pushedAway(placed);
    if (plain) return;
    for (const placed of texts) yield* hidden(placed);
    const scripts = SCRIPTS.filter(([, form]) => form.test(name)).map(([script]) => script);
    if (scripts.length > 1) {
      yield {
        message: `The name mixes ${scripts.join(" and ")} letters that look alike.`,
        pointer: "/name",
        evidence: name.slice(0, 80),
        key: "mixed",
      };
    }
  },
};

/** Text behind so many blanks that no window shows it beside what stands before them. */
const FAR = /[^\S\n]{200}|(?:[^\S\n]{0,20}\n){30}/;

function* pushedAway({ pointer, text, role }: PlacedText): Generator<Finding> {
  if (role !== "prose" || text.length < 60) return;
  const match = FAR.exec(text.trimEnd());
  if (match === null || match.index === 0) return;
  yield {
    message: "A run of blank characters pushes the rest of the text out of sight.",
    pointer,
    evidence: excerpt(text.slice(match.index), 100),
    key: "blanks",
  };
}

function* hidden({ pointer, text }: PlacedText): Generator<Finding> {
  const word = MIXED_WORD.exec(text);
  if (word !== null) {
    yield {
      message: "A word mixes Latin letters with ones of another alphabet that look like them.",
      pointer,
      evidence: word[0],
      key: "lookalike",
    };
  }
  const found = findInvisible(text).filter(({ index, codePoint }) => !belongs(text, index, codePoint));
  const [first] = found;
  if (first === undefined) return;
  const stripped = withoutAt(
    text,
    found.map(({ index, codePoint }) => [index, codePoint > 0xffff ? 2 : 1] as const),
  );
  yield {
    message: `${found.length === 1 ? "A hidden character stands" : `${found.length} hidden characters stand`} here: ${[...new Set(found.map((one) => one.name))].slice(0, 3).join(", ")}.`,
    pointer,
    evidence: visibleText(text.slice(Math.max(0, first.index - 40), first.index + 60)),
    fix: { title: "Take them out", safe: true, edits: [{ kind: "set", pointer, value: stripped }] },
  };
}

function belongs(text: string, index: number, codePoint: number): boolean {
  if (codePoint === 0x0d) return true;
  const before = text.slice(Math.max(0, index - 3), index);
  const after = text.slice(index + 1, index + 4);
  if (codePoint === 0xfe0f || codePoint === 0xfe0e) return PICTURE.test(before);
  if (codePoint === 0x200d)
    return (PICTURE.test(before) && PICTURE.test(after)) || (JOINING.test(before) && JOINING.test(after));
  if (codePoint === 0x200c) return JOINING.test(before) && JOINING.test(after);
  // A flag of a region: black flag, tags, cancel tag.
  return (
    codePoint >= 0xe0020 &&
    codePoint <= 0xe007f &&
    /\u{1f3f4}[\u{e0020}-\u{e007e}]{0,6}$/u.test(text.slice(Math.max(0, index - 14), index)) &&
    /^[\u{e0020}-\u{e007e}]{0,6}\u{e007f}?/u.test(text.slice(index))
  );
}

function withoutAt(text: string, cuts: readonly (readonly [index: number, length: number])[]): string {
  let out = "";
  let done = 0;
  for (const [index, length] of cuts) {
    out += text.slice(done, index);
    done = index + length;
  }
  return out + text.slice(done);
}
