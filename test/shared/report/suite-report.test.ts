import { expect, it } from "vitest";
import { compareRuns } from "#shared/converse/suite/flips.ts";
import type { Run } from "#shared/converse/suite/suite.ts";
import { suiteJunit } from "#shared/report/suite-junit.ts";
import { suiteMarkdown } from "#shared/report/suite-markdown.ts";

const call = { kind: "call", calls: [{ tool: "search", match: "ignored" }] } as const;
const rows: Run["rows"] = [
  { id: "1", utterance: "find <b>it</b>", expect: call },
  { id: "1~1", utterance: "um find it", expect: call, paraphraseOf: "1" },
  { id: "2", utterance: "hello | there", expect: { kind: "none" } },
];
const good = { decision: "call", calls: [{ tool: "search", args: {} }], passed: true, ms: 2 } as const;
const why = "A call of `search` was expected, but it used no tool.";
const bad = { decision: "answer", calls: [], passed: false, why, ms: 1 } as const;
const quiet = { decision: "answer", calls: [], passed: true, ms: 1 } as const;
const before: Run = {
  rows,
  results: [
    { rowId: "1", tries: [good, good] },
    { rowId: "1~1", tries: [bad, bad] },
    { rowId: "2", tries: [quiet, quiet] },
  ],
};
const after: Run = {
  rows,
  results: [
    { rowId: "1", tries: [good, bad] },
    { rowId: "1~1", tries: [good, good] },
    { rowId: "2", tries: [quiet, quiet] },
  ],
};

it("JUnit has a case for each row, failed where a try did", () => {
  expect(suiteJunit(after, { name: "Desk", title: 'A & "B"' })).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="preflight suite" tests="3" failures="1" time="0.009">
      <testsuite name="Desk (A &amp; &quot;B&quot;)" tests="3" failures="1" errors="0" skipped="0" time="0.009">
        <testcase classname="Desk" name="find &lt;b&gt;it&lt;/b&gt; [1]" time="0.003"><failure message="A call of \`search\` was expected, but it used no tool.">1 of 2 tries failed.
    A call of \`search\` was expected, but it used no tool.</failure></testcase>
        <testcase classname="Desk" name="um find it [1~1]" time="0.004"/>
        <testcase classname="Desk" name="hello | there [2]" time="0.002"/>
      </testsuite>
    </testsuites>
    "
  `);
});

it("the page has counts, flips, failures, the matrix, scores and paraphrases, with nothing active in it", () => {
  const page = { name: "Desk", title: "A, simulated model", warnings: ["acme: no answer"] };
  expect(suiteMarkdown(after, { ...page, since: compareRuns(before, after) })).toMatchInlineSnapshot(`
    "# Suite: Desk

    **2 of 3 rows pass** (66.6 %). A, simulated model. 1 waver between tries.

    - acme: no answer

    ## Since the other run

    1 broken, 1 fixed, 0 chosen otherwise, 1 as before.

    | | Utterance | Before | After |
    |---|---|---|---|
    | **broken** | find \\<b\\>it\\</b\\> | called \`search\` (2 of 2 tries pass) | A call of \`search\` was expected, but it used no tool. (1 of 2 tries pass) |
    | fixed | um find it | used no tool (0 of 2 tries pass) | called \`search\` (2 of 2 tries pass) |

    ## Failures

    - find \\<b\\>it\\</b\\>: A call of \`search\` was expected, but it used no tool. (1 of 2 tries)

    ## Expected (down) and chosen (across)

    | | \`search\` | no tool |
    |---|--:|--:|
    | \`search\` | 3 | 1 |
    | no tool |  | 2 |

    ## Tools

    | Tool | Expected | Chosen | Precision | Recall |
    |---|--:|--:|--:|--:|
    | \`search\` | 4 | 3 | 100 % | 75 % |

    ## In other words

    - find \\<b\\>it\\</b\\>: 1 of 1 pass
    "
  `);
});
