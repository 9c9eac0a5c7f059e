import { atLeast, type Drift, type Level, worst } from "#shared/drift/drift.ts";
import { headline } from "#shared/report/drift-markdown.ts";
import { xmlText } from "#shared/report/xml-text.ts";

/** The comparison as JUnit XML: a test case for each changed tool, failed where its level reaches `failOn`. */
export function driftJunit(drift: Drift, failOn: Exclude<Level, "harmless">): string {
  const server = drift.server ?? [];
  const own =
    server.length === 0
      ? []
      : [{ title: "the server itself", level: worst(server.map(({ level }) => level)), changes: server }];
  const tested = [
    ...own,
    ...drift.tools.map((tool) => ({
      title: `${tool.name}: ${headline(tool)}`,
      level: tool.level,
      changes: tool.changes,
    })),
  ];
  const cases = tested.map((tool) => {
    const title = `<testcase classname="drift" name="${xmlText(tool.title)}"`;
    const said = tool.changes
      .map(({ level, kind, pointer, reason }) => `[${level}] ${kind} ${pointer}\n  ${reason}`)
      .join("\n");
    if (!atLeast(tool.level, failOn)) return `    ${title}><system-out>${xmlText(said)}</system-out></testcase>`;
    return `    ${title}><failure message="${xmlText(`${tool.level} drift`)}" type="${tool.level}">${xmlText(said)}</failure></testcase>`;
  });
  const whole = `    <testcase classname="drift" name="summary"><system-out>${xmlText(drift.summary)}</system-out></testcase>`;
  const failures = tested.filter((tool) => atLeast(tool.level, failOn)).length;
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
