import { UnstyledButton } from "@mantine/core";
import { useEffect, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import type { Server } from "#shared/contract/server.ts";
import type { Transport } from "#shared/mcp/snapshot.ts";
import { reachability, type Reachability } from "#shared/platform/reachability.ts";
import { useDiscovery } from "#renderer/features/servers/discovery-store.ts";
import { judgeServer, tellingRun } from "#renderer/features/servers/judge-server.ts";
import { formatAge, formatDuration } from "#renderer/ui/format.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { useNow } from "#renderer/ui/use-now.ts";
import classes from "#renderer/features/servers/verdict-line.module.css";

/** How a transport is named on screen. */
const TRANSPORT_NAMES: Record<Transport, string> = { "streamable-http": "Streamable HTTP", sse: "SSE" };

/** How many runs the success rate looks back on. */
const RUNS = 20;

interface VerdictLineProps {
  readonly server: Server;
  readonly onDiagnose: (() => void) | undefined;
}

/** What a conversation started now would register: the most important sentence of the window. */
export function VerdictLine({ server, onDiagnose }: VerdictLineProps) {
  const { snapshot, run } = useDiscovery(server.id);
  const now = useNow();
  const reach = useReachability(server.id);
  const value = snapshot.state === "ready" ? snapshot.value : undefined;
  const verdict = judgeServer(server, value);
  const known = tellingRun(server) !== undefined || value !== undefined;
  const tone = known || verdict.tone === "stopped" ? verdict.tone : "quiet";
  const failed = tellingRun(server)?.outcome.state === "failed";
  const said = !known && run.state === "running" ? "Discovering now" : verdict.sentence;
  const aside = verdict.reason !== undefined && !said.includes(verdict.reason) ? verdict.reason : undefined;
  return (
    <div role="status" aria-label="Registration verdict">
      <p className={classes.line} data-tone={tone}>
        <StatusMark tone={tone} size={16} />
        <span>
          {said}
          {aside === undefined ? undefined : <span className={classes.aside}> · {aside}</span>}
          {onDiagnose === undefined || tone === "good" || tone === "quiet" || failed ? undefined : (
            <>
              {" "}
              <UnstyledButton className={classes.link} onClick={onDiagnose}>
                Diagnose
              </UnstyledButton>
            </>
          )}
        </span>
      </p>
      <p className={classes.facts}>
        {verdict.ms === undefined ? undefined : <span>{formatDuration(verdict.ms)}</span>}
        {value === undefined || failed ? undefined : (
          <>
            <span>{TRANSPORT_NAMES[value.facts.transport]}</span>
            <span>{value.facts.protocolVersion}</span>
          </>
        )}
        {value === undefined ? undefined : (
          <span>
            {failed ? "the list below was taken " : "listed "}
            {formatAge(Date.parse(value.takenAt), now)}
          </span>
        )}
        {reach === undefined || reach.runs < 2 ? undefined : (
          <span>
            {reach.succeeded} of the last {reach.runs} discoveries worked
            {reach.p95Ms === undefined ? "" : `, p95 ${formatDuration(reach.p95Ms)}`}
          </span>
        )}
      </p>
    </div>
  );
}

/** How often the newest runs worked. Read anew whenever a run of the server ends. */
function useReachability(serverId: string): Reachability | undefined {
  const api = useApi();
  const [reach, setReach] = useState<Reachability>();
  useEffect(() => {
    let current = true;
    const read = (): void => {
      api.call("discovery.runs", { serverId, limit: RUNS }).then(
        (runs) => current && setReach(reachability(runs)),
        () => undefined, // only where the wire died; the connection bar says so
      );
    };
    read();
    const stop = api.on("discovery.finished", ({ run }) => run.serverId === serverId && read());
    return () => {
      current = false;
      stop();
    };
  }, [api, serverId]);
  return reach;
}
