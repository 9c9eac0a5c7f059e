import type { HostileRow, Seen, SiteState } from "../servers/hostile/row.ts";
import type { Diagnosis } from "#shared/mcp/diagnosis.ts";
import type { Host } from "./host-client.ts";
import { HEADER_SEED, SEED, type HostileConsole } from "./hostile-console.ts";
import { measured, type Cost } from "./measure.ts";

/** What became of one row. */
export interface RowEnd {
  readonly row: HostileRow;
  readonly complaints: readonly string[];
  /** Set where this was its second try: what was wrong with the first. */
  readonly firstTry?: readonly string[];
  readonly cost: Cost;
  readonly code: string;
  readonly phase: string;
  readonly requests: number;
}

export interface Bench {
  readonly hostile: Host;
  readonly console: HostileConsole;
}

const LOOP_MAX_MS = 200;
const LOOP_P99_MS = 50;
const GROWN_MIB = 150;
const HEALTHY_MS = 1_000;
const DIAGNOSIS_MS = 8_000;
/** Requests of the first ladder: redirects, three rungs, a walk's first page, farewells. */
const LADDER = 12;
/** Openings of event streams by GET in one drive: five reconnects. */
const STREAMS = 5;
let runs = 0;

/** Runs one row in all its drives and holds it against its bars and the invariants. `alone`: nothing else runs meanwhile. */
export async function runRow(bench: Bench, row: HostileRow, alone: boolean): Promise<RowEnd> {
  runs += 1;
  const key = `${row.id}-${runs}`;
  const complaints: string[] = [];
  const complain = (said: string | undefined): void => void (said !== undefined && complaints.push(said));
  const { started = { url: "", extra: "" } } = await bench.hostile.ask("start", key, row.id);
  let healthyMs = 0;
  const healthy = new Promise<void>((resolve) => setTimeout(resolve, 60))
    .then(() => bench.console.callHealthy())
    .then((ms) => void (healthyMs = ms))
    .catch((error: unknown) => complain(String(error)));
  let first: Omit<Seen, "state"> = { traffic: [] };
  const { value: driven, cost } = await measured(
    () =>
      settles(
        row.drive === "diagnose"
          ? bench.console.diagnose(row, started).then((diagnosis) => ({ traffic: [], diagnosis }))
          : bench.console.drive(row, key, started),
      ),
    alone,
  );
  first = driven;
  await healthy;
  if (healthyMs > HEALTHY_MS) complain(`a healthy call took ${Math.round(healthyMs)} ms meanwhile`);
  const before = await stateOf(bench, key);
  complain(tooManyRequests(row, before, cost.ms));
  if (row.drive === "discover" && row.heavy !== true)
    first = { ...first, diagnosis: await bench.console.diagnose(row, started) };
  const after = await stateOf(bench, key);
  complain(tooManyRequests(row, diffOf(before, after), first.diagnosis?.ms ?? 0));
  // What a row says about requests is about its first drive; what must never happen is looked for in both.
  if (row.environment !== undefined) complain(agrees(first.diagnosis, await bench.console.discover(row, started)));
  const seen: Seen = { ...first, state: { ...after, stamps: before.stamps, streams: before.streams } };
  complain(await sockets(bench, key));
  await bench.hostile.ask("stop", key);

  complain(rightError(row, seen));
  complain(rightDiagnosis(row, seen));
  complain(row.check?.(seen));
  if (cost.ms > row.budgetMs) complain(`took ${Math.round(cost.ms)} ms of ${row.budgetMs}`);
  if (cost.loopMaxMs > LOOP_MAX_MS) complain(`the main loop stood for ${Math.round(cost.loopMaxMs)} ms`);
  if (cost.loopP99Ms > LOOP_P99_MS) complain(`p99 of the main loop is ${Math.round(cost.loopP99Ms)} ms`);
  if (cost.grownMiB > GROWN_MIB) complain(`memory grew by ${Math.round(cost.grownMiB)} MiB`);
  const text = JSON.stringify([seen.discovery, seen.call, seen.diagnosis, seen.traffic, bench.console.told.splice(0)]);
  if (text.includes(SEED) || text.includes(HEADER_SEED)) complain(`a secret is shown: ${around(text)}`);
  if (/\bE_UNKNOWN\b/.test(text)) complain("an unknown error");
  for (const bug of bench.console.bugs.splice(0)) complain(`a bug: ${bug}`);
  if (({} as Record<string, unknown>)["polluted"] !== undefined) complain("Object.prototype changed");
  const error = errorOf(seen);
  return { row, complaints, cost, code: error?.code ?? "", phase: error?.phase ?? "", requests: before.stamps.length };
}

