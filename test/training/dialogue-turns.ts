import { join } from "node:path";
import type { DecideInput } from "#shared/converse/simulate/decision.ts";
import type { Pending } from "#shared/converse/simulate/pending.ts";
import { indexTools } from "#shared/converse/simulate/index-tools.ts";
import { dataSet, readLines } from "./tool-data.ts";

interface Dialogue {
  readonly turns: readonly {
    readonly user: string;
    readonly tool: string | null;
    readonly informed: Readonly<Record<string, readonly string[]>>;
    readonly system: string;
    readonly acts: readonly string[];
  }[];
}

/** One user turn of a dialogue with the right tool given, and the required parameters nobody has told by then. */
interface DialogueTurn {
  readonly input: DecideInput;
  readonly missing: readonly string[];
}

/**
 * The turns of the dialogues until the first offer or call: what was informed before is known, what the system asked for
 * last is the open question.
 */
export function dialogueTurns(folder: string): readonly DialogueTurn[] {
  const set = dataSet(folder, "sgd_intent");
  const all = set.rows[0] === undefined ? [] : set.toolsOf(set.rows[0]);
  return readLines<Dialogue>(join(folder, "sgd_dialogues.jsonl")).flatMap(({ turns }) => {
    const made: DialogueTurn[] = [];
    let known: Record<string, string> = {};
    let current: string | null = null;
    let open: readonly string[] = [];
    for (const turn of turns) {
      const tool = all.find(({ name }) => name === turn.tool);
      if (tool === undefined) break;
      if (turn.tool !== current) [known, open] = [{}, []];
      const index = indexTools([tool]);
      const required = (tool.inputSchema["required"] ?? []) as readonly string[];
      const pending: Pending | undefined =
        current === turn.tool && open.length > 0
          ? { tool: tool.name, position: 0, args: { ...known }, asked: open }
          : undefined;
      current = turn.tool;
      for (const [name, values] of Object.entries(turn.informed)) known[name] = values[0] ?? "";
      const missing = required.filter((name) => !Object.hasOwn(known, name));
      made.push({ input: { index, utterance: turn.user, pending }, missing });
      if (turn.acts.some((act) => /^(OFFER|CONFIRM|NOTIFY|INFORM)/.test(act))) break;
      open = turn.acts.flatMap((act) => (act.startsWith("REQUEST:") ? [act.slice("REQUEST:".length)] : []));
    }
    return made;
  });
}
