/** A character that a person does not see, or that changes how others are seen. */
export interface InvisibleCharacter {
  /** UTF-16 offset. */
  readonly index: number;
  readonly codePoint: number;
  readonly name: string;
}

/** Code point ranges that are not seen as they are, with what to call them. Unicode 16, general categories Cc, Cf and their like. */
const INVISIBLE: readonly (readonly [from: number, to: number, name: string])[] = [
  [0x00, 0x08, "control character"],
  [0x09, 0x09, "tab"],
  [0x0a, 0x0a, "line feed"],
  [0x0b, 0x1a, "control character"],
  [0x1b, 0x1b, "escape"],
  [0x1c, 0x1f, "control character"],
  [0x7f, 0x7f, "delete"],
  [0x80, 0x9f, "C1 control character"],
  [0xad, 0xad, "soft hyphen"],
  [0x034f, 0x034f, "combining grapheme joiner"],
  [0x061c, 0x061c, "bidirectional control"],
  [0x115f, 0x1160, "Hangul filler"],
  [0x17b4, 0x17b5, "invisible vowel"],
  [0x180b, 0x180f, "variation selector"],
  [0x200b, 0x200b, "zero width space"],
  [0x200c, 0x200c, "zero width non-joiner"],
  [0x200d, 0x200d, "zero width joiner"],
  [0x200e, 0x200f, "bidirectional control"],
  [0x2028, 0x2028, "line separator"],
  [0x2029, 0x2029, "paragraph separator"],
  [0x202a, 0x202e, "bidirectional control"],
  [0x2060, 0x2060, "word joiner"],
  [0x2061, 0x2064, "invisible operator"],
  [0x2065, 0x2065, "default ignorable"],
  [0x2066, 0x2069, "bidirectional control"],
  [0x206a, 0x206f, "deprecated format character"],
  [0x2800, 0x2800, "Braille blank"],
  [0x3164, 0x3164, "Hangul filler"],
  [0xd800, 0xdfff, "lone surrogate"],
  [0xfe00, 0xfe0f, "variation selector"],
  [0xfeff, 0xfeff, "byte order mark"],
  [0xffa0, 0xffa0, "Hangul filler"],
  [0xfff0, 0xfff8, "default ignorable"],
  [0xfff9, 0xfffb, "interlinear annotation"],
  [0x1bca0, 0x1bca3, "shorthand format control"],
  [0x1d173, 0x1d17a, "musical format control"],
  [0xe0000, 0xe007f, "tag character"],
  [0xe0080, 0xe00ff, "default ignorable"],
  [0xe0100, 0xe01ef, "variation selector"],
  [0xe01f0, 0xe0fff, "default ignorable"],
];

// eslint-disable-next-line no-control-regex -- control characters are the subject
const SUSPECT = /[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff]/u;

function nameOf(codePoint: number): string | undefined {
  for (const [from, to, name] of INVISIBLE) if (codePoint >= from && codePoint <= to) return name;
  return undefined;
}

/** Every invisible or direction-changing character of a text, tab and line feed apart, in order. */
export function findInvisible(text: string): readonly InvisibleCharacter[] {
  if (!SUSPECT.test(text)) return [];
  const found: InvisibleCharacter[] = [];
  let index = 0;
  for (const char of text) {
    const codePoint = char.codePointAt(0) ?? 0;
    const name = codePoint === 0x0a || codePoint === 0x09 ? undefined : nameOf(codePoint);
    if (name !== undefined) found.push({ index, codePoint, name });
    index += char.length;
  }
  return found;
}

/**
 * Text that shows what it holds: C0 controls and DEL as their pictures (`␛`), every other invisible, direction-changing
 * or tag character as `⟨U+202E⟩`. Tab and line feed are shown too unless `keepLines`.
 */
export function visibleText(text: string, options: { readonly keepLines?: boolean } = {}): string {
  if (!SUSPECT.test(text)) return text;
  let out = "";
  for (const char of text) {
    const codePoint = char.codePointAt(0) ?? 0;
    const kept = options.keepLines === true && (char === "\n" || char === "\t");
    if (kept || nameOf(codePoint) === undefined) out += char;
    else if (codePoint < 0x20) out += String.fromCodePoint(0x2400 + codePoint);
    else if (codePoint === 0x7f) out += "␡";
    else out += `⟨U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}⟩`;
  }
  return out;
}
