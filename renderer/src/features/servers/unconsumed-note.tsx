import { UnstyledButton } from "@mantine/core";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { newId } from "#renderer/api/jobs.ts";
import { idle, running, settled, type Remote } from "#renderer/api/remote.ts";
import type { JsonObject } from "#shared/base/json.ts";
import type { Server } from "#shared/contract/server.ts";
import { insighto } from "#shared/platform/insighto.ts";
import { useDiscovery } from "#renderer/features/servers/discovery-store.ts";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import classes from "#renderer/features/servers/unconsumed-note.module.css";

interface Unconsumed {
  readonly resources: readonly JsonObject[];
  readonly prompts: readonly JsonObject[];
}

/** What the server offers beside tools: quiet, because the platform passes it over; read only when opened. */
export function UnconsumedNote({ server }: { readonly server: Server }) {
  const api = useApi();
  const { snapshot } = useDiscovery(server.id);
  const [open, setOpen] = useState(false);
  const [lists, setLists] = useState<Remote<Unconsumed>>(idle);
  if (snapshot.state !== "ready") return undefined;
  const { capabilities } = snapshot.value.facts;
  const kinds = (["resources", "prompts"] as const).filter((kind) => capabilities[kind] !== undefined);
  if (kinds.length === 0) return undefined;
  const read = async (): Promise<void> => {
    setOpen(!open);
    if (lists.state === "ready" || lists.state === "running") return;
    setLists(running);
    setLists(settled(await api.call("discovery.unconsumed", { runId: newId(), serverId: server.id })));
  };
  const what = lists.state === "ready" ? sayCounts(lists.value) : `Also offers ${kinds.join(" and ")}`;
  return (
    <div>
      <UnstyledButton className={classes.note} aria-expanded={open} onClick={() => void read()}>
        <ChevronRight size={14} aria-hidden className={classes.chevron} />
        {what}: not consumed by {insighto.title}
      </UnstyledButton>
      {!open ? undefined : lists.state === "running" ? (
        <p className={classes.quiet} role="status">
          Reading…
        </p>
      ) : lists.state === "failed" ? (
        <ErrorCard {...lists.error} onDismiss={() => (setOpen(false), setLists(idle))} />
      ) : lists.state === "ready" ? (
        <div className={classes.lists} tabIndex={0} role="region" aria-label="Resources and prompts">
          <Listing title="Resources" entries={lists.value.resources} />
          <Listing title="Prompts" entries={lists.value.prompts} />
        </div>
      ) : undefined}
    </div>
  );
}

function Listing({ title, entries }: { readonly title: string; readonly entries: readonly JsonObject[] }) {
  if (entries.length === 0) return undefined;
  const rows = entries.slice(0, 200);
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {rows.map((entry, index) => (
          // A server may list the same entry twice; its place is all that tells them apart.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <code>{text(entry["name"]) ?? text(entry["uri"]) ?? "(no name)"}</code>{" "}
            <span className={classes.quiet}>{text(entry["description"]) ?? text(entry["uri"]) ?? ""}</span>
          </li>
        ))}
      </ul>
      {entries.length > rows.length ? (
        <p className={classes.quiet}>
          The first {rows.length} of {formatCount(entries.length, "entry", "entries")}.
        </p>
      ) : undefined}
    </section>
  );
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

const sayCounts = ({ resources, prompts }: Unconsumed): string =>
  [
    ...(resources.length > 0 ? [formatCount(resources.length, "resource")] : []),
    ...(prompts.length > 0 ? [formatCount(prompts.length, "prompt")] : []),
  ].join(" and ") || "No resources or prompts after all";
