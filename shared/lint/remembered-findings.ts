import type { Finding, Target } from "#shared/lint/diagnostic.ts";
import type { LintProfile } from "#shared/lint/lint-input.ts";
import type { ListFacts, ListedTool } from "#shared/lint/list-facts.ts";
import type { LintSetting, ListFinding, Rule, ToolRule } from "#shared/lint/rule.ts";
import type { ToolFacts } from "#shared/lint/tool-facts.ts";

/** A finding with its rule and its place. */
export interface Located {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly target: Target;
}

type ByRule = Map<string, readonly Finding[]>;
const ofTools = new WeakMap<LintProfile, WeakMap<ToolFacts, ByRule>>();
const ofLists = new WeakMap<
  ListFacts,
  { readonly setting: LintSetting; readonly found: Map<string, readonly ListFinding[]> }
>();

/** The target of a listed tool. */
export function atTool({ server, position, facts }: ListedTool): Target {
  return { kind: "tool", tool: facts.name, position, ...(server === undefined ? {} : { server }) };
}

/** Every finding about tools and the list: remembered ones where nothing changed, worked out where something did. */
export function* remembering(list: ListFacts, setting: LintSetting, rules: readonly Rule[]): Generator<Located> {
  for (const tool of list.tools) {
    for (const rule of rules) {
      if (rule.scope !== "tool") continue;
      for (const finding of ofTool(rule, tool.facts, setting)) yield { rule, finding, target: atTool(tool) };
    }
  }
  let known = ofLists.get(list);
  if (known === undefined || !alike(known.setting, setting)) {
    known = { setting, found: new Map() };
    ofLists.set(list, known);
  }
  for (const rule of rules) {
    if (rule.scope !== "list") continue;
    const found = known.found.get(rule.id) ?? [...rule.check(list, setting)];
    known.found.set(rule.id, found);
    for (const finding of found) {
      const tool = finding.tool === undefined ? undefined : list.tools[finding.tool];
      const server = finding.server === undefined ? {} : { server: finding.server };
      yield { rule, finding, target: tool === undefined ? { kind: "list", ...server } : atTool(tool) };
    }
  }
}

function ofTool(rule: ToolRule, facts: ToolFacts, setting: LintSetting): readonly Finding[] {
  const byFacts = ofTools.get(setting.profile) ?? new WeakMap<ToolFacts, ByRule>();
  ofTools.set(setting.profile, byFacts);
  const byRule: ByRule = byFacts.get(facts) ?? new Map();
  byFacts.set(facts, byRule);
  const found = byRule.get(rule.id) ?? [...rule.check(facts, setting)];
  byRule.set(rule.id, found);
  return found;
}

function alike(a: LintSetting, b: LintSetting): boolean {
  return (
    a.profile === b.profile && a.history === b.history && a.alsoKnown === b.alsoKnown && a.countTokens === b.countTokens
  );
}
