import { toPointer } from "#shared/base/json-pointer.ts";
import type { Proof, Witness } from "#shared/drift/drift.ts";
import { evaluate } from "#shared/drift/schema/evaluate.ts";
import type { Failure } from "#shared/drift/schema/evaluation.ts";
import { findCounterExample, type Search } from "#shared/drift/schema/find-counter-example.ts";
import type { SchemaDocument } from "#shared/drift/schema/schema-document.ts";

/** Says whether a value is an instance of a schema. The core's is ajv, in a worker with limits. */
export type Validator = (schema: unknown, value: unknown) => "valid" | "invalid" | "unchecked";

/** A saved call of the tool whose schema changed. */
export interface SavedCall {
  readonly name: string;
  readonly arguments: unknown;
}

export interface ProveOptions {
  /** Confirms a witness before it is shown; without one the interpreter in this room stands alone. */
  readonly validate?: Validator;
  /** A monotonic clock in milliseconds; with it, each pair of schemas gets at most `capMs`. */
  readonly now?: () => number;
  /** Default 100. */
  readonly capMs?: number;
  /** A moment of `now` after which nothing is searched any more: the budget of a whole comparison. */
  readonly until?: number;
}

/** What was proved about one difference. */
export interface Proved {
  readonly proof: Proof;
  readonly witness?: Witness;
}

/** Decisions and candidates spent on one difference: in a closed world, and in an open one. */
const CLOSED_FUEL = 6_000;
const OPEN_FUEL = 2_000;
const BRIEF_FUEL = 400;

/** Arguments and structured content are objects (MCP, CallToolRequest and CallToolResult). */
const OBJECT = { type: "object" };

/** Proves differences between one pair of schemas; the time cap is for the pair. */
export interface Prover {
  /**
   * `focus`: a schema that holds only the difference; the whole schema by default. `brief`: a short search for a
   * declared call only, for what is noise unless it is found.
   */
  prove(focus: unknown, brief?: boolean): Proved;
}

/**
 * A prover for one pair: what was valid under `from` and may be invalid under `to`. For calls that is old to new, for
 * results new to old. Saved calls are replayed first, then calls with declared properties only are searched, then any.
 */
export function proverOf(
  from: SchemaDocument,
  to: SchemaDocument,
  examples: readonly SavedCall[],
  options: ProveOptions,
): Prover {
  const { now, validate } = options;
  const deadline =
    now === undefined ? undefined : Math.min(now() + (options.capMs ?? 100), options.until ?? Number.POSITIVE_INFINITY);
  const expired = (): boolean => deadline !== undefined && now !== undefined && now() > deadline;
  let confirmed = false;
  const accept = (value: unknown): boolean => {
    confirmed = false;
    if (validate === undefined) return isBroken(from, to, value, false);
    const was = validate(from.root, value);
    const is = validate(to.root, value);
    confirmed = was === "valid" && is === "invalid";
    return confirmed || (was !== "invalid" && is !== "valid" && isBroken(from, to, value, false));
  };
  const witness = (value: unknown, focus: unknown, example?: string): Witness => ({
    value,
    from: example === undefined ? "synthesis" : "example",
    ...(example === undefined ? {} : { example }),
    fails: whereItFails(to, value, focus),
    checked: confirmed ? "validator" : "interpreter",
  });
  const search = (focus: unknown, closed: boolean, fuel: number): Search =>
    findCounterExample(from, to, {
      fuel: { left: fuel, expired },
      closed,
      ...(focus === undefined ? {} : { focus }),
      within: OBJECT,
      accept,
    });
  return {
    prove: (focus, brief = false) => {
      for (const { name, arguments: value } of examples) {
        const aimed = focus === undefined || evaluate(to, value, {}, focus) === "invalid";
        if (aimed && isBroken(from, to, value, true) && accept(value)) {
          return { proof: "broken", witness: witness(value, focus, name) };
        }
      }
      if (expired()) return { proof: "not-proven" };
      const closed = search(focus, true, brief ? BRIEF_FUEL : CLOSED_FUEL);
      if (closed.found) return { proof: "broken", witness: witness(closed.value, focus) };
      if (brief) return { proof: "none-found" };
      if (expired()) return { proof: "not-proven" };
      const open = search(focus, false, OPEN_FUEL);
      if (open.found) return { proof: "strict-only", witness: witness(open.value, focus) };
      return { proof: closed.complete && open.complete ? "none-found" : "not-proven" };
    },
  };
}

function isBroken(from: SchemaDocument, to: SchemaDocument, value: unknown, closed: boolean): boolean {
  return evaluate(from, value, { closed }) === "valid" && evaluate(to, value) === "invalid";
}

const plain = ({ keyword }: Failure): boolean => !/^(anyOf|oneOf|not|false)$/.test(keyword);

function whereItFails(to: SchemaDocument, value: unknown, focus: unknown): Witness["fails"] {
  const aimed: Failure[] = [];
  const all: Failure[] = [];
  if (focus !== undefined) evaluate(to, value, { failures: aimed }, focus);
  evaluate(to, value, { failures: all });
  const first = aimed.find(plain) ?? aimed[0] ?? all.find(plain) ?? all[0];
  const keyword = first?.keyword === "false" ? "additionalProperties" : (first?.keyword ?? "");
  return { pointer: toPointer(first?.path ?? []), keyword: keyword === "not" ? "enum" : keyword };
}
