/** One string of a tool entry, or one of its keys, with the place where it stands. */
export interface PlacedText {
  readonly pointer: string;
  readonly text: string;
  /** `key`: a property's own name. `prose`: title, description, comment. `value`: anything else. */
  readonly role: "key" | "prose" | "value";
  /** What the text was written in where it is one that hid in another, e.g. `base64`. */
  readonly disguise?: string;
}

const PROSE = /^(title|description|\$comment|markdownDescription|summary|instructions)$/;
const MOST = 20_000;

/** One reference token of a JSON Pointer; nearly every key needs no escaping. */
function step(name: string): string {
  return /[~/]/.test(name) ? `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}` : `/${name}`;
}

/** Printable ASCII without a blank: a type name, an id, a plain key. Nothing can hide in it and it says nothing. */
const BARE = /^[!-~]*$/;

/**
 * The strings and keys of a JSON value that can say or hide something, in document order: everything but plain keys and
 * one-word values. At most 20,000 values are looked at.
 */
export function collectTexts(root: unknown): readonly PlacedText[] {
  const texts: PlacedText[] = [];
  const stack: { readonly value: object; readonly pointer: string; readonly key: string }[] = [];
  if (typeof root === "object" && root !== null) stack.push({ value: root, pointer: "", key: "" });
  let seen = 0;
  for (let at = stack.pop(); at !== undefined && seen < MOST; at = stack.pop()) {
    const array = Array.isArray(at.value);
    const deeper: typeof stack = [];
    for (const [name, member] of Object.entries(at.value)) {
      seen += 1;
      if (seen >= MOST) break;
      const key = array ? at.key : name;
      if (!array && !BARE.test(name)) texts.push({ pointer: at.pointer + step(name), text: name, role: "key" });
      if (typeof member === "string") {
        const prose = PROSE.test(key);
        if (prose || !BARE.test(member)) {
          texts.push({ pointer: at.pointer + step(name), text: member, role: prose ? "prose" : "value" });
        }
      } else if (typeof member === "object" && member !== null) {
        deeper.push({ value: member as object, pointer: at.pointer + step(name), key });
      }
    }
    for (const one of deeper.toReversed()) stack.push(one);
  }
  return texts;
}
