import type { Finding, NoiseMark } from "#shared/drift/finding.ts";
import type { View } from "#shared/drift/schema-view.ts";

/** Builds, from a schema for one place, the schema of the whole value that says only that. */
export type Wrap = (leaf: unknown) => unknown;

/** One pair of nodes under comparison. */
export interface Spot {
  readonly before: View;
  readonly after: View;
  /** The node's own pointers, before folding. */
  readonly pointer: string;
  /** Dotted path of the parameter, "" at the root. */
  readonly path: string;
  readonly wrap: Wrap;
  readonly depth: number;
}

/** The comparison as its parts see it. */
export interface SchemaWalk {
  readonly direction: "input" | "output";
  add(finding: Omit<Finding, "direction">): void;
  noise(mark: NoiseMark): void;
  /** Compares two child nodes. `wrap` undefined: the place cannot be singled out, blame the parent. */
  descend(
    spot: Spot,
    pair: { readonly before: unknown; readonly after: unknown },
    tokens: string,
    path: string,
    wrap: Wrap,
  ): void;
}

/** "parameter `a.b`", or "the arguments" at the root. */
export function subjectOf(path: string): string {
  return path === "" ? "the arguments" : `parameter \`${path}\``;
}

/** The view whose refusal would break something: the new schema for calls, the old one for results. */
export const objecting = (walk: SchemaWalk, spot: Spot): View =>
  walk.direction === "input" ? spot.after : spot.before;