/** What never settles would never be told: it is given up after 45 s. */
function settles<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("never settled")), 45_000);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function stateOf({ hostile }: Bench, key: string): Promise<SiteState> {
  const { state } = await hostile.ask("state", key);
  if (state === undefined) throw new Error("no state");
  return state;
}

/** Within 5 s of the end, no socket of the row is open any more. */
async function sockets(bench: Bench, key: string): Promise<string | undefined> {
  for (let tries = 0; ; tries += 1) {
    const { open } = await stateOf(bench, key);
    if (open === 0) return undefined;
    if (tries >= 50) return `${open} sockets are open 5 s after the end`;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function tooManyRequests({ pages }: HostileRow, { stamps, streams }: SiteState, ms: number): string | undefined {
  if (streams > STREAMS) return `${streams} openings of a stream`;
  const allowed = LADDER + Math.ceil(ms / 1_000);
  return pages === true || stamps.length <= allowed ? undefined : `${stamps.length} requests, ${allowed} are allowed`;
}

/** What came between two looks at a server. */
function diffOf(before: SiteState, after: SiteState): SiteState {
  return { ...after, stamps: after.stamps.slice(before.stamps.length), streams: after.streams - before.streams };
}

function errorOf({ discovery, call, diagnosis }: Seen): { readonly code: string; readonly phase: string } | undefined {
  if (discovery?.ok === false) return discovery.error;
  if (call?.ok === false) return call.error;
  if (call?.ok === true) return call.value.error;
  if (discovery !== undefined) return undefined;
  return diagnosis?.code === undefined ? undefined : { code: diagnosis.code, phase: diagnosis.phase ?? "" };
}

const isOneOf = (codes: string, code: string): boolean => codes.split("|").includes(code);

function rightError(row: HostileRow, seen: Seen): string | undefined {
  const error = errorOf(seen);
  if (row.code === undefined)
    return error === undefined || row.drive !== "discover"
      ? undefined
      : `failed: ${error.code}, ${JSON.stringify(error).slice(0, 300)}`;
  if (error === undefined) return `${row.code} was expected, and it worked`;
  if (!isOneOf(row.code, error.code)) return `${row.code} was expected, not ${JSON.stringify(error).slice(0, 400)}`;
  return row.phase === undefined || row.phase === error.phase
    ? undefined
    : `the phase is ${error.phase}, not ${row.phase}`;
}

/** What the diagnosis says of a way through a proxy is what a discovery meets on it. */
function agrees(
  diagnosis: Diagnosis | undefined,
  discovered: Awaited<ReturnType<HostileConsole["discover"]>>,
): string | undefined {
  const { ok = false, phase } = diagnosis ?? {};
  // What the platform's policy forbids may be reached from here all the same.
  if (discovered.ok) return ok || phase === "policy" ? undefined : "a discovery works where the diagnosis fails";
  const { error } = discovered;
  return !ok && error.phase === phase
    ? undefined
    : `a discovery says ${error.code} at ${error.phase}, the diagnosis ${phase}`;
}

function rightDiagnosis(row: HostileRow, { diagnosis }: Seen): string | undefined {
  if (diagnosis === undefined) return undefined;
  const { ok, code = "", phase, cause, remedy, ms } = diagnosis;
  if (ms > DIAGNOSIS_MS) return `the diagnosis took ${Math.round(ms)} ms`;
  if (cause === "" || remedy === "") return "no cause or no remedy";
  const expected = row.diagnosed === true ? { code: row.code ?? "", phase: row.phase } : row.diagnosed;
  const isOurs = row.code === undefined && row.drive !== "diagnose";
  if (expected === undefined)
    return ok || isOurs || row.code !== undefined
      ? ok && row.code !== undefined
        ? "the diagnosis finds nothing"
        : undefined
      : `the diagnosis says ${code}: ${cause}`;
  if (!isOneOf(expected.code, code)) return `the diagnosis says ${code}, not ${expected.code}: ${cause}`;
  return expected.phase === phase ? undefined : `the diagnosis says the phase ${phase}, not ${expected.phase}`;
}

function around(text: string): string {
  const at = Math.max(text.indexOf(SEED), text.indexOf(HEADER_SEED));
  return text.slice(Math.max(0, at - 120), at + 40);
}
