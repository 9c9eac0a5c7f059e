/** What a text shows at a glance: enough to know which phrases it cannot hold. */
export interface TextSigns {
  /** Numbers of the words' first letters and of some marks, those alone that a phrase asks for; each once. */
  readonly stems: readonly number[];
  /** Whether something in it could be a disguise. */
  readonly disguised: boolean;
  /** Whether many blanks or line breaks stand together. */
  readonly gaping: boolean;
}

/** Letters of a word that count. */
const STEM = 4;
const MARKS = "<[#=!@{|";
/** Stands for any text that is not plain English. */
export const FOREIGN = "¿";
/** Words of other languages, by their first four letters: two of them make a text foreign. */
const OTHERS =
  "der die und den das dem von mit nutzer benutzer anwender het een van uit zeg niet niets tegen gebruiker wachtwoord " +
  "los las que una por con del anteriores usuario digas nada les des aux vous votre leur dans avec toutes utente che gli " +
  "non dell della nel vanno salvate";

const SLOTS = 1 << 16;
/** A slot may stand for several stems: then a phrase is looked for in vain. */
const slotOf = (key: number): number => (Math.imul(key, 0x9e3779b1) >>> 16) % SLOTS;
const valueOf = (code: number): number =>
  code > 96 && code < 123 ? code - 86 : code > 64 && code < 91 ? code - 54 : code > 47 && code < 58 ? code - 47 : 0;
const markKey = (code: number): number => 40 ** STEM + code;

function wordKey(word: string): number {
  let key = 0;
  for (let at = 0; at < Math.min(word.length, STEM); at += 1) key = key * 40 + valueOf(word.charCodeAt(at));
  return key;
}

const asked = new Uint8Array(SLOTS);
const marks = new Set(Array.from(MARKS, (mark) => mark.charCodeAt(0)));
const others = new Set(OTHERS.split(" ").map(wordKey));
const backwards = new Set(["eht", "suoi", "ceri", "vafg"].map(wordKey));
const digitLetters = new Set(Array.from("013457@$", (digit) => digit.charCodeAt(0)));

/** The number that a word (its first four letters count) or mark has among a text's stems, once it was asked for. */
export function stemOf(word: string): number {
  const code = word.charCodeAt(0);
  const slot = slotOf(valueOf(code) === 0 ? markKey(code) : wordKey(word));
  asked[slot] = 1;
  return slot;
}

/** Reads a text once, character by character. */
export function signsOf(text: string): TextSigns {
  const stems = new Set<number>();
  const strange = new Set<number>();
  let [key, length, run, singles] = [0, 0, 0, 0];
  let blanks = 0;
  let [disguised, foreign, gaping] = [false, false, false];
  for (let at = 0; at <= text.length; at += 1) {
    const code = at === text.length ? 32 : text.charCodeAt(at);
    const value = valueOf(code);
    blanks = code < 33 ? blanks + 1 : 0;
    if (blanks > 29) gaping = true;
    if (value > 0) {
      if (length < STEM) key = key * 40 + value;
      length += 1;
      run += 1;
      if (run > 23) disguised = true;
    } else {
      if (length > 0) {
        singles = length === 1 ? singles + 1 : 0;
        const slot = slotOf(key);
        if (asked[slot] === 1) stems.add(slot);
        if (others.has(key)) strange.add(key);
        if (singles > 3 || (length > 2 && backwards.has(key))) disguised = true;
      }
      [key, length] = [0, 0];
      // `+`, `-`, `/` and `_` stand in base64 too.
      run = code === 43 || code === 45 || code === 47 || code === 95 ? run + 1 : 0;
      if (marks.has(code)) stems.add(slotOf(markKey(code)));
      if (code === 37) disguised = true;
      if (code > 0xde) {
        if (code > 0x24f) disguised = true;
        if (code < 0x250 || (code > 0x36f && code < 0x2000) || (code > 0x303f && code < 0xd800)) foreign = true;
      }
    }
    if (digitLetters.has(code) && isLetter(text, at - 1) && isLetter(text, at + 1)) disguised = true;
  }
  if (foreign || strange.size > 1) stems.add(slotOf(markKey(FOREIGN.charCodeAt(0))));
  return { stems: [...stems], disguised, gaping };
}

const isLetter = (text: string, at: number): boolean => /[a-z]/i.test(text.charAt(at));
