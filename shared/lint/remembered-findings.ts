import { sameItems } from "#shared/lint/drafted-tools.ts";
import type { Diagnostic, Finding, Target } from "#shared/lint/diagnostic.ts";
import type { LintInput, LintProfile } from "#shared/lint/lint-input.ts";
import type { ListFacts, ListedTool } from "#shared/lint/list-facts.ts";
import type { LintSetting, Rule, ToolRule } from "#shared/lint/rule.ts";
import type { ToolFacts } from "#shared/lint/tool-facts.ts";

/** A finding with its rule and its place. */
export interface Located {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly target: Target;
}

type Severities = NonNullable<LintInput["severities"]>;
interface Known {
  readonly setting: LintSetting;
  readonly severities: Severities;
  readonly diagnostics: readonly Diagnostic[];
}
const ofLists = new WeakMap<ListFacts, Known>();
interface Found {
  readonly rule: ToolRule;
  readonly finding: Finding;
}
const ofTools = new WeakMap<LintProfile, WeakMap<readonly Rule[], WeakMap<ToolFacts, readonly Found[]>>>();

/** The diagnostics of a list under the same setting, worked out once. */
export function remembered(
  list: ListFacts,
  setting: LintSetting,
  severities: Severities,
  work: () => readonly Diagnostic[],
): readonly Diagnostic[] {
  const known = ofLists.get(list);
  if (known !== undefined && sameSeverities(known.severities, severities) && alike(known.setting, setting)) {
    return known.diagnostics;
  }
  const diagnostics = work();
  ofLists.set(list, { setting, severities, diagnostics });
  return diagnostics;
}

/**
 * Every finding about the tools, one by one, and about the list. Those of an entry that was seen before under the same
 * profile and rules (the same array) are remembered.
 */
export function* findings(list: ListFacts, setting: LintSetting, rules: readonly Rule[]): Generator<Located> {
  const byRules = ofTools.get(setting.profile) ?? new WeakMap<readonly Rule[], WeakMap<ToolFacts, readonly Found[]>>();
  const byFacts = byRules.get(rules) ?? new WeakMap<ToolFacts, readonly Found[]>();
  ofTools.set(setting.profile, byRules.set(rules, byFacts));
  const toolRules = rules.filter((rule) => rule.scope === "tool");
  for (const tool of list.tools) {
    const found = byFacts.get(tool.facts) ?? ofTool(tool.facts, setting, toolRules);
    byFacts.set(tool.facts, found);
    const target = atTool(tool);
    for (const { rule, finding } of found) yield { rule, finding, target };
  }
  for (const rule of rules) {
    if (rule.scope !== "list") continue;
    for (const finding of rule.check(list, setting)) {
      const tool = finding.tool === undefined ? undefined : list.tools[finding.tool];
      const server = finding.server === undefined ? {} : { server: finding.server };
      yield { rule, finding, target: tool === undefined ? { kind: "list", ...server } : atTool(tool) };
    }
  }
}

function ofTool(facts: ToolFacts, setting: LintSetting, rules: readonly ToolRule[]): readonly Found[] {
  const found: Found[] = [];
  for (const rule of rules) for (const finding of rule.check(facts, setting)) found.push({ rule, finding });
  return found;
}

function atTool({ server, position, facts }: ListedTool): Target {
  return { kind: "tool", tool: facts.name, position, ...(server === undefined ? {} : { server }) };
}

function alike(a: LintSetting, b: LintSetting): boolean {
  return (
    a.profile === b.profile &&
    a.countTokens === b.countTokens &&
    sameItems(a.history, b.history) &&
    sameItems(a.alsoKnown, b.alsoKnown)
  );
}

/** By value: whoever keeps an assistant reads its severities anew after each save. */
function sameSeverities(a: Severities, b: Severities): boolean {
  if (a === b) return true;
  const ids = Object.keys(a);
  return ids.length === Object.keys(b).length && ids.every((id) => a[id] === b[id]);
}
