import { useEffect, useEffectEvent, useMemo, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import type { AttachedServer } from "#renderer/features/assistants/attached-tools.ts";
import type { Server } from "#shared/contract/server.ts";
import type { UnavailableTool } from "#shared/lint/lint-input.ts";

/** Servers that are not attached and are looked into, newest lists only. */
const MOST_SERVERS = 30;
const NONE: readonly UnavailableTool[] = [];

/** Tools that exist and that the assistant does not get: those of other servers, and malformed entries of its own. */
export function useUnavailableTools(
  servers: readonly Server[],
  attached: readonly AttachedServer[],
): readonly UnavailableTool[] {
  const api = useApi();
  const [elsewhere, setElsewhere] = useState(NONE);
  const own = new Set(attached.map(({ server }) => server.id));
  const others = servers.filter(({ id, lastRun }) => !own.has(id) && lastRun !== undefined).slice(0, MOST_SERVERS);
  // Read anew when another server is attached, or one of the others lists something else.
  const key = others
    .map(
      ({ id, name, lastRun }) => `${id} ${name} ${lastRun?.outcome.state === "listed" ? lastRun.outcome.listHash : ""}`,
    )
    .join("\n");
  const read = useEffectEvent(async (wanted: ReadonlySet<string>): Promise<readonly UnavailableTool[]> => {
    const found: UnavailableTool[] = [];
    for (const { id, name: server } of others) {
      if (!wanted.has(id)) continue;
      const list = await api.call("snapshots.latest", { serverId: id });
      found.push(...(list?.tools ?? []).map(({ name }) => ({ name, server, why: "elsewhere" as const })));
    }
    return found;
  });
  useEffect(() => {
    let current = true;
    const wanted = new Set(key.split("\n").map((line) => line.slice(0, line.indexOf(" "))));
    read(wanted).then(
      (found) => {
        if (current) setElsewhere((known) => (found.length + known.length === 0 ? known : found));
      },
      () => undefined, // only where the wire died; the connection bar says so
    );
    return () => {
      current = false;
    };
  }, [key]);
  return useMemo(() => {
    const malformed = attached.flatMap(({ server, snapshot }) =>
      (snapshot?.malformed ?? []).flatMap(({ name }): readonly UnavailableTool[] =>
        name === undefined ? [] : [{ name, server: server.name, why: "malformed" }],
      ),
    );
    return malformed.length === 0 ? elsewhere : [...elsewhere, ...malformed];
  }, [attached, elsewhere]);
}
