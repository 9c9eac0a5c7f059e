import type { Noise, NoiseKind } from "#shared/drift/drift.ts";
import type { NoiseMark } from "#shared/drift/finding.ts";

/** What each kind is called in its one line. */
const NAMES: { readonly [K in NoiseKind]: string } = {
  "schema-dialect": "`$schema` added, dropped or changed",
  execution: "`execution` added, dropped or changed",
  order: "another order",
  "additional-properties": "`additionalProperties` opened or closed where no declared call notices",
  "first-annotations": "annotations given for the first time",
  "equivalent-rewriting": "the same schema spelled otherwise",
  metadata: "`_meta`, icons or hints of the server's own",
};

const ORDER: readonly NoiseKind[] = [
  "schema-dialect",
  "execution",
  "additional-properties",
  "first-annotations",
  "equivalent-rewriting",
  "order",
  "metadata",
];

/** Collects what means nothing and folds it to one line a kind. */
export class NoiseHeap {
  readonly #seen = new Set<string>();
  readonly #places = new Map<NoiseKind, { readonly tool: string; readonly pointer: string }[]>();

  /** Adds what was found at one tool; "" is the list itself. */
  add(tool: string, marks: readonly NoiseMark[]): void {
    for (const { kind, pointer } of marks) {
      const places = this.#places.get(kind) ?? [];
      this.#places.set(kind, places);
      const key = `${kind} ${tool} ${pointer}`;
      if (!this.#seen.has(key)) places.push({ tool, pointer });
      this.#seen.add(key);
    }
  }

  /** One line a kind, in a fixed order. */
  fold(): readonly Noise[] {
    return ORDER.flatMap((kind) => {
      const places = this.#places.get(kind);
      if (places === undefined) return [];
      const tools = new Set(places.map(({ tool }) => tool).filter((tool) => tool !== ""));
      const where = tools.size === 0 ? "the list" : `${tools.size} ${tools.size === 1 ? "tool" : "tools"}`;
      return [{ kind, said: `${NAMES[kind]} (${where})`, count: places.length, places }];
    });
  }
}
