import { applyDraft } from "#shared/mcp/apply-draft.ts";
import type { LintDraft, LintTool } from "#shared/lint/lint-input.ts";

interface Known {
  readonly drafts: readonly LintDraft[];
  readonly drafted: readonly LintTool[];
}

/** What was drafted last for each list, so that the same list and drafts are the same array again. */
const remembered = new WeakMap<readonly LintTool[], Known>();

/**
 * The tools with their drafts laid over; the same array where there are none. Of several drafts of one tool the later
 * ones win. Tools whose draft did not change are the same objects as before, so that their findings are remembered.
 */
export function draftedTools(tools: readonly LintTool[], drafts: readonly LintDraft[]): readonly LintTool[] {
  if (drafts.length === 0) return tools;
  const known = remembered.get(tools);
  if (known !== undefined && sameItems(known.drafts, drafts)) return known.drafted;
  const byTool = byName(drafts);
  const before = byName(known?.drafts ?? []);
  const drafted = tools.map((tool, index) => {
    const own = draftsOf(tool, byTool);
    if (own.length === 0) return tool;
    const last = known?.drafted[index];
    if (last !== undefined && sameItems(draftsOf(tool, before), own)) return last;
    return Object.assign({}, tool, { raw: own.reduce(overlaid, tool.raw) });
  });
  remembered.set(tools, { drafts, drafted });
  return drafted;
}

function byName(drafts: readonly LintDraft[]): ReadonlyMap<string, readonly LintDraft[]> {
  const groups = new Map<string, LintDraft[]>();
  for (const draft of drafts) groups.set(draft.tool, [...(groups.get(draft.tool) ?? []), draft]);
  return groups;
}

function draftsOf({ raw, server }: LintTool, byTool: ReadonlyMap<string, readonly LintDraft[]>): readonly LintDraft[] {
  const found = byTool.get(typeof raw["name"] === "string" ? raw["name"] : "") ?? [];
  return found.filter((one) => one.server === undefined || one.server === server);
}

function overlaid(raw: LintTool["raw"], { title, description, parameters = {} }: LintDraft): LintTool["raw"] {
  return applyDraft(raw, {
    parameters,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
  });
}

/** Whether two lists hold the same objects in the same order. */
export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
}
