import { useEffect, useMemo, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { preferencesNow, rememberView } from "#renderer/api/preferences.ts";
import { useServerFindings, type ServerFindings } from "#renderer/features/lint/use-server-findings.ts";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";

/** Tells a finding from every other of an assistant, those of its other servers included. */
export const printOf = ({ fingerprint, target }: Diagnostic): string =>
  "server" in target ? `${target.server ?? ""} ${fingerprint}` : fingerprint;

/**
 * The fingerprints of what the list that was last looked at holds, by the same drafts and suppressions, so that what is
 * new stands out. Which list that was outlives the window. Undefined where no other list was looked at: then nothing is
 * new.
 */
export function useSeenFindings(
  snapshot: Snapshot | undefined,
  found: ServerFindings | undefined,
): ReadonlySet<string> | undefined {
  const api = useApi();
  const key = `lint.seen.${snapshot?.serverId ?? ""}`;
  // What was looked at before this look: the list kept for the server, else the first one that is shown.
  const [kept] = useState(() => preferencesNow().view[key]);
  const [first, setFirst] = useState(snapshot?.id);
  const [earlier, setEarlier] = useState<Snapshot>();
  const id = snapshot?.id;
  if (first === undefined && id !== undefined) setFirst(id);
  const lookedAt = kept ?? first;
  useEffect(() => {
    if (id !== undefined && found !== undefined) rememberView(api, key, id);
  }, [api, key, id, found]);
  useEffect(() => {
    if (lookedAt === undefined || id === undefined || lookedAt === id) return undefined;
    let current = true;
    api.call("snapshots.get", { id: lookedAt }).then(
      (read) => current && read.ok && setEarlier(read.value),
      () => undefined, // only where the wire died; the connection bar says so
    );
    return () => {
      current = false;
    };
  }, [api, id, lookedAt]);
  const before = useServerFindings(earlier?.id === id ? undefined : earlier);
  return useMemo(() => (before === undefined ? undefined : new Set(before.diagnostics.map(printOf))), [before]);
}
