import { Button } from "@mantine/core";
import {
  Bot,
  GitCompareArrows,
  History,
  ListChecks,
  ListRestart,
  MessagesSquare,
  SquareTerminal,
  Stethoscope,
  type LucideIcon,
} from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { useJobs } from "#renderer/api/jobs.ts";
import { valueOf } from "#renderer/api/remote.ts";
import { activityRows, type ActivityRow } from "#renderer/features/activity/activity-rows.ts";
import { followActivity, useActivityStore } from "#renderer/features/activity/activity-store.ts";
import type { Server } from "#shared/contract/server.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { formatAge, formatCount, formatDuration } from "#renderer/ui/format.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { useNow } from "#renderer/ui/use-now.ts";
import { VirtualList } from "#renderer/ui/virtual-list.tsx";
import classes from "#renderer/features/activity/activity-page.module.css";

interface ActivityPageProps {
  readonly servers: readonly Server[];
  /** Goes to what a row was about. */
  readonly onOpen: (serverId: string, toolName: string | undefined) => void;
  /** Shows what went over the wire for a call of a custom HTTP tool. */
  readonly onExchange: (httpToolId: string, callId: string) => void;
}

/** Every discovery and call, under way and done, newest first. */
export function ActivityPage({ servers, onOpen, onExchange }: ActivityPageProps) {
  const api = useApi();
  const jobs = useJobs((state) => state.running);
  const ended = useJobs((state) => state.ended);
  const past = useActivityStore((state) => valueOf(state.past));
  const [selected, setSelected] = useState<string>();
  const now = useNow(jobs.length > 0 ? 500 : 5000);
  const ids = servers.map(({ id }) => id).join(" ");
  useEffect(() => followActivity(api, ids === "" ? [] : ids.split(" ")), [api, ids]);
  const names = useMemo(() => new Map(servers.map(({ id, name }) => [id, name])), [servers]);
  const rows = useMemo(
    () =>
      activityRows(jobs, past?.runs ?? [], past?.calls ?? [], past?.suiteRuns, past?.exchanges, ended).filter(
        ({ serverId, about }) => about !== undefined || names.has(serverId),
      ),
    [jobs, past, ended, names],
  );
  return (
    <div className={classes.page} data-pane="workbench">
      <header className={classes.header}>
        <h1>Activity</h1>
        <span>
          {jobs.length > 0 ? `${jobs.length} running, ` : ""}
          {formatCount(rows.length - jobs.length, "finished job")}
        </span>
      </header>
      <div className={classes.list}>
        {rows.length === 0 ? (
          past === undefined ? undefined : (
            <EmptyState
              icon={History}
              title="Nothing was done yet."
              text="Every discovery, tool call, diagnosis and run of a suite leaves a row here."
            />
          )
        ) : (
          <VirtualList
            items={rows}
            label="Activity"
            rowHeight={36}
            keyOf={({ id }) => id}
            selectedKey={selected}
            onSelect={({ id }) => setSelected(id)}
            onOpen={({ id, about, serverId, toolName }) => {
              if (about === undefined) onOpen(serverId, toolName);
              else if (serverId !== "") onExchange(serverId, id);
            }}
            renderRow={(row) => (
              <Row row={row} server={row.about ?? names.get(row.serverId) ?? ""} now={now} onOpen={onOpen} />
            )}
          />
        )}
      </div>
    </div>
  );
}

const KINDS: Readonly<Record<ActivityRow["kind"], LucideIcon>> = {
  call: SquareTerminal,
  discovery: ListRestart,
  diagnosis: Stethoscope,
  comparison: GitCompareArrows,
  conversation: MessagesSquare,
  suite: ListChecks,
  "model-check": Bot,
};

const NAMES: Readonly<Record<ActivityRow["kind"], string>> = {
  call: "Call",
  discovery: "Discovery",
  diagnosis: "Diagnosis",
  comparison: "Comparison",
  conversation: "Conversation",
  suite: "Suite",
  "model-check": "Check of a model",
};

interface RowProps {
  readonly row: ActivityRow;
  readonly server: string;
  readonly now: number;
  readonly onOpen: ActivityPageProps["onOpen"];
}

function Row({ row, server, now }: RowProps) {
  const Kind = KINDS[row.kind];
  const ran = row.totalMs ?? (row.tone === "running" ? now - row.startedAt : undefined);
  return (
    <div className={classes.row}>
      <StatusMark tone={row.tone} />
      <span className={classes.what}>
        <Kind size={14} aria-hidden />
        {row.toolName === undefined ? <span>{NAMES[row.kind]}</span> : <code>{row.toolName}</code>}
      </span>
      <span className={classes.server} title={server}>
        {server}
      </span>
      <span className={classes.state} title={row.state}>
        {row.state}
      </span>
      <span className={classes.number}>{ran === undefined ? "" : formatDuration(Math.max(0, ran))}</span>
      <span className={classes.number}>{formatAge(row.startedAt, now)}</span>
      <span className={classes.act}>
        {row.cancel === undefined ? undefined : (
          <Button
            variant="default"
            size="compact-xs"
            onClick={(event) => {
              event.stopPropagation();
              row.cancel?.();
            }}
          >
            Cancel
          </Button>
        )}
      </span>
    </div>
  );
}
