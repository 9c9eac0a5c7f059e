// Writes shared/lint/measured.ts: how often each rule speaks on the evaluation data, and what is known of its
// precision. `node test/support/measure-rules.ts` (data: PREFLIGHT_DATA_DIR or ../shared/data).
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "#shared/base/json.ts";
import { allRules } from "#shared/lint/all-rules.ts";
import { lint } from "#shared/lint/lint.ts";
import { asTools, capturedLists, dataFolder, samplePrompts, seeded } from "./lint-data.ts";
import { listMutants, mutants, mutantsOf } from "./lint-mutants.ts";

const folder = dataFolder();
if (folder === undefined) throw new Error("the evaluation data is absent: set PREFLIGHT_DATA_DIR");
/** The rules for hostile texts are measured together: an attack is often seen by several. */
const BLIND =
  "79 of 82 clear attacks flagged (41 before the rules were widened) and 5 of 175 honest look-alikes (25); 14 of 31 and 1 of 50 on texts written after that, before they were widened once more";
const HOSTILE = `T301 to T305 together: 20 of 20 clearly hostile rows of a public set, 0 of 92 ordinary ones; T301 to T308 on texts written blind: ${BLIND}`;
/** What was found against labels; `npm run bench lint` prints the figures, tests hold the bars. */
const LABELLED: Readonly<Record<string, string>> = {
  P001: "against labels of one reader: precision 1.00, recall .96; the right suggestion first for 1,000 of 1,000 seeded misspellings",
  P007: "triggers per tool against two independent readers: F1 .977 and .953 (their kappa .74)",
  T213: "in the releases of one large server: every stale reference found, none false",
  T214: "of 25 confusable and 89 distinct pairs, labelled by reading with the rule's answer in view: all told rightly",
  T301: `270 seeded hidden characters: all found; ${HOSTILE}`,
  T302: HOSTILE,
  T303: HOSTILE,
  T304: HOSTILE,
  T305: HOSTILE,
  T306: `written blind: ${BLIND}`,
  T309: "of 21 clear attacks written to get past the other rules, 9 more flagged; none of 1,045 tools of 48 public servers",
  T307: "54 of 54 labelled rows that praise themselves",
  T308: "53 of 53 labelled rows that pry",
};
const lists = capturedLists(folder);
const tools = [...new Map(lists.flatMap((list) => list.tools.map((raw) => [JSON.stringify(raw), raw]))).values()];
const prompts = samplePrompts(folder);
const severities = { T118: "hint" } as const;
const percent = (part: number, whole: number): string =>
  `${part.toLocaleString("en")} of ${whole.toLocaleString("en")}${part === 0 ? "" : ` (${((100 * part) / whole).toFixed(1)} %)`}`;

const byTool = count(tools, (raw: JsonObject) => lint({ tools: [{ raw, position: 0 }], severities }));
const byList = count(lists, (list) => lint({ tools: asTools(list.tools) }));
const byPrompt = count(prompts, ({ prompt, tools: given, subAgents }) =>
  lint({ prompt, tools: given, alsoKnown: subAgents }),
);
const random = seeded(1);
const lines = allRules.map(({ id, scope }) => {
  const base =
    scope === "tool"
      ? `speaks on ${percent(byTool.get(id) ?? 0, tools.length)} distinct real tools`
      : scope === "list"
        ? `speaks in ${percent(byList.get(id) ?? 0, lists.length)} real lists`
        : `speaks in ${percent(byPrompt.get(id) ?? 0, prompts.length)} real prompts`;
  const seeds = mutantShare(id);
  const label = LABELLED[id] ?? (seeds === "" ? "precision not labelled" : "");
  return `  ${id}: ${JSON.stringify([label, seeds, base].filter((part) => part !== "").join("; "))},`;
});
writeFileSync(
  join(import.meta.dirname, "../../shared/lint/measured.ts"),
  `/** What was measured of each rule on the evaluation data. Written by \`node test/support/measure-rules.ts\`; do not edit. */\nexport const measured: Readonly<Record<string, string>> = {\n${lines.join("\n")}\n};\n`,
);

function count<T>(
  items: readonly T[],
  check: (item: T) => readonly { readonly ruleId: string }[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    for (const id of new Set(check(item).map(({ ruleId }) => ruleId))) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function mutantShare(id: string): string {
  const made =
    id in mutants
      ? tools.flatMap((raw) => mutantsOf(id, raw).map((mutant) => [mutant]))
      : lists.flatMap((list) => listMutants[id]?.(list.tools, random) ?? []).length === 0
        ? []
        : lists.flatMap((list) => {
            const mutant = listMutants[id]?.(list.tools, random);
            return mutant === undefined ? [] : [mutant];
          });
  if (made.length === 0) return "";
  const found = made.filter((list) => lint({ tools: asTools(list), severities }).some(({ ruleId }) => ruleId === id));
  return `${found.length.toLocaleString("en")} of ${made.length.toLocaleString("en")} seeded mutants found`;
}
