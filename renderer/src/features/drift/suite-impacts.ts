import { useEffect, useMemo, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import type { Comparison } from "#shared/contract/drift.ts";
import type { Suite, SuiteRow } from "#shared/contract/suite.ts";
import type { Move } from "#shared/drift/drift.ts";
import { impactOf, type SuiteImpact } from "#shared/drift/impact.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

/** A row that expects a tool which is gone. */
export interface RowImpact extends SuiteImpact {
  readonly utterance: string;
}

/** A suite with rows that lose their tool. */
export interface SuiteRewrite {
  readonly suite: Suite;
  readonly impacts: readonly RowImpact[];
}

const NONE: readonly SuiteRewrite[] = [];

/** The suites with rows whose expected tool a comparison found gone; follows changes of the suites. */
export function useSuiteImpacts(serverId: string, comparison: Comparison | undefined): readonly SuiteRewrite[] {
  const api = useApi();
  const [suites, setSuites] = useState<readonly Suite[]>([]);
  const [attached, setAttached] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    api.call("suites.list", {}).then(setSuites, () => undefined); // only where the wire died
    return api.on("suites.changed", ({ suites: all }) => setSuites(all));
  }, [api]);
  useEffect(() => {
    const keep = (all: readonly { readonly id: string; readonly serverIds: readonly string[] }[]): void =>
      setAttached(new Set(all.filter(({ serverIds }) => serverIds.includes(serverId)).map(({ id }) => id)));
    api.call("assistants.list", {}).then(keep, () => undefined); // only where the wire died
    return api.on("assistants.changed", ({ assistants }) => keep(assistants));
  }, [api, serverId]);
  return useMemo(() => {
    if (comparison === undefined) return NONE;
    // A suite of an assistant without this server never meant its tools.
    return suiteImpacts(
      comparison,
      suites.filter(({ assistantId }) => assistantId === undefined || attached.has(assistantId)),
    );
  }, [comparison, suites, attached]);
}

/** The rows of each suite whose expected tool is gone. */
export function suiteImpacts({ drift, after }: Comparison, suites: readonly Suite[]): readonly SuiteRewrite[] {
  return suites.flatMap((suite) => {
    const expected = suite.rows.flatMap((row) => toolsOf(row).map((tool) => ({ row: row.id, tool })));
    const found = impactOf(drift, after.tools, { suites: expected }).suites;
    const utterances = new Map(suite.rows.map(({ id, utterance }) => [id, utterance]));
    const impacts = found.map((impact) => Object.assign({ utterance: utterances.get(impact.row) ?? "" }, impact));
    return impacts.length === 0 ? [] : [{ suite, impacts }];
  });
}

function toolsOf({ expect }: SuiteRow): readonly string[] {
  if (expect.kind === "call") return [...new Set(expect.calls.map(({ tool }) => tool))];
  return expect.kind === "ask" && expect.tool !== undefined ? [expect.tool] : [];
}

/** The rows with every offered rewrite made: the new name, and the argument that picks what the new tool does. */
export function rewrittenRows({ suite, impacts }: SuiteRewrite): SuiteRow[] {
  const moves = new Map(impacts.flatMap(({ tool, move }) => (move === undefined ? [] : [[tool, move] as const])));
  return suite.rows.map((row) => rewrittenRow(row, moves));
}

function rewrittenRow(row: SuiteRow, moves: ReadonlyMap<string, Move>): SuiteRow {
  const { expect } = row;
  if (expect.kind === "ask" && expect.tool !== undefined) {
    const move = moves.get(expect.tool);
    return move === undefined ? row : { ...row, expect: { kind: "ask", tool: move.to } };
  }
  if (expect.kind !== "call" || !expect.calls.some(({ tool }) => moves.has(tool))) return row;
  const calls = expect.calls.map((call) => {
    const move = moves.get(call.tool);
    if (move === undefined) return call;
    if (move.set === undefined) return { ...call, tool: move.to };
    // Where any arguments would do, the one that picks the action must be there from now on.
    const match = call.match === "ignored" ? ("partial" as const) : call.match;
    const args = call.match === "ignored" ? {} : call.args;
    return { tool: move.to, match, args: { ...args, [move.set.parameter]: move.set.value } };
  });
  return { ...row, expect: { kind: "call", calls } };
}

/** Saves a suite with other rows; everything else stays as it is. */
export async function saveRows(api: ConsoleApi, suite: Suite, rows: readonly SuiteRow[]): Promise<void> {
  const { id, name, assistantId } = suite;
  await api.call("suites.save", { id, name, rows: [...rows], ...(assistantId === undefined ? {} : { assistantId }) });
}

/** Gives rows their earlier expectation back; whatever else was changed in the suite since then stays. */
export async function takeBack(api: ConsoleApi, before: Suite, rowIds: ReadonlySet<string>): Promise<void> {
  const now = (await api.call("suites.list", {})).find(({ id }) => id === before.id);
  if (now === undefined) return;
  const earlier = new Map(before.rows.map((row) => [row.id, row.expect]));
  const rows = now.rows.map((row) => {
    const expect = rowIds.has(row.id) ? earlier.get(row.id) : undefined;
    return expect === undefined ? row : { ...row, expect };
  });
  await saveRows(api, now, rows);
}
