import { connect } from "node:net";
import { readNetworkError, within } from "./network-error.ts";
import { hostAndPort, skipped, type Address, type Step, type StepFailure } from "./step.ts";

const TCP_MS = 10_000;
/** Between the starts of two attempts, as in RFC 8305 (happy eyeballs). */
const STAGGER_MS = 250;
/** Long enough to see a reset that follows the accept at once, on loopback and near hosts. */
const LINGER_MS = 40;
const LONG_LINGER_MS = 600;
const MOST_ADDRESSES = 8;

interface Attempt {
  readonly address: Address;
  readonly ms: number;
  /** Absent where the connection stood. */
  readonly code?: string;
}

/** Connects to every address of the host, each on its own, and says which answered. Nothing is sent. */
export const tcpStep: Step = {
  id: "tcp",
  async run({ url, learned, signal, remainingMs, monotonicMs }) {
    if (learned.proxy !== undefined) return skipped("the proxy connects");
    const { port, shown } = hostAndPort(url);
    const addresses = (learned.addresses ?? []).slice(0, MOST_ADDRESSES);
    const budget = Math.min(TCP_MS, remainingMs());
    const attempts: Attempt[] = [];
    const stood = new AbortController();
    const stop = AbortSignal.any([signal, stood.signal]);
    await Promise.all(
      addresses.map(async (address, index) => {
        const attempt = await tryAddress(address, port, budget, index * STAGGER_MS, stop, monotonicMs);
        if (attempt === undefined) return;
        attempts.push(attempt);
        // The others get a moment more, so that a black-holed family is named without waiting for it.
        if (attempt.code === undefined) setTimeout(() => stood.abort(), STAGGER_MS + LINGER_MS).unref();
      }),
    );
    const evidence = attempts.map(
      ({ address, ms, code }) => `${address.address} port ${port}: ${code ?? "connected"} after ${Math.round(ms)} ms`,
    );
    const reached = attempts.filter(({ code }) => code === undefined).toSorted((a, b) => a.ms - b.ms)[0];
    const failed = attempts.filter(({ code }) => code !== undefined);
    if (reached === undefined) {
      const failure = whyNone(failed, shown, addresses);
      return { verdict: "fail", fact: failure.cause, evidence, failure };
    }
    const silent = addresses.filter(
      ({ address }) => !attempts.some((each) => each.address.address === address && each.code === undefined),
    );
    const fact = `${reached.address.address} port ${port} in ${Math.round(reached.ms)} ms`;
    return silent.length === 0
      ? { verdict: "ok", fact, evidence, learned: { reached: reached.address } }
      : {
          verdict: "warn",
          fact: `${fact}; no connection to ${silent.map(({ address }) => address).join(", ")}`,
          evidence,
          learned: { reached: reached.address },
        };
  },
};

async function tryAddress(
  address: Address,
  port: number,
  budget: number,
  delay: number,
  stop: AbortSignal,
  monotonicMs: () => number,
): Promise<Attempt | undefined> {
  if (delay > 0) {
    await within(delay, stop, () => new Promise<never>(() => {})).catch(() => {}); // the deadline is the delay
    if (stop.aborted) return undefined;
  }
  const started = monotonicMs();
  const socket = connect({ host: address.address, port, family: address.family });
  try {
    await within(
      budget - delay,
      stop,
      () => new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject)),
    );
    const ms = monotonicMs() - started;
    const reset = await brokenAtOnce(socket, LINGER_MS);
    return { address, ms, ...(reset ? { code: "RESET" } : {}) };
  } catch (thrown) {
    const { code, message } = readNetworkError(thrown);
    // Stopped because another address stood: silence so far, and no verdict on it.
    return { address, ms: monotonicMs() - started, code: code === "DEADLINE" ? "no answer" : code || message };
  } finally {
    socket.on("error", () => {}); // an error after our verdict changes nothing
    socket.destroy();
  }
}

/** True when the other side resets the fresh connection before a byte was sent. An orderly end is left to later steps. */
function brokenAtOnce(socket: ReturnType<typeof connect>, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    socket.once("error", () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

/**
 * Whether a port that broke off a request resets fresh connections to which nothing is sent: asked once more and longer,
 * for a reset that came too late for the TCP step.
 */
export async function resetsUnasked(host: string, port: number, signal: AbortSignal): Promise<boolean> {
  const socket = connect({ host, port });
  try {
    return await within(LONG_LINGER_MS, signal, () => brokenAtOnce(socket, LONG_LINGER_MS));
  } catch {
    return false; // the deadline: nothing came
  } finally {
    socket.on("error", () => {});
    socket.destroy();
  }
}

/** The port accepts connections and resets them before any byte. */
export const resets = (shown: string): StepFailure => ({
  code: "E_TCP_RESET",
  phase: "tcp",
  cause: `${shown} accepts connections and resets them before any byte.`,
  remedy: "The server's operator looks at the firewall, load balancer or proxy in front of the server.",
});

function whyNone(failed: readonly Attempt[], shown: string, addresses: readonly Address[]): StepFailure {
  const codes = new Set(failed.map(({ code }) => code));
  const has = (code: string): boolean => codes.has(code);
  if (has("ECONNREFUSED"))
    return {
      code: "E_TCP_REFUSED",
      phase: "tcp",
      cause: `${shown} refused the connection: nothing listens on that port.`,
      remedy: `The server's operator checks that the server runs and listens on this port; check the port in the URL.`,
    };
  if (has("RESET") || has("ECONNRESET")) return resets(shown);
  if (
    has("ENETUNREACH") ||
    has("EHOSTUNREACH") ||
    has("EADDRNOTAVAIL") ||
    has("EINVAL") ||
    has("EPERM") ||
    has("EACCES") ||
    has("ENETDOWN") ||
    has("EHOSTDOWN")
  ) {
    const only6 = addresses.length > 0 && addresses.every(({ family }) => family === 6);
    return {
      code: "E_TCP_UNREACHABLE",
      phase: "tcp",
      cause: only6
        ? `${shown} has only IPv6 addresses, and this machine has no IPv6 route.`
        : `There is no route from this machine to ${shown}.`,
      remedy: only6
        ? "Run the diagnosis where IPv6 works, or the server's operator adds an IPv4 address."
        : `Check this machine's network (VPN, firewall), or the address in the URL.`,
    };
  }
  return {
    code: "E_TCP_TIMEOUT",
    phase: "tcp",
    cause: `No answer from ${shown}: the connection was never accepted.`,
    remedy: `The server's operator checks the firewall and the address allow-list: packets to this port get no answer.`,
  };
}
