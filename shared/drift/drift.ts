import type { TextGrade, WordEdit } from "#shared/drift/compare-text.ts";

/** How bad a change is, for one audience or over all. */
export type Level = "breaking" | "risky" | "harmless";

/**
 * The level for each who depends on a tool: the model that reads its definition, a prompt that names what changed,
 * and calls that were saved (examples, suites, scripts).
 */
export interface Levels {
  readonly model: Level;
  readonly prompt: Level;
  readonly calls: Level;
}

/** What happened, named after what a person would say. The comments give the catalogue's numbers. */
export type ChangeKind =
  | "tool-removed" // D01
  | "tool-renamed" // D02
  | "tool-consolidated" // D03
  | "tool-split" // D04
  | "tool-added" // D05
  | "name-collision-appeared" // D06
  | "required-parameter-added" // D10
  | "parameter-became-required" // D11
  | "parameter-became-optional"
  | "optional-parameter-added" // D12
  | "parameter-removed" // D13
  | "parameter-renamed" // D14
  | "type-widened" // D20
  | "type-narrowed"
  | "type-changed"
  | "enum-value-added" // D21
  | "enum-value-removed"
  | "enum-value-recased"
  | "enum-introduced"
  | "enum-dropped"
  | "constraint-tightened" // D22
  | "constraint-loosened"
  | "constraint-changed"
  | "format-changed"
  | "default-changed" // D23
  | "object-closed" // D24, where it is more than noise
  | "alternatives-changed" // D25
  | "schema-rule-changed"
  | "tool-description-changed" // D30
  | "parameter-description-changed" // D31
  | "annotation-changed" // D40
  | "output-schema-added" // D41
  | "output-schema-removed"
  | "title-changed" // D42
  | "other-field-changed"
  | "schema-collapsed" // D45
  | "schema-restored"; // D45, undone

/** Kinds whose change carries a graded, word by word comparison. */
type TextKind = "tool-description-changed" | "parameter-description-changed" | "title-changed";

/** A call (or, for an output schema, a result) that shows what a change does. */
export interface Witness {
  /** The arguments of the call, or the structured content of the result. */
  readonly value: unknown;
  /** `example`: a saved call of the user's; `synthesis`: made by the search. */
  readonly from: "example" | "synthesis";
  readonly example?: string;
  /** Where in the value the new schema objects, as a JSON Pointer, and to which keyword. */
  readonly fails: { readonly pointer: string; readonly keyword: string };
  /** Who says so: the interpreter in this room alone, or the validator of the core as well. */
  readonly checked: "interpreter" | "validator";
}

/**
 * How far "breaking for saved calls" is proved. `broken`: the witness uses declared properties only.
 * `strict-only`: the witness needs properties that were never declared. `none-found`: a whole search found nothing.
 * `not-proven`: a limit was hit first, or no search was made.
 */
export type Proof = "broken" | "strict-only" | "none-found" | "not-proven";

interface ChangeBase {
  /** Where, as a JSON Pointer into the tool after the change (before it, for what was removed). */
  readonly pointer: string;
  /** Other places that differ because of it: the old name of a renamed parameter, the list of required ones. */
  readonly alsoAt?: readonly string[];
  readonly level: Level;
  readonly levels: Levels;
  /** One sentence for a person. */
  readonly reason: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly proof?: Proof;
  readonly witness?: Witness;
  /** `output`: the change is in the output schema, judged the other way round. */
  readonly direction?: "input" | "output";
  /** The parameter or enum value that a prompt could name. */
  readonly names?: readonly string[];
}

type Extra<K extends ChangeKind> = K extends TextKind
  ? { readonly grade: TextGrade; readonly words: readonly WordEdit[] }
  : K extends "tool-consolidated" | "tool-renamed" | "tool-split"
    ? { readonly moves: readonly Move[] }
    : unknown;

/** One difference between two versions of a tool. */
export type Change = { readonly [K in ChangeKind]: ChangeBase & { readonly kind: K } & Extra<K> }[ChangeKind];

/** Where calls of an old tool go now: another name, and an argument that picks what it does. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** The argument to add, where the new tool does several things: `method = "get"`. */
  readonly set?: { readonly parameter: string; readonly value: string };
  /** 0 to 1: how sure the pairing is. */
  readonly confidence: number;
}

/** What happened to one tool (or to several that became one, or to one that became several). */
export interface ToolChange {
  readonly name: string;
  readonly change: "added" | "removed" | "renamed" | "consolidated" | "split" | "changed";
  readonly from?: string | readonly string[];
  readonly to?: string | readonly string[];
  readonly level: Level;
  readonly changes: readonly Change[];
}

/** Differences that mean nothing, under the name of their cause. */
export type NoiseKind =
  | "schema-dialect" // `$schema` added, dropped or moved to another dialect
  | "execution" // the `execution` member, stamped on by SDKs
  | "order" // the order of tools, or of a list whose order has no meaning
  | "additional-properties" // `additionalProperties` flipped where no declared call notices
  | "first-annotations" // annotations where there were none
  | "equivalent-rewriting" // another spelling of the same schema
  | "metadata"; // `_meta`, `icons` and other things that neither model nor call sees

export interface Noise {
  readonly kind: NoiseKind;
  /** One line that says what it holds: "`execution` on 12 tools". */
  readonly said: string;
  readonly count: number;
  readonly places: readonly { readonly tool: string; readonly pointer: string }[];
}

/** D43 and D44 of the catalogue. */
export type ServerChangeKind =
  | "instructions-changed"
  | "protocol-version-changed"
  | "server-name-changed"
  | "server-version-changed"
  | "capabilities-changed"
  | "asked-otherwise"
  | "version-not-raised";

/** A difference that is no tool's. `pointer` leads into what the server said while connecting. */
export interface ServerChange {
  readonly kind: ServerChangeKind;
  readonly pointer: string;
  readonly level: Level;
  readonly levels: Levels;
  /** One sentence for a person. */
  readonly reason: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly grade?: TextGrade;
  readonly words?: readonly WordEdit[];
}

/** What changed between two tool lists. Nothing changed: `level` is harmless and all lists are empty. */
export interface Drift {
  readonly level: Level;
  readonly summary: string;
  readonly noise: readonly Noise[];
  readonly tools: readonly ToolChange[];
  /** What changed about the server itself (D43, D44); absent where nothing did, or where nothing is known of it. */
  readonly server?: readonly ServerChange[];
}

const RANK: { readonly [L in Level]: number } = { harmless: 0, risky: 1, breaking: 2 };

/** The worst of several levels; harmless where there are none. */
export function worst(levels: Iterable<Level>): Level {
  let found: Level = "harmless";
  for (const level of levels) if (RANK[level] > RANK[found]) found = level;
  return found;
}

/** Whether a level is at least as bad as another. */
export function atLeast(level: Level, floor: Level): boolean {
  return RANK[level] >= RANK[floor];
}

/**
 * One level out of three. A prompt counts as risky at most: it breaks only if it names what changed, and that is for
 * `impactOf` to say.
 */
export function overall(levels: Levels): Level {
  return worst([levels.model, levels.calls, levels.prompt === "breaking" ? "risky" : levels.prompt]);
}
