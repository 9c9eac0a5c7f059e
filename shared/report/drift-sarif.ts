import { serverChangeWhy } from "#shared/drift/compare-server.ts";
import type { Change, Drift, Level, ServerChange } from "#shared/drift/drift.ts";
import { rowOf } from "#shared/drift/levels.ts";

interface Located {
  readonly name: string;
  readonly change: Change | ServerChange;
}

const LEVELS: { readonly [L in Level]: "error" | "warning" | "note" } = {
  breaking: "error",
  risky: "warning",
  harmless: "note",
};

/**
 * The changes as a SARIF 2.1.0 log (OASIS), one result a change. `file`: the artifact that holds the new list, where
 * it is a file in the repository; results name the tool and the JSON Pointer as logical locations either way.
 */
export function driftSarif(drift: Drift, options: { readonly version: string; readonly file?: string }): object {
  const results: readonly Located[] = [
    ...(drift.server ?? []).map((change) => ({ name: "server", change })),
    ...drift.tools.flatMap(({ name, changes }) => changes.map((change) => ({ name, change }))),
  ];
  const kinds = [...new Set(results.map(({ change }) => change.kind))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "preflight",
            semanticVersion: options.version,
            rules: kinds.map((kind) => ({
              id: `drift/${kind}`,
              shortDescription: { text: kind.replaceAll("-", " ") },
              fullDescription: {
                text:
                  kind in serverChangeWhy
                    ? serverChangeWhy[kind as ServerChange["kind"]]
                    : rowOf(kind as Change["kind"]).why,
              },
            })),
          },
        },
        results: results.map(({ name, change }) => ({
          ruleId: `drift/${change.kind}`,
          ruleIndex: kinds.indexOf(change.kind),
          level: LEVELS[change.level],
          message: { text: `${name}: ${change.reason}` },
          locations: [
            {
              ...(options.file === undefined
                ? {}
                : { physicalLocation: { artifactLocation: { uri: options.file }, region: { startLine: 1 } } }),
              logicalLocations: [{ name, fullyQualifiedName: `${name}${change.pointer}`, kind: "member" }],
            },
          ],
          partialFingerprints: { "preflightDrift/v1": fingerprintOf(name, change) },
          properties: {
            levels: change.levels,
            ...("proof" in change && change.proof !== undefined ? { proof: change.proof } : {}),
          },
        })),
      },
    ],
  };
}

const short = (value: unknown): string => (typeof value === "string" ? value.slice(0, 80) : "");

/** The same finding in two runs has the same fingerprint: tool, kind, place and value. */
function fingerprintOf(name: string, { kind, pointer, after, before }: Located["change"]): string {
  return [name, kind, pointer, short(before), short(after)].join("|");
}
