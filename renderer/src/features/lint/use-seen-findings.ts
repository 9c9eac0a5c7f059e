import { useEffect, useState } from "react";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";

/** Fingerprints of the last look at each subject, for this window's life. */
const lastLooks = new Map<string, ReadonlySet<string>>();

/**
 * The fingerprints that were there when the subject was last looked at, so that what is new stands out. Undefined at
 * the first look: then nothing is new.
 */
export function useSeenFindings(subject: string, diagnostics: readonly Diagnostic[]): ReadonlySet<string> | undefined {
  const [seen] = useState(() => lastLooks.get(subject));
  useEffect(() => {
    if (diagnostics.length > 0) lastLooks.set(subject, new Set(diagnostics.map(({ fingerprint }) => fingerprint)));
  }, [subject, diagnostics]);
  return seen;
}
