import { describe, expect, it } from "vitest";
import { createBackgroundLint } from "#renderer/api/lint/background-lint.ts";
import { createLintAnswers, type LintAnswer, type LintRequest } from "#renderer/api/lint/lint-answers.ts";
import { lint } from "#shared/lint/lint.ts";
import type { LintInput, LintTool } from "#shared/lint/lint-input.ts";
import { tool } from "../../support/fake-gateway.ts";

/** Both sides of the wire, each message cloned as a worker's would be; `answer` lets the worker work. */
function pair() {
  const answers = createLintAnswers(() => 0);
  const posted: LintRequest[] = [];
  const sent: LintAnswer[] = [];
  let hear: (answer: LintAnswer) => void = () => undefined;
  const background = createBackgroundLint({
    post: (request) => posted.push(structuredClone(request)),
    hear: (onAnswer) => {
      hear = onAnswer;
    },
  });
  const answer = (): void => {
    const request = posted.shift();
    if (request === undefined) throw new Error("nothing was asked");
    const said = structuredClone(answers(request));
    sent.push(said);
    hear(said);
  };
  return { background, posted, sent, answer };
}

const TOOLS: readonly LintTool[] = ["search_tickets", "get_plan"].map((name, position) => ({
  position,
  raw: tool(name),
}));
const input = (prompt: string, more: Partial<LintInput> = {}): LintInput => ({ prompt, tools: TOOLS, ...more });

describe("checking beside the window", () => {
  it("finds what the engine finds, and sends the tools and their findings once", () => {
    const { background, posted, sent, answer } = pair();
    const heard: unknown[][] = [];
    background.check("a", input("Use `serch_tickets`."), (found) => heard.push([...found]));
    expect(posted[0]?.sent).toHaveLength(1);
    answer();
    background.check("a", input("Use `serch_ticket`."), (found) => heard.push([...found]));
    expect(posted[0]?.sent).toHaveLength(0);
    answer();
    expect(sent.map(({ tools }) => tools === undefined)).toEqual([false, true]);
    const expected = lint(input("Use `serch_ticket`."));
    expect(heard[1]).toHaveLength(expected.length);
    expect(heard[1]).toEqual(expect.arrayContaining([...expected]));
  });

  it("has one check under way, and of those that wait for a subject only the newest", () => {
    const { background, posted, answer } = pair();
    const heard: string[] = [];
    const check = (subject: string, prompt: string): void =>
      background.check(subject, input(prompt), () => heard.push(prompt));
    check("a", "one");
    check("a", "two");
    check("b", "other");
    check("a", "three");
    expect(posted).toHaveLength(1);
    answer();
    answer();
    answer();
    expect(heard).toEqual(["one", "other", "three"]);
    expect(posted).toHaveLength(0);
  });

  it("forgets lists that are long out of use on both sides, and still answers about them when they come back", () => {
    const { background, posted, answer } = pair();
    let found = 0;
    const first = input("Use `serch_tickets`.");
    background.check("a", first, (all) => (found = all.length));
    answer();
    const before = found;
    for (let other = 0; other < 20; other += 1) {
      background.check("b", { tools: [{ position: 0, raw: tool(`t${other}`) }] }, () => undefined);
      answer();
    }
    background.check("a", first, (all) => (found = all.length));
    expect(posted[0]?.sent).toHaveLength(1);
    answer();
    expect(found).toBe(before);
  });
});
