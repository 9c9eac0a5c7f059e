import type { JsonObject } from "#shared/base/json.ts";
import { type Change, type ChangeKind, type Levels, type Move, overall } from "#shared/drift/drift.ts";
import { levelsOf, rowOf } from "#shared/drift/levels.ts";

interface Said {
  readonly reason?: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly moves?: readonly Move[];
  readonly names?: readonly string[];
  readonly levels?: Partial<Levels>;
}

function whole(kind: ChangeKind, said: Said): Change {
  const levels: Levels = { ...levelsOf(kind, "input", undefined), ...said.levels };
  const { reason, levels: _levels, ...rest } = said;
  const change = { kind, pointer: "", level: overall(levels), levels, reason: reason ?? rowOf(kind).why, ...rest };
  return change as Change;
}

/** What a move asks of a call: "`get_issue` is now `issue_read` with `method` = `get`". */
function moveSaid(move: Move): string {
  const set = move.set === undefined ? "" : ` with \`${move.set.parameter}\` = \`${move.set.value}\``;
  return `\`${move.from}\` is now \`${move.to}\`${set}`;
}

const saidAll = (moves: readonly Move[]): string => moves.map(moveSaid).join("; ");

/** Changes of whole tools. */
export const judgeTool = {
  removed: (raw: JsonObject): readonly Change[] => [whole("tool-removed", { before: raw, names: nameOf(raw) })],

  added: (raw: JsonObject, confused: string | undefined, collision: boolean): readonly Change[] => {
    const said: Said =
      confused === undefined
        ? { after: raw }
        : {
            after: raw,
            levels: { model: "risky" },
            reason: `A new tool that the model may confuse with \`${confused}\`.`,
          };
    const changes = [whole("tool-added", said)];
    if (collision) changes.push(whole("name-collision-appeared", { after: raw["name"] }));
    return changes;
  },

  renamed: (move: Move): readonly Change[] => [
    whole("tool-renamed", {
      before: move.from,
      after: move.to,
      moves: [move],
      names: [move.from],
      reason: `${moveSaid(move)}: calls and prompts by the old name fail.`,
    }),
  ],

  merged: (moves: readonly Move[]): readonly Change[] =>
    moves.length === 0
      ? []
      : [
          whole("tool-consolidated", {
            before: moves.map(({ from }) => from),
            after: moves[0]?.to,
            moves,
            names: moves.map(({ from }) => from),
            reason: `${moves.length === 1 ? "One tool" : `${moves.length} tools`} went into one that is told what to do by an argument: ${saidAll(moves)}.`,
          }),
        ],

  divided: (moves: readonly Move[]): readonly Change[] =>
    moves.length === 0
      ? []
      : [
          whole("tool-split", {
            before: moves[0]?.from,
            after: moves.map(({ to }) => to),
            moves,
            names: moves.slice(0, 1).map(({ from }) => from),
            reason: `One tool became several: ${moves.map(({ to, set }) => `\`${to}\`${set === undefined ? "" : ` for \`${set.value}\``}`).join(", ")}.`,
          }),
        ],

  /** A definition that nests too deep to be compared. */
  opaque: (): readonly Change[] => [
    whole("other-field-changed", {
      levels: { model: "risky", calls: "risky" },
      reason: "The definition differs and nests too deep to be compared part by part. Not proven.",
    }),
  ],
};

const nameOf = (raw: JsonObject): readonly string[] => (typeof raw["name"] === "string" ? [raw["name"]] : []);
