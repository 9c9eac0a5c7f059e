import type { ConsoleError } from "#shared/base/console-error.ts";
import type { SealedSecret } from "#core/store-port.ts";

/**
 * The failure of opening a secret that something else sealed. The sealed bytes stay as they are: whoever sealed them
 * may open them yet. `why` is a few words for the evidence; never any part of the secret.
 */
export function cannotOpenHere(sealed: SealedSecret, why: string): ConsoleError {
  const place = sealed.backend.startsWith("keyring:")
    ? `the keyring ${JSON.stringify(sealed.backend.slice("keyring:".length, 60))}`
    : `the backend ${JSON.stringify(sealed.backend.slice(0, 60))}`;
  return {
    kind: "storage",
    code: "E_SECRET_UNREADABLE",
    phase: "storage",
    said: `The credential was sealed by ${place} on ${sealed.sealedAt.slice(0, 10)} and cannot be opened in this shell.`,
    evidence: why,
    retriable: true,
    next: "Open the server in the Preflight that stored it, or enter its URL again here.",
  };
}
