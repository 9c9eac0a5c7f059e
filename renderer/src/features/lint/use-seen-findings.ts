import { useEffect, useState } from "react";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";

/** Fingerprints of the last look at each subject, for this window's life. */
const lastLooks = new Map<string, ReadonlySet<string>>();

/** Tells a finding from every other of an assistant, those of its other servers included. */
export const printOf = ({ fingerprint, target }: Diagnostic): string =>
  "server" in target ? `${target.server ?? ""} ${fingerprint}` : fingerprint;

/**
 * The fingerprints that were there when the subject was last looked at, so that what is new stands out. Undefined at
 * the first look: then nothing is new.
 */
export function useSeenFindings(subject: string, diagnostics: readonly Diagnostic[]): ReadonlySet<string> | undefined {
  const [seen] = useState(() => lastLooks.get(subject));
  useEffect(() => {
    if (diagnostics.length > 0) lastLooks.set(subject, new Set(diagnostics.map(printOf)));
  }, [subject, diagnostics]);
  return seen;
}
