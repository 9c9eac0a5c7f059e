import { isJsonObject, jsonEqual } from "#shared/base/json.ts";
import { compareKeywords } from "#shared/drift/compare-keywords.ts";
import { compareProperties } from "#shared/drift/compare-properties.ts";
import { compareText } from "#shared/drift/compare-text.ts";
import { compareTypes } from "#shared/drift/compare-types.ts";
import { unwrapped } from "#shared/drift/compare-wrapped.ts";
import type { Compared, Finding, NoiseMark } from "#shared/drift/finding.ts";
import { type SchemaWalk, type Spot, subjectOf, type Wrap } from "#shared/drift/schema-walk.ts";
import { fingerprint, hasReference } from "#shared/drift/schema/fingerprint.ts";
import type { SchemaDocument } from "#shared/drift/schema/schema-document.ts";
import { viewOf } from "#shared/drift/schema-view.ts";

const DEEPEST = 60;
const MOST_NODES = 20_000;

/**
 * Differences between two schemas of a tool, to any depth within limits. Local references are compared by what they
 * lead to; a pair of nodes that was compared once is not compared again, so cycles end.
 */
export function compareSchema(
  before: SchemaDocument,
  after: SchemaDocument,
  root: "/inputSchema" | "/outputSchema",
): Compared {
  const findings: Finding[] = [];
  const noise: NoiseMark[] = [];
  const direction = root === "/inputSchema" ? "input" : "output";
  const visited = new Map<object, Set<object>>();
  let nodes = 0;

  const walk: SchemaWalk = {
    direction,
    add: (finding) => findings.push({ ...finding, direction }),
    noise: (mark) => noise.push(mark),
    descend: (spot, pair, tokens, path, wrap) => {
      visit(
        pair.before,
        pair.after,
        spot.before.pointer + tokens,
        spot.after.pointer + tokens,
        path,
        wrap,
        spot.depth + 1,
      );
    },
  };

  const visit = (
    left: unknown,
    right: unknown,
    leftPointer: string,
    rightPointer: string,
    path: string,
    wrap: Wrap,
    depth: number,
  ): void => {
    nodes += 1;
    if (depth > DEEPEST || nodes > MOST_NODES) return;
    if (jsonEqual(left, right) && !hasReference(left)) return;
    if (isJsonObject(left) && isJsonObject(right)) {
      const partners = visited.get(left) ?? new Set();
      if (partners.has(right)) return;
      visited.set(left, partners.add(right));
    }
    const one = viewOf(before, left, leftPointer, root);
    const two = viewOf(after, right, rightPointer, root);
    if (one === undefined || two === undefined) {
      if (!jsonEqual(left, right)) walk.add(wholeNode(left, right, rightPointer, path, wrap, direction));
      return;
    }
    const nullable = direction === "input" ? two.nullable : one.nullable;
    const inner: Wrap = nullable ? (leaf) => wrap({ anyOf: [leaf, { type: "null" }] }) : wrap;
    const spot: Spot = { before: one, after: two, pointer: rightPointer, path, wrap: inner, depth };
    const rewritten = fingerprint(left) !== fingerprint(right) && fingerprint(one.schema) === fingerprint(two.schema);
    if (rewritten) noise.push({ kind: "equivalent-rewriting", pointer: rightPointer });
    const pair = unwrapped(walk, spot, (side, node, at) => viewOf(side === "before" ? before : after, node, at, root));
    const plain = pair?.spot ?? spot;
    texts(walk, pair?.texts ?? spot);
    if (compareTypes(walk, plain) === "nothing in common") return;
    compareKeywords(walk, plain);
    compareProperties(walk, plain);
  };

  visit(before.root, after.root, root, root, "", (leaf) => leaf, 0);
  return { findings, noise };
}

function wholeNode(
  before: unknown,
  after: unknown,
  pointer: string,
  path: string,
  wrap: Wrap,
  direction: "input" | "output",
): Omit<Finding, "direction"> {
  const focus = { schema: wrap(direction === "input" ? after : before) };
  return { kind: "schema-rule-changed", pointer, before, after, subject: subjectOf(path), focus };
}

/** Share of the words of a parameter's text that must stay for it to be only reworded. */
const REWORDED = 0.5;

function texts(walk: SchemaWalk, spot: Spot): void {
  for (const keyword of ["description", "title"] as const) {
    const before = spot.before.schema[keyword];
    const after = spot.after.schema[keyword];
    if (jsonEqual(before, after)) continue;
    const [was, is] = [before, after].map((value) => (typeof value === "string" ? value : ""));
    const text = compareText(was ?? "", is ?? "", REWORDED);
    walk.add({
      kind: keyword === "title" ? "title-changed" : "parameter-description-changed",
      pointer: `${(after === undefined ? spot.before : spot.after).pointer}/${keyword}`,
      before,
      after,
      subject: `the ${keyword} of ${subjectOf(spot.path)}`,
      text: text ?? { grade: "cosmetic", words: [], why: "only its JSON type differs" },
    });
  }
}
