import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the evaluation data is: `PREFLIGHT_DATA_DIR`, or `shared/data` beside the repository. */
const folder = process.env["PREFLIGHT_DATA_DIR"] ?? join(import.meta.dirname, "../../../../shared/data");

/** Why the evaluation is skipped; undefined where the data is there. */
export const dataMissing = existsSync(folder)
  ? undefined
  : "the evaluation data is not here (set PREFLIGHT_DATA_DIR to its folder)";

if (dataMissing !== undefined) console.warn(`drift evaluation skipped: ${dataMissing}`);

const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), "utf8"));

/** One pair of schemas with the verdict that its source expects. */
export interface SchemaPair {
  readonly name: string;
  readonly semantics: string;
  readonly dialect?: "draft-07" | "2020-12";
  readonly before: unknown;
  readonly after: unknown;
  readonly expected: "breaking" | "compatible" | "risky";
  readonly agreed?: boolean;
}

/** The pairs of one file, in order. */
export function schemaPairs(file: "schema-pairs" | "containment-pairs"): readonly SchemaPair[] {
  return Object.values(read(`lintdrift/${file}.json`) as Record<string, SchemaPair>);
}

/** Names of the files of one folder, in the order of their versions. */
function files(path: string): readonly string[] {
  return readdirSync(join(folder, path)).sort((one, two) => one.localeCompare(two, "en", { numeric: true }));
}

/** One tool list of a real server at one version. */
export function toolList(path: string): readonly unknown[] {
  const value = read(path);
  return Array.isArray(value) ? value : (value as { readonly tools: readonly unknown[] }).tools;
}

/** Consecutive versions of real servers, and same versions captured with different tool chains. */
export function versionPairs(): readonly { readonly before: string; readonly after: string }[] {
  const snaps = files("toolsnaps").map((file) => `toolsnaps/${file}`);
  const pairs = snaps.slice(1).map((after, index) => ({ before: snaps[index] ?? "", after }));
  const versions = new Map<string, string[]>();
  for (const file of files("toollists")) {
    const found = /^(.*)@(.*)\.json$/.exec(file);
    if (found !== null) versions.set(found[1] ?? "", [...(versions.get(found[1] ?? "") ?? []), found[2] ?? ""]);
  }
  for (const [name, all] of versions) {
    const path = (version: string | undefined): string => `toollists/${name}@${version}.json`;
    const clean = all.filter((version) => !all.includes(`${version}+zod3`));
    for (const [index, version] of clean.entries()) {
      if (index > 0) pairs.push({ before: path(clean[index - 1]), after: path(version) });
      if (version.endsWith("+zod3")) pairs.push({ before: path(version), after: path(version.replace("+zod3", "")) });
    }
  }
  return pairs;
}
