import type { Finding, Severity } from "#shared/lint/diagnostic.ts";
import type { LintProfile, PastTool, UnavailableTool } from "#shared/lint/lint-input.ts";
import type { PromptFacts } from "#shared/lint/prompt-facts.ts";
import type { ListFacts } from "#shared/lint/list-facts.ts";
import type { ToolFacts } from "#shared/lint/tool-facts.ts";

/** What every rule says about itself; the catalogue is made of it. */
interface RuleHead {
  /** `T` + number for tools, `P` + number for prompts. Never reused. */
  readonly id: string;
  readonly name: string;
  readonly severity: Severity | "off";
  /** One line: what is wrong. */
  readonly title: string;
  /** Why it matters, in two or three sentences. */
  readonly why: string;
  readonly before: string;
  readonly after: string;
  /** The evidence: specification, thread, measurement. */
  readonly source: string;
  /** Rules that name the same defect more exactly: where one of them found the same place, this one keeps silent. */
  readonly yieldsTo?: readonly string[];
}

/** What rules may ask beside the thing they check. */
export interface LintSetting {
  readonly profile: LintProfile;
  readonly history: readonly PastTool[];
  readonly alsoKnown: readonly string[];
  readonly unavailable: readonly UnavailableTool[];
  readonly countTokens: (text: string) => number;
}

/** Checks one tool alone. */
export interface ToolRule extends RuleHead {
  readonly scope: "tool";
  check(tool: ToolFacts, setting: LintSetting): Iterable<Finding>;
}

/** A finding about one tool of a list (by its index), or about the list. */
interface ListFinding extends Finding {
  readonly tool?: number;
  readonly server?: string;
}

/** Checks the tools beside each other. */
export interface ListRule extends RuleHead {
  readonly scope: "list";
  check(list: ListFacts, setting: LintSetting): Iterable<ListFinding>;
}

/** Checks a prompt against the tools. */
export interface PromptRule extends RuleHead {
  readonly scope: "prompt";
  check(prompt: PromptFacts, list: ListFacts, setting: LintSetting): Iterable<Finding>;
}

export type Rule = ToolRule | ListRule | PromptRule;
