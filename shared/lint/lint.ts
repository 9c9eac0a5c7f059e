import { allRules } from "#shared/lint/all-rules.ts";
import { defaultProfile } from "#shared/lint/default-profile.ts";
import type { Diagnostic, Severity } from "#shared/lint/diagnostic.ts";
import { fingerprint } from "#shared/lint/fingerprint.ts";
import { draftedTools } from "#shared/lint/drafted-tools.ts";
import type { LintInput } from "#shared/lint/lint-input.ts";
import { listFacts } from "#shared/lint/list-facts.ts";
import { chargeOnce } from "#shared/lint/charge-once.ts";
import { promptFacts } from "#shared/lint/prompt-facts.ts";
import { findings, remembered, type Located } from "#shared/lint/remembered-findings.ts";
import type { LintSetting, Rule } from "#shared/lint/rule.ts";
import { suppress } from "#shared/lint/suppress.ts";

/** Characters / 4: an estimate, and said to be one. */
const estimateTokens = (text: string): number => Math.ceil(text.length / 4);
const nothing: readonly never[] = [];
type Severities = NonNullable<LintInput["severities"]>;
const asWritten: Severities = {};

/**
 * Checks tools, and a prompt against them. Pure: the same input gives the same diagnostics, in the same order (errors
 * first, then by place). Never throws on any server data. Findings about tools are remembered by the identity of the
 * entries and of the list, so that a changed prompt costs the prompt's rules only.
 */
export function lint(input: LintInput): readonly Diagnostic[] {
  const profile = input.profile ?? defaultProfile;
  const setting: LintSetting = {
    profile,
    history: input.history ?? nothing,
    alsoKnown: input.alsoKnown ?? nothing,
    unavailable: input.unavailable ?? nothing,
    countTokens: input.countTokens ?? estimateTokens,
  };
  const tools = draftedTools(input.tools, input.drafts ?? nothing);
  const list = listFacts(tools);
  const severities = input.severities ?? asWritten;
  const rules = rulesFor(severities);
  const ofTools = remembered(list, setting, severities, () =>
    chargeOnce([...findings(list, setting, rules)]).map((located) => diagnose(located, severities)),
  );
  const ofPrompt: Located[] = [];
  if (input.prompt !== undefined) {
    const prompt = promptFacts(input.prompt);
    for (const rule of rules) {
      if (rule.scope !== "prompt") continue;
      for (const finding of rule.check(prompt, list, setting))
        ofPrompt.push({ rule, finding, target: { kind: "prompt" } });
    }
  }
  const diagnostics = [...ofTools, ...chargeOnce(ofPrompt).map((located) => diagnose(located, severities))];
  return inOrder(suppress(diagnostics, input.suppressions ?? nothing));
}

/** Sets of rules that were asked for, by the ids of those that are off. */
const rulesByOff = new Map<string, readonly Rule[]>();
const MOST_SETS = 64;

/** The rules that are on; the same array for the same ones, since findings are remembered by it. */
function rulesFor(severities: Severities): readonly Rule[] {
  const off = allRules.filter((rule) => severityOf(rule, severities) === "off").map(({ id }) => id);
  const key = off.join(" ");
  const known = rulesByOff.get(key);
  if (known !== undefined) return known;
  const rules = allRules.filter((rule) => !off.includes(rule.id));
  if (rulesByOff.size >= MOST_SETS) rulesByOff.clear();
  rulesByOff.set(key, rules);
  return rules;
}

function severityOf(rule: Rule, severities: Severities): Severity | "off" {
  return severities[rule.id] ?? rule.severity;
}

function diagnose({ rule, finding, target }: Located, severities: Severities): Diagnostic {
  const { message, pointer, range, evidence, fix, key } = finding;
  const set = severities[rule.id];
  const own = rule.severity === "off" ? "hint" : rule.severity;
  // Not the server: it is told by its name, and a name may change. What suppresses names the server beside it.
  const where = target.kind === "tool" ? target.tool : "";
  return {
    ruleId: rule.id,
    severity: set === undefined || set === "off" ? (finding.severity ?? own) : set,
    message,
    target,
    ...(range === undefined ? {} : { range }),
    ...(pointer === undefined ? {} : { pointer }),
    ...(evidence === undefined ? {} : { evidence }),
    fingerprint: fingerprint(rule.id, target.kind, where, pointer ?? "", key ?? ""),
    ...(fix === undefined ? {} : { fix }),
  };
}

const LOUDNESS: readonly Severity[] = ["error", "warning", "hint"];

const place = (one: Diagnostic): number => (one.target.kind === "tool" ? one.target.position : (one.range?.start ?? 0));

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted((a, b) => {
    const loudness = LOUDNESS.indexOf(a.severity) - LOUDNESS.indexOf(b.severity);
    if (loudness !== 0) return loudness;
    return place(a) - place(b) || (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0);
  });
}
