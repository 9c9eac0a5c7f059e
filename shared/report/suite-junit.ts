import { rowPassed, type Row, type Run } from "#shared/converse/suite/suite.ts";
import { xmlText } from "#shared/report/xml-text.ts";

const LONGEST_NAME = 200;

/** A run of a suite as JUnit XML: a test case for each row, failed where any of its tries did, with why. */
export function suiteJunit(run: Run, { name, title }: { readonly name: string; readonly title: string }): string {
  const rows = new Map(run.rows.map((row) => [row.id, row]));
  let failures = 0;
  let total = 0;
  const cases = run.results.map((result) => {
    const { rowId, tries } = result;
    const seconds = tries.reduce((sum, { ms }) => sum + ms, 0) / 1_000;
    total += seconds;
    const head = `    <testcase classname="${xmlText(name)}" name="${xmlText(caseName(rows.get(rowId), rowId))}" time="${seconds.toFixed(3)}"`;
    if (rowPassed(result)) return `${head}/>`;
    failures += 1;
    const failed = tries.filter(({ passed }) => !passed);
    const why = failed[0]?.why ?? "It was not tried.";
    const share = tries.length > 1 ? `${failed.length} of ${tries.length} tries failed.\n` : "";
    const all = [...new Set(failed.map((one) => one.why ?? ""))].join("\n");
    return `${head}><failure message="${xmlText(why)}">${xmlText(`${share}${all}`)}</failure></testcase>`;
  });
  const counts = `tests="${cases.length}" failures="${failures}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="preflight suite" ${counts} time="${total.toFixed(3)}">`,
    `  <testsuite name="${xmlText(`${name} (${title})`)}" ${counts} errors="0" skipped="0" time="${total.toFixed(3)}">`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

/** The utterance with the row's id, so that two rows of the same words are two cases. */
function caseName(row: Row | undefined, id: string): string {
  const said = (row?.utterance ?? "").replaceAll(/\s+/g, " ").trim();
  return `${said.length > LONGEST_NAME ? `${said.slice(0, LONGEST_NAME)}…` : said} [${id}]`;
}
