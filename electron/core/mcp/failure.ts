import type { ConsoleError } from "#shared/base/console-error.ts";
import { failureCodes, type FailureCodeName } from "./failure-codes.ts";

type Limit = NonNullable<ConsoleError["limit"]>;

/** What a failure may carry beside its code and sentence. */
export interface FailureDetail {
  readonly evidence?: string;
  readonly limit?: Limit;
  /** Where the same code can arise at another step: a first byte that is late in TLS, ... */
  readonly phase?: ConsoleError["phase"];
  readonly next?: string;
  /** HTTP status of the answer, where there was one: the ladder decides by it. */
  readonly status?: number;
  /** True where the answer's body was a JSON-RPC error: the server speaks JSON-RPC, in whatever era. */
  readonly spokeRpc?: boolean;
  /** True where an event stream of HTTP+SSE had named its message endpoint: the transport is right. */
  readonly namedEndpoint?: boolean;
}

/**
 * An expected failure on its way up inside this room. It leaves the room as the `ConsoleError` value it carries;
 * outside nothing is thrown.
 */
export class Failure extends Error {
  readonly code: FailureCodeName;
  readonly detail: FailureDetail;

  constructor(code: FailureCodeName, said: string, detail: FailureDetail = {}) {
    super(said);
    this.name = "Failure";
    this.code = code;
    this.detail = detail;
  }

  /** The value, with every secret masked in its texts. `mask` cuts nothing; the evidence is cut at 2 KiB here. */
  toConsoleError(mask: (text: string) => string): ConsoleError {
    const { kind, phase, retriable, next } = failureCodes[this.code];
    const { limit } = this.detail;
    return {
      kind,
      code: this.code,
      phase: this.detail.phase ?? phase,
      said: mask(this.message).slice(0, 600),
      evidence: mask(this.detail.evidence ?? "").slice(0, 2048),
      ...(limit === undefined ? {} : { limit }),
      retriable,
      next: this.detail.next ?? next,
    };
  }
}

/** Any thrown thing as a Failure; `E_UNKNOWN` where nothing recognised it. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof Error && error.cause instanceof Failure) return error.cause;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new Failure("E_UNKNOWN", "Something failed that the console does not know.", {
    evidence: text.slice(0, 2048),
  });
}
