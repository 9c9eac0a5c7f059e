import type { ConsoleError, ErrorKind, Phase } from "#shared/base/console-error.ts";
import { maskSecrets, MASK } from "#shared/base/redact.ts";
import { asFailure, Failure } from "#core/mcp/failure.ts";

/** An expected failure on its way up inside this room; it leaves as the value it carries. */
export class ModelFailure extends Error {
  readonly error: ConsoleError;
  constructor(error: ConsoleError) {
    super(error.said);
    this.name = "ModelFailure";
    this.error = error;
  }
}

/** Makes one. `next` says who does what. */
export function modelFailure(
  code: string,
  kind: ErrorKind,
  said: string,
  next: string,
  more: {
    readonly evidence?: string;
    readonly phase?: Phase;
    readonly retriable?: boolean;
    readonly limit?: ConsoleError["limit"];
  } = {},
): ModelFailure {
  return new ModelFailure({
    kind,
    code,
    phase: more.phase ?? "http",
    said,
    evidence: more.evidence ?? "",
    ...(more.limit === undefined ? {} : { limit: more.limit }),
    retriable: more.retriable ?? false,
    next,
  });
}

// What the MCP side says of a server's operator, said of whoever runs a model.
const NEXT: ReadonlyMap<string, string> = new Map([
  ["E_TCP_REFUSED", "Start the program that serves the model (Ollama, LM Studio, vLLM), or correct the base address."],
  ["E_DNS_NOT_FOUND", "Check the base address for a typing error."],
  ["E_TIMEOUT_CALL", "Try again: a model that is being loaded answers late. Otherwise look at the program's log."],
  ["E_BODY_TOO_LARGE", "Set a limit on the model's tokens, or use another model."],
  [
    "E_HTTP_REDIRECT_OTHER_ORIGIN",
    "If the target is the right address, make it the base address; nothing was sent there.",
  ],
  ["E_HTTP_REDIRECT_DOWNGRADE", "Correct the base address: nothing was sent to the unencrypted one."],
  ["E_HTTP_REDIRECT_METHOD", "Make the redirect's target the base address."],
]);
const NEXT_OTHERWISE = "Look at the log of whatever answers at the base address, or at the provider's status page.";

/** Any thrown thing as the value to answer; no form of a secret is left in it. */
export function modelError(thrown: unknown, secrets: readonly string[]): ConsoleError {
  const mask = (text: string): string => maskKeys(maskSecrets(text, secrets));
  if (thrown instanceof ModelFailure) {
    const { error } = thrown;
    return { ...error, said: mask(error.said).slice(0, 600), evidence: mask(error.evidence).slice(0, 2048) };
  }
  const known = thrown instanceof Failure || (thrown instanceof Error && thrown.cause instanceof Failure);
  if (known) {
    const error = asFailure(thrown).toConsoleError(mask);
    const network = error.phase === "dns" || error.phase === "tcp" || error.phase === "tls";
    return { ...error, next: NEXT.get(error.code) ?? (network ? error.next : NEXT_OTHERWISE) };
  }
  return {
    kind: "protocol",
    code: "E_MODEL_ANSWER_FORM",
    phase: "content",
    said: "The answer is not of the form that the provider's protocol has.",
    evidence: mask(messageOf(thrown)).slice(0, 2048),
    retriable: false,
    next: "Check that the provider and the base address belong together.",
  };
}

/** The words of an error of the provider's, whatever it is: never its request, which holds the conversation. */
export function messageOf(thrown: unknown): string {
  if (typeof thrown === "string") return thrown.slice(0, 1000);
  if (typeof thrown !== "object" || thrown === null) return "";
  const { message, error } = thrown as { readonly message?: unknown; readonly error?: unknown };
  if (typeof message === "string") return message.slice(0, 1000);
  return error === undefined || error === thrown ? "" : messageOf(error);
}

/** Providers quote a refused key with stars in its middle: its ends are of it too. */
function maskKeys(text: string): string {
  return text.replaceAll(/[^\s"'`:,]{0,40}\*{3,}[^\s"'`,.]{0,40}/g, MASK);
}
