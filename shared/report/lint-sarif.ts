import type { Diagnostic, Severity } from "#shared/lint/diagnostic.ts";
import { findRule } from "#shared/lint/catalogue.ts";

const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  hint: "note",
};

/** Where the texts came from, where they are files of a repository. */
export interface LintSources {
  readonly version: string;
  /** Path of the prompt. */
  readonly promptFile?: string;
  /** Text of the prompt, for lines and columns. */
  readonly prompt?: string;
  /** Path of a tool list, by server name (`""` for the unnamed one). */
  readonly toolFiles?: ReadonlyMap<string, string>;
}

/** The diagnostics as a SARIF 2.1.0 log (OASIS), one result each, with a stable fingerprint. */
export function lintSarif(diagnostics: readonly Diagnostic[], sources: LintSources): object {
  const ids = [...new Set(diagnostics.map(({ ruleId }) => ruleId))].toSorted();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "preflight", semanticVersion: sources.version, rules: ids.map(describeRule) } },
        results: diagnostics.map((one) => ({
          ruleId: one.ruleId,
          ruleIndex: ids.indexOf(one.ruleId),
          level: LEVELS[one.severity],
          message: { text: one.message },
          locations: [locationOf(one, sources)],
          partialFingerprints: { "preflightLint/v1": printOf(one) },
        })),
      },
    ],
  };
}

function describeRule(id: string): object {
  const rule = findRule(id);
  if (rule === undefined) return { id };
  return {
    id,
    name: rule.name,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: `Before: ${rule.before}\nAfter: ${rule.after}\nSource: ${rule.source}` },
    defaultConfiguration: { level: rule.severity === "off" ? "none" : LEVELS[rule.severity] },
  };
}

function locationOf({ target, range, pointer }: Diagnostic, sources: LintSources): object {
  if (target.kind === "prompt") {
    const uri = sources.promptFile ?? "prompt.md";
    return {
      physicalLocation: {
        artifactLocation: { uri: encodeURI(uri) },
        ...(range === undefined ? {} : { region: regionOf(range, sources.prompt ?? "") }),
      },
    };
  }
  const server = "server" in target ? (target.server ?? "") : "";
  const file = sources.toolFiles?.get(server);
  const name = target.kind === "tool" ? target.tool : server;
  return {
    ...(file === undefined
      ? {}
      : { physicalLocation: { artifactLocation: { uri: encodeURI(file) }, region: { startLine: 1 } } }),
    logicalLocations: [{ name, fullyQualifiedName: `${name}${pointer ?? ""}`, kind: "member" }],
  };
}

function regionOf({ start, end }: { readonly start: number; readonly end: number }, text: string): object {
  const from = place(text, start);
  const to = place(text, end);
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

/** Line and column (1-based) of an offset. */
export function place(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
}

/** The same tool of two servers is two findings. */
const printOf = ({ fingerprint, target }: Diagnostic): string =>
  "server" in target && target.server !== undefined ? `${fingerprint}-${target.server}` : fingerprint;
