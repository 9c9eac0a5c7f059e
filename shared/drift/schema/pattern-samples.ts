/** A regular expression as far as samples need it. */
type Node =
  | { readonly kind: "characters"; readonly choices: readonly string[] }
  | { readonly kind: "sequence"; readonly parts: readonly Node[] }
  | { readonly kind: "either"; readonly ways: readonly Node[] }
  | { readonly kind: "repeat"; readonly of: Node; readonly least: number; readonly most: number }
  | { readonly kind: "start" | "end" | "nothing" };

const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
const CLASSES: ReadonlyMap<string, readonly string[]> = new Map([
  ["d", PRINTABLE.filter((char) => /\d/.test(char))],
  ["w", PRINTABLE.filter((char) => /\w/.test(char))],
  ["s", [" ", "\t"]],
  ["D", PRINTABLE.filter((char) => /\D/.test(char))],
  ["W", PRINTABLE.filter((char) => /\W/.test(char))],
  ["S", PRINTABLE.filter((char) => /\S/.test(char))],
]);
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["f", "\f"],
  ["v", "\v"],
  ["0", "\0"],
]);

/**
 * Texts that a pattern probably matches, shortest first: every alternative, several repeat counts, and those
 * characters of a class that the other patterns (`against`) tell apart. The caller checks them; at most `most`.
 */
export function* patternSamples(pattern: string, against: readonly string[], most: number): Generator<string> {
  const tree = new Parser(pattern).read();
  if (tree === undefined) return;
  const special = [...new Set(against.join(""))].filter((char) => /[\w-]/.test(char));
  const seen = new Set<string>();
  const anchoredStart = pattern.startsWith("^");
  const anchoredEnd = pattern.endsWith("$");
  for (let turn = 0; turn < most * 3 && seen.size < most; turn += 1) {
    const dice = new Dice(turn, special);
    const core = render(tree, dice, 0);
    if (core.length > 2_000) continue;
    const wrapped = [core];
    if (turn < 4 && !anchoredStart) wrapped.push(`x${core}`, ` ${core}`);
    if (turn < 4 && !anchoredEnd) wrapped.push(`${core}x`, `${core} `);
    for (const text of wrapped) {
      if (seen.has(text)) continue;
      seen.add(text);
      yield text;
    }
  }
}

/** Choices in a fixed order: turn 0 takes the first everywhere, later turns vary one thing after another. */
class Dice {
  #state: number;
  readonly #turn: number;
  readonly special: readonly string[];
  constructor(turn: number, special: readonly string[]) {
    this.#turn = turn;
    this.#state = turn * 2_654_435_761;
    this.special = special;
  }
  /** An index below `size`. */
  pick(size: number): number {
    if (size <= 1 || this.#turn === 0) return 0;
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#turn <= 3 ? Math.min(this.#turn, size - 1) : (this.#state >>> 8) % size;
  }
}

function render(node: Node, dice: Dice, depth: number): string {
  if (depth > 60) return "";
  switch (node.kind) {
    case "characters": {
      const known = dice.special.filter((char) => node.choices.includes(char));
      const ends = [node.choices[0], node.choices.at(-1), node.choices[Math.floor(node.choices.length / 2)]];
      const options = [...new Set([...ends, ...known])];
      return options[dice.pick(options.length)] ?? "";
    }
    case "sequence":
      return node.parts.map((part) => render(part, dice, depth + 1)).join("");
    case "either": {
      const way = node.ways[dice.pick(node.ways.length)];
      return way === undefined ? "" : render(way, dice, depth + 1);
    }
    case "repeat": {
      const counts = [node.least, node.least + 1, node.least + 2, Math.min(node.most, node.least + 5), node.most];
      const fit = [...new Set(counts.filter((count) => count <= Math.min(node.most, node.least + 200)))];
      const count = fit[dice.pick(fit.length)] ?? node.least;
      return Array.from({ length: Math.min(count, 1_000) }, () => render(node.of, dice, depth + 1)).join("");
    }
    case "start":
    case "end":
    case "nothing":
      return "";
    default:
      throw new Error(`unexpected node: ${JSON.stringify(node satisfies never)}`);
  }
}

/** Reads the common part of ECMA-262 patterns; undefined for the rest (look-around, back-references, \p). */
class Parser {
  readonly #text: string;
  #at = 0;
  #bad = false;
  constructor(text: string) {
    this.#text = text;
  }

