import { toPointer } from "#shared/base/json-pointer.ts";
import { isJsonObject, jsonEqual, type JsonObject } from "#shared/base/json.ts";
import type { Compared } from "#shared/drift/finding.ts";

/** Lists whose order means nothing. */
const SETS = /\/(required|enum|type|dependentRequired\/[^/]*)$/;
const DEFINITIONS = /^\/(inputSchema|outputSchema)\/(\$defs|definitions)(\/|$)/;
const DEEPEST = 100;

interface Difference {
  readonly pointer: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * What the comparisons by kind left out, so that every difference of the raw JSON is accounted for. Definitions that
 * nothing reachable uses differently and other spellings of the same are noise; the rest is a change of its own.
 */
export function sweep(
  before: JsonObject,
  after: JsonObject,
  changes: readonly { readonly pointer: string; readonly alsoAt?: readonly string[] }[],
  noise: readonly { readonly pointer: string }[],
): Compared {
  const known = new Covered([
    ...changes.flatMap(({ pointer, alsoAt }) => [pointer, ...(alsoAt ?? [])]),
    ...noise.map(({ pointer }) => pointer),
  ]);
  const compared: Compared = { findings: [], noise: [] };
  for (const difference of rawDifferences(before, after)) {
    const { pointer } = difference;
    if (pointer === "/name" || known.has(pointer)) continue; // two names are one tool that was renamed, which is told
    if (DEFINITIONS.test(pointer) || pointer.endsWith("/$ref")) {
      compared.noise.push({ kind: "equivalent-rewriting", pointer });
    } else if (isSet(difference)) compared.noise.push({ kind: "order", pointer });
    else if (isEmptyOrAbsent(difference)) compared.noise.push({ kind: "equivalent-rewriting", pointer });
    else {
      const direction = pointer.startsWith("/outputSchema") ? "output" : "input";
      compared.findings.push({ ...difference, kind: "schema-rule-changed", direction, subject: `\`${pointer}\`` });
    }
  }
  return compared;
}

/** Pointers that are accounted for, asked in the length of a pointer and not of the list. */
export class Covered {
  readonly #known = new Set<string>();
  readonly #above = new Set<string>();

  constructor(pointers: Iterable<string>) {
    for (const pointer of pointers) {
      if (this.#known.has(pointer)) continue;
      this.#known.add(pointer);
      for (const prefix of prefixes(pointer)) this.#above.add(prefix);
    }
  }

  /** Whether a difference lies at or under a known pointer, or a known pointer lies under it. */
  has(pointer: string): boolean {
    if (this.#known.has(pointer) || this.#above.has(pointer)) return true;
    for (const prefix of prefixes(pointer)) if (this.#known.has(prefix)) return true;
    return false;
  }
}

/** The pointers above one, the root left out. */
function* prefixes(pointer: string): Generator<string> {
  for (let at = pointer.lastIndexOf("/"); at > 0; at = pointer.lastIndexOf("/", at - 1)) yield pointer.slice(0, at);
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  (Array.isArray(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0);

/** An empty list or map where there was none: `required: []`, `properties: {}`, `annotations: {}`. */
function isEmptyOrAbsent({ before, after }: Difference): boolean {
  return isEmpty(before) && isEmpty(after);
}

function isSet({ pointer, before, after }: Difference): boolean {
  if (!SETS.test(pointer) || !Array.isArray(before) || !Array.isArray(after) || before.length !== after.length)
    return false;
  return before.every((item) => after.some((other) => jsonEqual(item, other)));
}

/** The places where two JSON values differ: the deepest objects' members, and lists as a whole where they are sets. */
export function* rawDifferences(before: unknown, after: unknown, pointer = "", depth = 0): Generator<Difference> {
  if (jsonEqual(before, after)) return;
  if (depth < DEEPEST && isJsonObject(before) && isJsonObject(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const one = Object.hasOwn(before, name) ? before[name] : undefined;
      const two = Object.hasOwn(after, name) ? after[name] : undefined;
      yield* rawDifferences(one, two, pointer + toPointer([name]), depth + 1);
    }
  } else if (depth < DEEPEST && Array.isArray(before) && Array.isArray(after) && !SETS.test(pointer)) {
    for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
      yield* rawDifferences(before[index], after[index], `${pointer}/${index}`, depth + 1);
    }
  } else yield { pointer, before, after };
}
