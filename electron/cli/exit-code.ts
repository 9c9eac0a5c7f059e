import type { ConsoleError, ErrorKind } from "#shared/base/console-error.ts";

/** What a pipeline can tell from the exit code. Documented in `--help` and in this room's README. */
export const exitCodes = {
  ok: 0,
  usage: 1,
  toolError: 2,
  refusedCredentials: 3,
  unreachable: 4,
  notMcp: 5,
  incompleteList: 6,
  consoleFailed: 7,
  driftFound: 8,
  lintFound: 9,
  suiteFailed: 10,
  cancelled: 130,
} as const;

export const exitCodeHelp = `Exit codes:
  0    done
  1    wrong usage, or something given that cannot be used
  2    the tool call failed: tool error, protocol error, input required, or no such tool
  3    the server refused the credentials
  4    the server could not be reached, or did not answer in time
  5    something answered, and it was not (proper) MCP
  6    the list of tools is incomplete; what was listed is printed
  7    the console itself failed
  8    the tools changed as badly as --fail-on says, or worse
  9    lint found something as loud as --fail-on says, or louder
  10   fewer rows of the suite pass than --min-pass says, or one broke with --fail-broken
  130  stopped with Ctrl-C
`;

const codeByKind: Readonly<Record<ErrorKind, number>> = {
  "invalid-input": exitCodes.usage,
  "not-found": exitCodes.usage,
  unreachable: exitCodes.unreachable,
  timeout: exitCodes.unreachable,
  "refused-credentials": exitCodes.refusedCredentials,
  "not-mcp": exitCodes.notMcp,
  protocol: exitCodes.notMcp,
  limit: exitCodes.notMcp,
  cancelled: exitCodes.cancelled,
  storage: exitCodes.consoleFailed,
};

/** The exit code that an expected failure ends the process with. */
export function exitCodeOf(error: ConsoleError): number {
  return codeByKind[error.kind];
}