  read(): Node | undefined {
    if (this.#text.length > 1_000) return undefined;
    const node = this.#either(0);
    return this.#bad || this.#at < this.#text.length ? undefined : node;
  }

  #either(depth: number): Node {
    const ways = [this.#sequence(depth)];
    while (this.#text[this.#at] === "|") {
      this.#at += 1;
      ways.push(this.#sequence(depth));
    }
    return ways.length === 1 && ways[0] !== undefined ? ways[0] : { kind: "either", ways };
  }

  #sequence(depth: number): Node {
    const parts: Node[] = [];
    if (depth > 40) this.#bad = true;
    while (this.#at < this.#text.length && !this.#bad && !"|)".includes(this.#text[this.#at] ?? "")) {
      parts.push(this.#repeated(this.#atom(depth)));
    }
    return { kind: "sequence", parts };
  }

  #repeated(of: Node): Node {
    const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(this.#text.slice(this.#at, this.#at + 24));
    if (found === null) return of;
    this.#at += found[0].length;
    if (found[1] !== undefined) {
      return { kind: "repeat", of, least: found[1] === "+" ? 1 : 0, most: found[1] === "?" ? 1 : 1_000 };
    }
    const least = Number(found[2]);
    const most = found[3] === "" ? least : found[4] === "" ? least + 1_000 : Number(found[4]);
    return { kind: "repeat", of, least, most };
  }

  #atom(depth: number): Node {
    const char = this.#text[this.#at] ?? "";
    this.#at += 1;
    if (char === "^") return { kind: "start" };
    if (char === "$") return { kind: "end" };
    if (char === ".") return { kind: "characters", choices: PRINTABLE };
    if (char === "[") return { kind: "characters", choices: this.#class() };
    if (char === "\\") return { kind: "characters", choices: this.#escape() };
    if (char !== "(") return { kind: "characters", choices: [char] };
    if (this.#text[this.#at] === "?") {
      const intro = /^\?(:|<[A-Za-z]\w*>)/.exec(this.#text.slice(this.#at, this.#at + 40));
      if (intro === null) this.#bad = true;
      this.#at += intro?.[0].length ?? 1;
    }
    const inner = this.#either(depth + 1);
    if (this.#text[this.#at] === ")") this.#at += 1;
    else this.#bad = true;
    return inner;
  }

  #escape(): readonly string[] {
    const char = this.#text[this.#at] ?? "";
    this.#at += 1;
    if (/[1-9bBpPk]/.test(char)) this.#bad = true;
    const code = /^(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/.exec(this.#text.slice(this.#at - 1, this.#at + 4));
    if (code !== null) {
      this.#at += code[0].length - 1;
      return [String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? "0", 16))];
    }
    return CLASSES.get(char) ?? [ESCAPES.get(char) ?? char];
  }

  #class(): readonly string[] {
    const negated = this.#text[this.#at] === "^";
    if (negated) this.#at += 1;
    const chars = new Set<string>();
    while (this.#at < this.#text.length && this.#text[this.#at] !== "]") {
      const from = this.#one();
      const last = from.length === 1 ? from[0] : undefined;
      if (last !== undefined && this.#text[this.#at] === "-" && this.#text[this.#at + 1] !== "]") {
        this.#at += 1;
        const to = this.#one()[0] ?? last;
        const end = Math.min(to.charCodeAt(0), last.charCodeAt(0) + 300);
        for (let code = last.charCodeAt(0); code <= end; code += 1) chars.add(String.fromCharCode(code));
      } else for (const char of from) chars.add(char);
    }
    if (this.#text[this.#at] === "]") this.#at += 1;
    else this.#bad = true;
    const choices = negated ? PRINTABLE.filter((char) => !chars.has(char)) : [...chars];
    // Letters before punctuation: a witness should be readable.
    return choices.sort((left, right) => Number(/\W/.test(left)) - Number(/\W/.test(right)));
  }

  #one(): readonly string[] {
    const char = this.#text[this.#at] ?? "";
    this.#at += 1;
    return char === "\\" ? this.#escape() : [char];
  }
}
