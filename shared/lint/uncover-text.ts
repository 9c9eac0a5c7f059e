/** A text that was written so that a filter would not read it, and what it is written in. */
export interface Uncovered {
  readonly text: string;
  readonly disguise: string;
}

/** Letters of other alphabets, and the Latin ones that they look like, in the same order. */
const FOREIGN = "авекмнорстухіѕјԁԛԝһАВЕКМНОРСТХІЅЈονιαρΑΒΕΙΟΡΤ";
const LATIN = "abekmhopctyxisjdqwhABEKMHOPCTXISJoviapABEIOPT";
const LOOKALIKES = new Map(Array.from(FOREIGN, (letter, at) => [letter, LATIN[at] ?? letter]));
const DIGIT_LETTERS = new Map(Object.entries({ 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t", $: "s", "@": "a" }));

/** A word of Latin letters with one of another alphabet in it. */
export const MIXED_WORD = /(?=\p{L}{0,40}[a-z])(?=\p{L}{0,40}[аеорсухіѕјԁһοναι])\p{L}{3,40}/iu;
const DIGIT_WORD = /(?<![\w/#.-])(?=[a-z0-9@$]{0,30}[a-z])[a-z@$]{0,30}[013457@$][a-z013457@$]{0,30}(?![\w/])/gi;
const SPACED = /(?<![\w-])\w([ .*_-])(?:\w\1){4,}\w(?![\w-])/;
/** Where one run is long, the short ones beside it are read too. */
const SPACED_SHORT = /(?<![\w-])\w([ .*_-])(?:\w\1)*\w(?![\w-])/g;
const BASE64 = /(?<![\w+/])[\w+/-]{24,}={0,2}/g;
const HEX = /(?<!\w)(?:[\da-f]{2}){16,}(?!\w)/gi;
const PERCENT = /(?<![\w%.-])[\w.-]{0,40}(?:%[\da-f]{2}[\w.-]{0,40}){2,}/gi;
const UNDERSCORED = /(?<![a-z_])(?:[a-z]+_){4,}[a-z]+/gi;
const BACKWARDS = /\b(eht|erongi|suoiverp|snoitcurtsni|terces|drowssap|resu|llet|dnes)\b/gi;
const ROTATED = /\b(vtaber|cerivbhf|vafgehpgvbaf|cnffjbeq|frperg|ernq|fraq|hfre)\b/gi;
const LONGEST = 20_000;

/** The readings of a text that hide in it: none where nothing is disguised. Bounded by the text's length. */
export function uncoverText(whole: string): readonly Uncovered[] {
  const text = whole.slice(0, LONGEST);
  const found: Uncovered[] = [];
  const add = (disguise: string, reading: string): void => {
    if (reading !== text && reading.includes(" ")) found.push({ text: reading, disguise });
  };
  if (MIXED_WORD.test(text))
    add(
      "look-alike letters",
      text.replaceAll(/[^\0-\u024f]/g, (letter) => LOOKALIKES.get(letter) ?? letter),
    );
  if ((text.match(DIGIT_WORD)?.length ?? 0) > 2)
    add(
      "digits for letters",
      text.replaceAll(DIGIT_WORD, (word) => replaceEach(word, DIGIT_LETTERS)),
    );
  if (SPACED.test(text))
    add(
      "letters set apart",
      text.replaceAll(SPACED_SHORT, (run, separator: string) => run.replaceAll(separator, "")),
    );
  add(
    "underscores",
    text.replaceAll(UNDERSCORED, (run) => run.replaceAll("_", " ")),
  );
  for (const [run] of text.matchAll(BASE64))
    add(
      "base64",
      printable(() => atob(unpadded(run))),
    );
  for (const [run] of text.matchAll(HEX))
    add(
      "hexadecimal",
      printable(() => fromHex(run)),
    );
  for (const [run] of text.matchAll(PERCENT))
    add(
      "percent signs",
      printable(() => decodeURIComponent(run)),
    );
  if ((text.match(BACKWARDS)?.length ?? 0) > 1) add("backwards", Array.from(text).toReversed().join(""));
  if ((text.match(ROTATED)?.length ?? 0) > 1) add("rot13", text.replaceAll(/[a-z]/gi, rotated));
  return found;
}

function replaceEach(word: string, letters: ReadonlyMap<string, string>): string {
  return Array.from(word, (letter) => letters.get(letter) ?? letter).join("");
}

const unpadded = (run: string): string => run.replaceAll("-", "+").replaceAll("_", "/").replaceAll("=", "");
const fromHex = (run: string): string =>
  run.replaceAll(/../g, (pair) => String.fromCodePoint(Number.parseInt(pair, 16)));

/** What was decoded, where it is text; empty where it is not, or does not decode. */
function printable(decode: () => string): string {
  try {
    const text = decode();
    return /^[\n\r\t -~\u00a0-\uffff]*$/.test(text) ? text : "";
  } catch {
    return "";
  }
}

function rotated(letter: string): string {
  const base = letter < "a" ? 65 : 97;
  return String.fromCodePoint(((letter.charCodeAt(0) - base + 13) % 26) + base);
}
