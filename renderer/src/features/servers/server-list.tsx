import { TextInput } from "@mantine/core";
import { Plus, Search } from "lucide-react";
import { useMemo, useState } from "react";
import type { Server } from "#shared/contract/server.ts";
import { openDialog } from "#renderer/features/servers/dialogs.ts";
import { useRunningDiscoveries } from "#renderer/features/servers/discovery-store.ts";
import { glanceAt } from "#renderer/features/servers/server-tone.ts";
import { AddMenu } from "#renderer/features/servers/add-menu.tsx";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { VirtualList } from "#renderer/ui/virtual-list.tsx";
import classes from "#renderer/features/servers/server-list.module.css";

/** From how many servers on a filter is worth its room. */
const FILTER_FROM = 8;

interface ServerListProps {
  readonly servers: readonly Server[];
  readonly chosenId: string;
  readonly onChoose: (id: string) => void;
}

/** The servers: mark, name, number of tools. */
export function ServerList({ servers, chosenId, onChoose }: ServerListProps) {
  const [filter, setFilter] = useState("");
  const discoveries = useRunningDiscoveries();
  const shown = useMemo(() => {
    const words = filter.toLowerCase().trim();
    return words === ""
      ? servers
      : servers.filter(({ name, maskedUrl }) => `${name} ${maskedUrl}`.toLowerCase().includes(words));
  }, [servers, filter]);
  return (
    <section className={classes.pane} aria-label="Servers" data-pane="list">
      <header className={classes.header}>
        <h2>Servers</h2>
        <AddMenu icon={Plus} onPick={openDialog} />
      </header>
      {servers.length < FILTER_FROM ? undefined : (
        <div className={classes.filter}>
          <TextInput
            aria-label="Filter servers"
            placeholder="Filter"
            leftSection={<Search size={14} aria-hidden />}
            value={filter}
            data-filter
            onChange={(event) => setFilter(event.currentTarget.value)}
            onKeyDown={(event) => event.key === "Escape" && setFilter("")}
          />
        </div>
      )}
      <div className={classes.list}>
        <VirtualList
          items={shown}
          label="Servers"
          rowHeight={32}
          keyOf={(server) => server.id}
          selectedKey={chosenId}
          onSelect={(server) => onChoose(server.id)}
          renderRow={(server) => {
            const running = discoveries.get(server.id)?.run.state === "running";
            const glance = glanceAt(server);
            return (
              <div className={classes.row} title={`${server.name}: ${running ? "being discovered" : glance.said}`}>
                <StatusMark
                  tone={running ? "running" : glance.tone}
                  label={running ? "being discovered" : glance.said}
                />
                <span className={classes.name}>{server.name}</span>
                <span className={classes.count}>{glance.count}</span>
              </div>
            );
          }}
        />
        {shown.length === 0 ? (
          <p className={classes.none}>No server has “{filter}” in its name or address.</p>
        ) : undefined}
      </div>
    </section>
  );
}
