import { Menu, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { Suspense } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { useLatency } from "#renderer/app/latency-store.ts";
import { go, useNavigation } from "#renderer/app/navigation.ts";
import { wantPalette } from "#renderer/app/palette-store.ts";
import { useDiscovery } from "#renderer/features/servers/discovery-store.ts";
import { glanceAt } from "#renderer/features/servers/server-tone.ts";
import { useServer, useServers } from "#renderer/features/servers/servers-store.ts";
import { formatAge, formatCount, formatDuration } from "#renderer/ui/format.ts";
import { lazyPart } from "#renderer/ui/lazy-part.ts";
import { KeyHint } from "#renderer/ui/key-hint.tsx";
import { StatusMark, type Tone } from "#renderer/ui/status-mark.tsx";
import { useNow } from "#renderer/ui/use-now.ts";
import classes from "#renderer/app/status-bar.module.css";

const FindingCounts = lazyPart(async () => (await import("#renderer/features/lint/finding-counts.tsx")).FindingCounts);

/** Every 300 ms of silence is noticed in a voice conversation. */
const VOICE_BUDGET_MS = 300;

/** One line at the foot: problems, the last discovery, latency against the voice budget, the profile, the palette. */
export function StatusBar() {
  const servers = useServers();
  const chosenId = useNavigation((place) => place.serverId);
  const onScreen = useNavigation((place) => place.room === "servers");
  const known = useServer(chosenId) ?? servers[0];
  // What is said of one server, only beside that server.
  const chosen = onScreen ? known : undefined;
  // An assistant has a platform of its own, which its header names.
  const judged = useNavigation((place) => place.room !== "assistants");
  return (
    <footer className={classes.bar} aria-label="Status">
      <Problems />
      {chosen?.lastRun === undefined ? undefined : <LastDiscovery at={chosen.lastRun.startedAt} />}
      {chosen === undefined ? undefined : <Findings serverId={chosen.id} />}
      {chosen === undefined ? undefined : <Latency serverId={chosen.id} />}
      <span className={classes.profile} title="The assistant platform that servers are judged for">
        {judged ? "Insighto profile" : undefined}
      </span>
      <UnstyledButton className={classes.button} onClick={wantPalette}>
        <VisuallyHidden>Find an action: </VisuallyHidden>
        <KeyHint shortcut="mod+K" />
      </UnstyledButton>
    </footer>
  );
}

function Problems() {
  const api = useApi();
  const servers = useServers();
  const problems = servers
    .map((server) => ({ server, glance: glanceAt(server) }))
    .filter(({ glance }) => glance.tone === "attention" || glance.tone === "stopped");
  if (servers.length === 0) return undefined;
  const stopped = problems.filter(({ glance }) => glance.tone === "stopped").length;
  const attention = problems.length - stopped;
  if (problems.length === 0)
    return (
      <span className={classes.item}>
        <StatusMark tone="quiet" size={12} /> no problems
      </span>
    );
  return (
    <Menu position="top-start" width={320}>
      <Menu.Target>
        <UnstyledButton className={classes.button}>
          <Problem tone="attention" count={attention} said="needing attention" />
          <Problem tone="stopped" count={stopped} said="stopped" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {problems.map(({ server, glance }) => (
          <Menu.Item
            key={server.id}
            leftSection={<StatusMark tone={glance.tone} />}
            onClick={() => go(api, { room: "servers", serverId: server.id })}
          >
            {server.name}
            <span className={classes.said}>{glance.said}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Problem({ tone, count, said }: { readonly tone: Tone; readonly count: number; readonly said: string }) {
  if (count === 0) return undefined;
  return (
    <span className={classes.problem} title={`${formatCount(count, "server")} ${said}`}>
      <StatusMark tone={tone} size={12} /> {count} <VisuallyHidden>{said}</VisuallyHidden>
    </span>
  );
}

function LastDiscovery({ at }: { readonly at: string }) {
  const now = useNow();
  return <span className={classes.item}>last discovery {formatAge(Date.parse(at), now)}</span>;
}

function Findings({ serverId }: { readonly serverId: string }) {
  const api = useApi();
  const { snapshot } = useDiscovery(serverId);
  if (snapshot.state !== "ready") return undefined;
  return (
    <Suspense fallback={undefined}>
      <FindingCounts
        snapshot={snapshot.value}
        className={classes.button}
        onShow={() => go(api, { room: "servers", serverId, tab: "lint" })}
      />
    </Suspense>
  );
}

function Latency({ serverId }: { readonly serverId: string }) {
  const { count, p95Ms } = useLatency(serverId);
  if (p95Ms === undefined) return undefined;
  const over = p95Ms > VOICE_BUDGET_MS;
  return (
    <span className={classes.item} title={`95th percentile of the last ${formatCount(count, "call")} of this server`}>
      {over ? <StatusMark tone="attention" size={12} label="over the voice budget" /> : undefined}
      calls p95 {formatDuration(p95Ms)} of {VOICE_BUDGET_MS}
    </span>
  );
}
