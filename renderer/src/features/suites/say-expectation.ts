import { assertNever } from "#shared/base/assert-never.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import type { Expectation, SuiteResult } from "#shared/contract/suite.ts";
import type { Choice } from "#shared/converse/suite/suite.ts";

/** One try of a row. */
export type Try = SuiteResult["tries"][number];

/** What a row expects, in a few words. Tool names as they are. */
export function sayExpectation(expect: Expectation): string {
  switch (expect.kind) {
    case "call":
      return expect.calls.map(({ tool }) => (tool === "" ? "(choose a tool)" : tool)).join(" + ");
    case "none":
      return "no tool";
    case "ask":
      return expect.tool === undefined ? "asks back" : `asks back: ${expect.tool}`;
    default:
      return assertNever(expect);
  }
}

/** What came of a try, in a few words. */
export function sayTry({ decision, calls, missing }: Choice): string {
  switch (decision) {
    case "call":
      return calls.length === 0 ? "a call that could not be read" : calls.map(({ tool }) => tool).join(" + ");
    case "ask":
      return missing === undefined || missing.length === 0 ? "asks back" : `asks back: ${missing.join(", ")}`;
    case "answer":
      return "no tool";
    default:
      return assertNever(decision);
  }
}

/** How a row did: passed or failed every time, or now this and now that. */
export type RowState = "passed" | "failed" | "unstable" | "not run";

/** How a row did over its tries. */
export function rowState(result: SuiteResult | undefined): RowState {
  if (result === undefined || result.tries.length === 0) return "not run";
  const passed = result.tries.filter((one) => one.passed).length;
  return passed === result.tries.length ? "passed" : passed === 0 ? "failed" : "unstable";
}

/** What came of a row: its first try, the first that failed where one did. */
export const tellingTry = (result: SuiteResult | undefined): Try | undefined =>
  result?.tries.find(({ passed }) => !passed) ?? result?.tries[0];

/** An utterance on one line: its line breaks are blanks. */
export const sayUtterance = (utterance: string): string => visibleText(utterance.trim().replaceAll(/\s+/gu, " "));
