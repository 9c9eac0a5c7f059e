import type { ConsoleError, Phase } from "#shared/base/console-error.ts";
import type { DiagnosisStepId, StepVerdict } from "#shared/mcp/diagnosis.ts";
import type { ConnectionTarget, Discovered } from "#core/ports.ts";
import type { Proxy } from "#core/proxy/proxy-route.ts";

/** Why a step stops the diagnosis. */
export interface StepFailure {
  readonly code: string;
  readonly phase: Phase;
  /** One sentence for a person. */
  readonly cause: string;
  /** One sentence: who does what. */
  readonly remedy: string;
}

/** What one step found. `failure` goes with the verdict `fail`, or, on a `warn`, names what decides if all else holds. */
export interface StepOutcome {
  readonly verdict: StepVerdict;
  readonly fact: string;
  readonly evidence: readonly string[];
  readonly failure?: StepFailure;
  /** What later steps need to know. */
  readonly learned?: Partial<Learned>;
  /** Where the step's work was done inside another's: its own share of the time. */
  readonly ms?: number;
}

/** What the steps know of each other's findings. */
export interface Learned {
  /** The URL is of this computer: nobody else reaches it. */
  readonly onlyHere: boolean;
  /** Addresses of the host in the order of the resolver. */
  readonly addresses: readonly Address[];
  /** The address that accepted a connection first. */
  readonly reached: Address;
  /** A credential that the URL carries and that had expired by our clock, as a sentence. */
  readonly expired: string;
  /** True where the URL or the headers carry a credential. */
  readonly hasCredential: boolean;
  /** The proxy that everything goes through from here on. */
  readonly proxy: Proxy;
  /** What the first HTTP answer was. */
  readonly answer: HttpAnswer;
  /** The server was silent on the modern probe: only the legacy handshake is worth the rest of the time. */
  readonly silentOnProbe: boolean;
  /** What the server listed. */
  readonly discovered: Discovered;
  /** The connection stood, and listing the tools failed. */
  readonly listFailure: { readonly error: ConsoleError; readonly ms: number };
}

export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** What a gateway in front of the server says of it, as cause and remedy. */
export interface GatewayWord {
  readonly cause: string;
  readonly remedy: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  /** What kind of page it is, where it is one, in a few words. */
  readonly page?: string;
  /** What a gateway in front of the server says in its place. */
  readonly gateway?: GatewayWord;
}

/** What a step is given. */
export interface StepInput {
  readonly url: URL;
  readonly target: ConnectionTarget;
  readonly maskedUrl: string;
  readonly learned: Partial<Learned>;
  /** Aborts when the person cancels or the total budget is spent. */
  readonly signal: AbortSignal;
  /** Milliseconds left of the total budget. */
  readonly remainingMs: () => number;
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly monotonicMs: () => number;
}

/** One step: total, bounded by the signal, never throws for what a server or a network does. */
export interface Step {
  readonly id: DiagnosisStepId;
  run(input: StepInput): Promise<StepOutcome> | StepOutcome;
}

/** A step that does not apply, with the reason. */
export const skipped = (fact: string): StepOutcome => ({ verdict: "skipped", fact, evidence: [] });

/** `host:port` of a URL, default ports filled in. */
export function hostAndPort(url: URL): { readonly host: string; readonly port: number; readonly shown: string } {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  return { host, port, shown: `${url.hostname}:${port}` };
}
