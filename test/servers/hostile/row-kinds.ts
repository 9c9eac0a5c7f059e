import type { Phase } from "#shared/base/console-error.ts";
import { modernServer } from "../faults/answers.ts";
import type { Fault } from "../faults/fault-server.ts";
import type { HostileRow, Verdict } from "./row.ts";
import type { Site } from "./site.ts";

// The kinds of row that the variants (`variants-*.ts`) are made of.

type Start = (site: Site) => Promise<string>;

/** Answers every HTTP request with one fault. */
export const answers =
  (fault: Fault): Start =>
  async (site) =>
    `http://${await site.http(fault)}/mcp`;

/** A good modern server but for its answer to one method. */
export const modern = (method: string, fault: Fault): Start => answers(modernServer({ [method]: fault }));

/** The same bytes to every request; `keep`: the connection stays open after them. */
export const raw =
  (bytes: string | Buffer, keep = false): Start =>
  async (site) =>
    `http://${await site.afterRequest((socket) => (keep ? void socket.write(bytes) : void socket.end(bytes)))}/mcp`;

/** A discovery that fails, with this code at this phase. */
export const fails = (
  id: string,
  title: string,
  code: string,
  phase: Phase,
  start: HostileRow["start"],
  more: Partial<HostileRow> = {},
): HostileRow => ({ id, title, drive: "discover", code, phase, budgetMs: 3_500, start, ...more });

/** A discovery that works, and how. */
export const works = (
  id: string,
  title: string,
  start: HostileRow["start"],
  check: Verdict,
  more: Partial<HostileRow> = {},
): HostileRow => ({ id, title, drive: "discover", budgetMs: 4_000, start, check, ...more });

/** A call of `first`, answered by one fault. */
export const called = (
  id: string,
  title: string,
  fault: Fault,
  check: Verdict,
  more: Partial<HostileRow> = {},
): HostileRow => ({ id, title, drive: "call", budgetMs: 4_500, check, start: modern("tools/call", fault), ...more });

/** The diagnosis names the cause and the remedy in these words. */
export const says =
  (cause: RegExp, remedy: RegExp = /./): Verdict =>
  ({ diagnosis }) => {
    if (diagnosis === undefined) return "there is no diagnosis";
    if (!cause.test(diagnosis.cause)) return `the cause is: ${diagnosis.cause}`;
    return remedy.test(diagnosis.remedy) ? undefined : `the remedy is: ${diagnosis.remedy}`;
  };

/** Budgets of rows that wait for a deadline. */
export const waits = { deadlines: { connectMs: 2_500, listMs: 2_500, callMs: 2_000 }, budgetMs: 4_500 } as const;
