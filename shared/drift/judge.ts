import type { TextGrade } from "#shared/drift/compare-text.ts";
import {
  type Change,
  type ChangeKind,
  type Level,
  type Levels,
  overall,
  type Proof,
  type Witness,
} from "#shared/drift/drift.ts";
import type { Finding } from "#shared/drift/finding.ts";
import { levelsOf, rowOf } from "#shared/drift/levels.ts";
import type { Proved } from "#shared/drift/prove.ts";

/** A finding with its levels and its sentence. */
export function judge(finding: Finding, proved: Proved | undefined): Change {
  const levels = gradedLevels(finding, levelsOf(finding.kind, finding.direction, proved?.proof));
  const change = {
    kind: finding.kind,
    pointer: finding.pointer,
    ...(finding.alsoAt === undefined ? {} : { alsoAt: finding.alsoAt }),
    level: overall(levels),
    levels,
    reason: reasonOf(finding, proved),
    ...(finding.before === undefined ? {} : { before: finding.before }),
    ...(finding.after === undefined ? {} : { after: finding.after }),
    ...(proved === undefined ? {} : { proof: proved.proof }),
    ...(proved?.witness === undefined ? {} : { witness: proved.witness }),
    ...(finding.pointer.startsWith("/outputSchema") ? { direction: finding.direction } : {}),
    ...(finding.names === undefined ? {} : { names: finding.names }),
    ...(finding.text === undefined ? {} : { grade: finding.text.grade, words: finding.text.words }),
  };
  return change as Change;
}

/** How much a text's grade weighs for the model: a tool's description decides whether it is picked at all. */
const TOOL_TEXT: { readonly [G in TextGrade]: Level } = {
  cosmetic: "harmless",
  reworded: "risky",
  "text-added": "risky",
  "part-lost": "risky",
  "meaning-changed": "risky",
  "new-instruction": "risky",
};
const PARAMETER_TEXT: { readonly [G in TextGrade]: Level } = {
  ...TOOL_TEXT,
  reworded: "harmless",
  "text-added": "harmless",
};
const TITLE_TEXT: { readonly [G in TextGrade]: Level } = {
  cosmetic: "harmless",
  reworded: "harmless",
  "text-added": "harmless",
  "part-lost": "harmless",
  "meaning-changed": "harmless",
  "new-instruction": "risky",
};

function gradedLevels(finding: Finding, levels: Levels): Levels {
  if (finding.text === undefined) return levels;
  const { grade } = finding.text;
  const table = textTable(finding.kind);
  if (table === undefined || (finding.direction === "output" && grade !== "new-instruction")) {
    return { model: "harmless", prompt: "harmless", calls: "harmless" };
  }
  const model = table[grade];
  return { model, prompt: finding.kind === "tool-description-changed" ? model : "harmless", calls: "harmless" };
}

function textTable(kind: ChangeKind): { readonly [G in TextGrade]: Level } | undefined {
  if (kind === "tool-description-changed") return TOOL_TEXT;
  if (kind === "parameter-description-changed") return PARAMETER_TEXT;
  return kind === "title-changed" ? TITLE_TEXT : undefined;
}

const PROOFS: { readonly [P in Proof]: string } = {
  broken: "",
  "strict-only": " Only values with undeclared properties or of undeclared shape show it.",
  "none-found": "",
  "not-proven": " Not proven: the search stopped at a limit.",
};

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function reasonOf(finding: Finding, proved: Proved | undefined): string {
  const { why } = rowOf(finding.kind, finding.direction);
  const where =
    finding.direction === "output" ? finding.subject.replaceAll("parameter", "result member") : finding.subject;
  const about = finding.text === undefined ? (finding.note ?? "") : finding.text.why;
  const head = `${capital(where)}${about === "" ? "" : ` (${about})`}: `;
  const said =
    finding.text?.grade === "cosmetic"
      ? "Nothing that a reader would notice."
      : ((proved && provedWhy(finding, proved)) ?? why);
  const shown = proved?.witness === undefined ? "" : ` ${witnessSaid(proved.witness)}`;
  const floor = proved?.proof === "none-found" ? noneFound(finding) : "";
  return `${head}${said}${shown}${proved === undefined ? "" : PROOFS[proved.proof]}${floor}`;
}

/** The sentence of a change's reason that tells its witness; who shows the witness itself leaves it out. */
export function witnessSaid({ value, from, example, fails }: Witness): string {
  const text = JSON.stringify(value) ?? "";
  const short = text.length > 160 ? `${text.slice(0, 157)}...` : text;
  const whose = from === "example" ? `The saved call “${example ?? ""}”` : `For instance ${short}`;
  return `${whose} was valid and now fails (${fails.keyword}${fails.pointer === "" ? "" : ` at ${fails.pointer}`}).`;
}

/** What is known for certain, where the table can only say what may be. */
function provedWhy({ kind, direction }: Finding, { proof }: Proved): string | undefined {
  if (direction !== "input" || (kind !== "parameter-removed" && kind !== "parameter-renamed")) return undefined;
  const such = kind === "parameter-removed" ? "Calls that pass it" : "Calls by the old name";
  if (proof === "broken") return `${such} fail.`;
  return proof === "none-found" ? `${such} do not fail: it is ignored without a word.` : undefined;
}

function noneFound({ kind, direction }: Finding): string {
  if (direction === "input" && (kind === "parameter-removed" || kind === "parameter-renamed")) return "";
  return /narrowed|tightened|removed|introduced|became-required/.test(kind) ? " No call that was valid fails." : "";
}
