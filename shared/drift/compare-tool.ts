import { toPointer } from "#shared/base/json-pointer.ts";
import { jsonEqual, type JsonObject } from "#shared/base/json.ts";
import { compareAnnotations } from "#shared/drift/compare-annotations.ts";
import { compareSchema } from "#shared/drift/compare-schema.ts";
import { compareText } from "#shared/drift/compare-text.ts";
import type { Change } from "#shared/drift/drift.ts";
import type { Compared, Finding, NoiseMark } from "#shared/drift/finding.ts";
import { judge } from "#shared/drift/judge.ts";
import { type ProveOptions, type Proved, type Prover, proverOf, type SavedCall } from "#shared/drift/prove.ts";
import { rowOf } from "#shared/drift/levels.ts";
import { fingerprint } from "#shared/drift/schema/fingerprint.ts";
import { schemaDocument } from "#shared/drift/schema/schema-document.ts";
import { sweep } from "#shared/drift/sweep.ts";

/** Differences of one pair of schemas that are proved one by one; the rest is "not proven". */
const MOST_PROOFS = 60;

/** Members that neither a model nor a call sees. */
const METADATA = new Set(["_meta", "icons"]);
const KNOWN = new Set(["name", "title", "description", "inputSchema", "outputSchema", "annotations", "execution"]);

export interface CompareOptions extends ProveOptions {
  /** False: nothing is searched, and what a search would decide is "not proven". Default true. */
  readonly witnesses?: boolean;
}

/** What changed between two versions of one tool, judged, and what is noise. */
export function compareTool(
  before: JsonObject,
  after: JsonObject,
  examples: readonly SavedCall[],
  options: CompareOptions,
  lost: "collapsed" | "restored" | undefined,
): { readonly changes: readonly Change[]; readonly noise: readonly NoiseMark[] } {
  const findings: Finding[] = [...compareMembers(before, after)];
  const noise: NoiseMark[] = [];
  for (const part of [compareAnnotations(before["annotations"], after["annotations"]), compareExtras(before, after)]) {
    findings.push(...part.findings);
    noise.push(...part.noise);
  }
  const changes = findings.map((finding) => judge(finding, undefined));
  if (lost !== undefined) {
    changes.push(judge(collapse(before, after, lost), undefined));
  } else if (!jsonEqual(before["inputSchema"], after["inputSchema"])) {
    const compared = schemas(before, after, "inputSchema", examples, options);
    changes.push(...compared.changes);
    noise.push(...compared.noise);
  }
  if (!jsonEqual(before["outputSchema"], after["outputSchema"])) {
    const compared = output(before, after, options);
    changes.push(...compared.changes);
    noise.push(...compared.noise);
  }
  const rest = sweep(before, after, changes, noise);
  changes.push(...rest.findings.map((finding) => judge(finding, undefined)));
  return { changes, noise: [...noise, ...rest.noise] };
}

function compareMembers(before: JsonObject, after: JsonObject): readonly Finding[] {
  const findings: Finding[] = [];
  for (const member of ["description", "title"] as const) {
    if (jsonEqual(before[member], after[member])) continue;
    const text = compareText(said(before[member]), said(after[member]));
    findings.push({
      kind: member === "title" ? "title-changed" : "tool-description-changed",
      pointer: `/${member}`,
      before: before[member],
      after: after[member],
      direction: "input",
      subject: `the ${member}`,
      text: text ?? { grade: "cosmetic", words: [], why: "only its JSON type differs" },
    });
  }
  return findings;
}

const said = (value: unknown): string => (typeof value === "string" ? value : "");

function compareExtras(before: JsonObject, after: JsonObject): Compared {
  const compared: Compared = { findings: [], noise: [] };
  for (const member of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (jsonEqual(before[member], after[member])) continue;
    const pointer = toPointer([member]);
    if (member === "execution") compared.noise.push({ kind: "execution", pointer });
    else if (METADATA.has(member)) compared.noise.push({ kind: "metadata", pointer });
    else if (!KNOWN.has(member)) {
      compared.findings.push({
        kind: "other-field-changed",
        pointer,
        before: before[member],
        after: after[member],
        direction: "input",
        subject: `the member \`${member}\``,
      });
    }
  }
  return compared;
}

function collapse(before: JsonObject, after: JsonObject, lost: "collapsed" | "restored"): Finding {
  return {
    kind: `schema-${lost}`,
    pointer: "/inputSchema",
    before: before["inputSchema"],
    after: after["inputSchema"],
    direction: "input",
    subject: "all parameters",
  };
}

function output(before: JsonObject, after: JsonObject, options: CompareOptions): ReturnType<typeof schemas> {
  const one = before["outputSchema"];
  const two = after["outputSchema"];
  if (one !== undefined && two !== undefined) return schemas(before, after, "outputSchema", [], options);
  const finding: Finding = {
    kind: one === undefined ? "output-schema-added" : "output-schema-removed",
    pointer: "/outputSchema",
    before: one,
    after: two,
    direction: "output",
    subject: "the output schema",
  };
  return { changes: [judge(finding, undefined)], noise: [] };
}

function schemas(
  before: JsonObject,
  after: JsonObject,
  member: "inputSchema" | "outputSchema",
  examples: readonly SavedCall[],
  options: CompareOptions,
): { readonly changes: Change[]; readonly noise: NoiseMark[] } {
  const one = schemaDocument(before[member]);
  const two = schemaDocument(after[member]);
  const { findings, noise } = compareSchema(one, two, `/${member}`);
  const [from, to] = member === "inputSchema" ? [one, two] : [two, one];
  const prover = proverOf(from, to, examples, options);
  const changes: Change[] = [];
  let broken = false;
  let proofs = 0;
  for (const finding of findings) {
    const proved = proofFor(finding, proofs < MOST_PROOFS ? prover : undefined, options);
    if (proved !== undefined && finding.focus !== undefined) proofs += 1;
    broken ||= proved?.proof === "broken";
    if (finding.elseNoise !== undefined && proved?.proof !== "broken") {
      noise.push({ kind: finding.elseNoise, pointer: finding.pointer });
    } else changes.push(judge(finding, proved));
  }
  const spelled = fingerprint(before[member]) === fingerprint(after[member]);
  if (!broken && !spelled && options.witnesses !== false) {
    const whole = prover.prove(undefined); // differences that break calls only together
    if (whole.proof === "broken") changes.push(judge(together(before, after, member), whole));
  }
  return { changes, noise };
}

function together(before: JsonObject, after: JsonObject, member: "inputSchema" | "outputSchema"): Finding {
  return {
    kind: "schema-rule-changed",
    pointer: `/${member}`,
    before: before[member],
    after: after[member],
    direction: member === "inputSchema" ? "input" : "output",
    subject: member === "inputSchema" ? "the arguments" : "the result",
    note: "several differences together",
  };
}

function proofFor(finding: Finding, prover: Prover | undefined, options: CompareOptions): Proved | undefined {
  const decides = rowOf(finding.kind, finding.direction).calls === "witness" || finding.elseNoise !== undefined;
  if (!decides) return undefined;
  if (finding.focus === undefined) return { proof: "none-found" }; // nothing on the objecting side says anything here
  if (options.witnesses === false || prover === undefined) return { proof: "not-proven" };
  return prover.prove(finding.focus.schema, finding.elseNoise !== undefined);
}
