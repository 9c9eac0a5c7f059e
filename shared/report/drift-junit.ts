import { atLeast, type Drift, type Level } from "#shared/drift/drift.ts";
import { headline } from "#shared/report/drift-markdown.ts";

/** The comparison as JUnit XML: a test case for each changed tool, failed where its level reaches `failOn`. */
export function driftJunit(drift: Drift, failOn: Exclude<Level, "harmless">): string {
  const cases = drift.tools.map((tool) => {
    const title = `<testcase classname="drift" name="${xml(`${tool.name}: ${headline(tool)}`)}"`;
    const said = tool.changes
      .map(({ level, kind, pointer, reason }) => `[${level}] ${kind} ${pointer}\n  ${reason}`)
      .join("\n");
    if (!atLeast(tool.level, failOn)) return `    ${title}><system-out>${xml(said)}</system-out></testcase>`;
    return `    ${title}><failure message="${xml(`${tool.level} drift`)}" type="${tool.level}">${xml(said)}</failure></testcase>`;
  });
  const whole = `    <testcase classname="drift" name="summary"><system-out>${xml(drift.summary)}</system-out></testcase>`;
  const failures = drift.tools.filter((tool) => atLeast(tool.level, failOn)).length;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites name="preflight drift" tests="${cases.length + 1}" failures="${failures}">`,
    `  <testsuite name="drift" tests="${cases.length + 1}" failures="${failures}" errors="0" skipped="0">`,
    whole,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&apos;"],
]);

/** Text for XML 1.0: markup escaped, characters that XML cannot hold replaced. */
function xml(text: string): string {
  return (
    text
      .replaceAll(/[&<>"']/g, (char) => ENTITIES.get(char) ?? char)
      // eslint-disable-next-line no-control-regex -- control characters are what XML 1.0 forbids
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      .toWellFormed()
  );
}
