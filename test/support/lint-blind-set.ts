import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "#shared/base/json.ts";
import { lint } from "#shared/lint/lint.ts";
import { asTools } from "./lint-data.ts";

/**
 * `mend`: the rules were widened with it in view; `hold`: it was measured only; `fresh`: written after that, measured,
 * and then the rules were widened once more. `last`: written to get past the rules by one who knew them; the weighing of
 * signs (T309) was made after it.
 */
export type Half = "mend" | "hold" | "fresh" | "last";

/** A definition written before any rule's source was read. */
export interface BlindRow {
  readonly half: Half;
  readonly family: string;
  readonly tool: JsonObject;
  /** Names of tools of another server that the assistant has too. */
  readonly others?: readonly string[];
}
export interface Attack extends BlindRow {
  /** `clear`: a reader sees the harm at once; `subtle`: by hints, or disguised. */
  readonly level: "clear" | "subtle";
}

const FOLDER = join(import.meta.dirname, "../shared/lint/blind");
const read = <T>(file: string): readonly T[] => JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as readonly T[];

/** Poisoned definitions in words of our own, of the families of the public literature. */
export const attacks = (): readonly Attack[] => read<Attack>("attacks.json");
/** Honest definitions that look alike. */
export const lookalikes = (): readonly BlindRow[] => read<BlindRow>("lookalikes.json");

/** The rules for hostile texts (T301 to T309) that speak on the row's tool, with the other server's tools beside it; hints do not count. */
export function hostileRules({ tool, others = [] }: BlindRow): readonly string[] {
  const beside = others.map((name) => ({ name, description: "Does its work.", inputSchema: { type: "object" } }));
  const found = lint({ tools: [...asTools([tool], "blind"), ...asTools(beside, "other")] });
  return found.flatMap(({ ruleId, target, severity }) =>
    /^T30\d$/.test(ruleId) && severity !== "hint" && target.kind === "tool" && target.tool === tool["name"]
      ? [ruleId]
      : [],
  );
}
