/** One string of a tool entry, or one of its keys, with the place where it stands. */
export interface PlacedText {
  readonly pointer: string;
  readonly text: string;
  /** `key`: a property's own name. `prose`: title, description, comment. `value`: anything else. */
  readonly role: "key" | "prose" | "value";
}

const PROSE = /^(title|description|\$comment|markdownDescription|summary|instructions)$/;
const MOST = 20_000;

/** One reference token of a JSON Pointer; nearly every key needs no escaping. */
function step(name: string): string {
  return /[~/]/.test(name) ? `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}` : `/${name}`;
}

/** Every string and every key of a JSON value, in document order; at most 20,000 values are looked at. */
export function collectTexts(root: unknown): readonly PlacedText[] {
  const texts: PlacedText[] = [];
  const stack: { readonly value: unknown; readonly pointer: string; readonly key: string }[] = [
    { value: root, pointer: "", key: "" },
  ];
  for (let seen = 0; seen < MOST; seen += 1) {
    const at = stack.pop();
    if (at === undefined) break;
    const { value, pointer, key } = at;
    if (typeof value === "string") texts.push({ pointer, text: value, role: PROSE.test(key) ? "prose" : "value" });
    if (typeof value !== "object" || value === null) continue;
    const array = Array.isArray(value);
    const members = Object.entries(value).slice(0, MOST);
    for (const [name, member] of members.toReversed()) {
      stack.push({ value: member, pointer: pointer + step(name), key: array ? key : name });
    }
    if (!array) for (const [name] of members) texts.push({ pointer: pointer + step(name), text: name, role: "key" });
  }
  return texts;
}
