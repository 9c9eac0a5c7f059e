import { modernServer, modernList, result, tool } from "../faults/answers.ts";
import { callEnds, lists, type HostileRow } from "./row.ts";

// Rows 137 (50 calls at once), 139 (50 hostile servers at once) and 140 (a clock that jumps) are driven by the runner itself,
// in test/hostile/together.test.ts. Not produced here: 141, 142, 147 and 148 are the store's own tests (test/core/store), 143 the
// desktop shell's, 144 the browser shell's; 145 meets nothing, for the console relays no traffic of others; 138 is no row.
// 146 is an invariant of every row.

export const timing: readonly HostileRow[] = [
  {
    id: "G137",
    title: "answers in the last tenth of the budget",
    drive: "call",
    budgetMs: 4_500,
    deadlines: { callMs: 2_000 },
    check: callEnds("completed"),
    start: async (site) =>
      `http://${await site.http(modernServer({ "tools/call": (exchange) => void setTimeout(() => result(exchange, { resultType: "complete", content: [] }), 1_700) }))}/mcp`,
  },
  {
    id: "G137b",
    title: "answers just after the budget",
    drive: "call",
    budgetMs: 4_500,
    deadlines: { callMs: 1_500 },
    check: callEnds("failed", ({ error }) => (error?.code === "E_TIMEOUT_CALL" ? undefined : `${error?.code}`)),
    start: async (site) =>
      `http://${await site.http(modernServer({ "tools/call": (exchange) => void setTimeout(() => result(exchange, { resultType: "complete", content: [] }), 1_900) }))}/mcp`,
  },
  {
    id: "G138",
    title: "each step takes nearly a second",
    drive: "discover",
    budgetMs: 5_000,
    check: lists(1),
    start: async (site) => {
      const server = modernServer({ "tools/list": (exchange) => result(exchange, modernList([tool("first")])) });
      return `http://${await site.http((exchange) => void setTimeout(() => void server(exchange), 900))}/mcp`;
    },
  },
];
