import type { HostileRow } from "../servers/hostile/row.ts";
import { startHost } from "./host-client.ts";
import { openHostileConsole } from "./hostile-console.ts";
import { runRow, type Bench, type RowEnd } from "./run-row.ts";

const LANES = 8;

/** What became of a set of rows, and of what they share. */
export interface RowsEnd {
  readonly ends: readonly RowEnd[];
  readonly complaints: readonly string[];
}

/** Runs rows on one console: those that only wait side by side, the heavy ones one at a time. */
export async function runRows(rows: readonly HostileRow[], onEnd: (end: RowEnd) => void = () => {}): Promise<RowsEnd> {
  const complaints: string[] = [];
  const uncaught = (error: unknown): void =>
    void complaints.push(`uncaught: ${error instanceof Error ? error.stack : String(error)}`);
  process.on("uncaughtException", uncaught);
  process.on("unhandledRejection", uncaught);
  const hostile = startHost();
  const kind = startHost();
  const { cert = "" } = await hostile.ask("authority", "");
  const { started } = await kind.ask("healthy", "healthy");
  const bench: Bench = { hostile, console: await openHostileConsole(cert, started?.url ?? "") };
  await bench.console.callHealthy();
  const resources = countResources();
  const ends: RowEnd[] = [];
  const finish = (end: RowEnd): void => {
    ends.push(end);
    onEnd(end);
  };
  /** What went wrong side by side, by row: other rows, and other work on the machine, delay loops too. */
  const again = new Map<HostileRow, readonly string[]>();
  const light = rows.filter(({ heavy }) => heavy !== true);
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (let row = light.shift(); row !== undefined; row = light.shift()) {
        const end = await settled(bench, row, false);
        if (end.complaints.length === 0) finish(end);
        else again.set(row, end.complaints);
      }
    }),
  );
  // A second try, and never a third: the table says which rows needed it, and why.
  for (const row of rows) {
    if (row.heavy !== true && !again.has(row)) continue;
    const first = again.get(row) ?? (await alone(bench, row, finish));
    if (first !== undefined) finish({ ...(await settled(bench, row, true)), firstTry: first });
  }

  await stillOpen(resources).then((said) => said !== undefined && complaints.push(said));
  const kept = await bench.console.kept();
  const after = await bench.console.close();
  for (const id of kept) if (!after.kept.has(id)) complaints.push(`lost on disk: ${id}`);
  for (const leak of after.leaked) complaints.push(`a secret on disk: ${leak}`);
  await hostile.ask("stop", "");
  hostile.close();
  kind.close();
  process.off("uncaughtException", uncaught);
  process.off("unhandledRejection", uncaught);
  return { ends: ends.toSorted((a, b) => rows.indexOf(a.row) - rows.indexOf(b.row)), complaints };
}

/** Runs a heavy row alone. Hands it on where all is as it must be, else gives what is not. */
async function alone(
  bench: Bench,
  row: HostileRow,
  finish: (end: RowEnd) => void,
): Promise<readonly string[] | undefined> {
  const end = await settled(bench, row, true);
  if (end.complaints.length > 0) return end.complaints;
  finish(end);
  return undefined;
}

async function settled(bench: Bench, row: HostileRow, alone: boolean): Promise<RowEnd> {
  try {
    return await runRow(bench, row, alone);
  } catch (error) {
    const cost = { ms: 0, loopMaxMs: 0, loopP99Ms: 0, grownMiB: 0 };
    return {
      row,
      complaints: [`threw ${error instanceof Error ? error.stack : String(error)}`],
      cost,
      code: "",
      phase: "",
      requests: 0,
    };
  }
}

/** Sockets and the like that this process holds open; timers and our own pipes come and go. */
function countResources(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

async function stillOpen(before: ReadonlyMap<string, number>): Promise<string | undefined> {
  for (let tries = 0; ; tries += 1) {
    const more = [...countResources()].filter(
      ([kind, count]) =>
        /TCP|TLS|UDP|DNS|GetAddrInfo|Zlib|Worker|MessagePort/i.test(kind) && count > (before.get(kind) ?? 0),
    );
    // One warm spare of the schema checker is kept on purpose: it goes with the console.
    const leaked = more.filter(
      ([kind, count]) => !(/Worker|MessagePort/.test(kind) && count <= (before.get(kind) ?? 0) + 2),
    );
    if (leaked.length === 0) return undefined;
    if (tries >= 50)
      return `still open 5 s after the end: ${leaked.map(([kind, count]) => `${count} ${kind}`).join(", ")}`;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
