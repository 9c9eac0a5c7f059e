import { TextInput } from "@mantine/core";
import { Plus, Search } from "lucide-react";
import { useMemo, useState } from "react";
import type { Server } from "#shared/contract/server.ts";
import { openDialog } from "#renderer/features/servers/dialogs.ts";
import { useRunningDiscoveries } from "#renderer/features/servers/discovery-store.ts";
import { glanceAt } from "#renderer/features/servers/server-tone.ts";
import { AddMenu } from "#renderer/features/servers/add-menu.tsx";
import { SideList, SideRow } from "#renderer/ui/side-list.tsx";
import { StatusMark } from "#renderer/ui/status-mark.tsx";

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
    <SideList
      title="Servers"
      action={<AddMenu icon={Plus} onPick={openDialog} />}
      filter={
        servers.length < FILTER_FROM ? undefined : (
          <TextInput
            aria-label="Filter servers"
            placeholder="Filter"
            leftSection={<Search size={14} aria-hidden />}
            value={filter}
            data-filter
            onChange={(event) => setFilter(event.currentTarget.value)}
            onKeyDown={(event) => event.key === "Escape" && setFilter("")}
          />
        )
      }
      items={shown}
      keyOf={({ id }) => id}
      selectedKey={chosenId}
      onSelect={({ id }) => onChoose(id)}
      none={shown.length === 0 ? `No server has “${filter}” in its name or address.` : undefined}
      renderRow={(server) => {
        const glance = glanceAt(server);
        const running = discoveries.get(server.id)?.run.state === "running";
        const said = running ? "being discovered" : glance.said;
        return (
          <SideRow
            title={`${server.name}: ${said}`}
            mark={<StatusMark tone={running ? "running" : glance.tone} label={said} />}
            name={server.name}
            count={glance.count}
          />
        );
      }}
    />
  );
}
