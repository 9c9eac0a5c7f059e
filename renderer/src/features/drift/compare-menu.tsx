import { Button, Menu } from "@mantine/core";
import { FileJson, Globe, Grid3x3, Pin, Server as ServerIcon } from "lucide-react";
import { useMemo, useState, type ChangeEvent } from "react";
import { useOfferedActions } from "#renderer/api/actions.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import { askForUrl } from "#renderer/features/drift/compare-url-dialog.tsx";
import { choose } from "#renderer/features/drift/drift-store.ts";
import { openMatrix } from "#renderer/features/drift/matrix-store.ts";
import { otherServers } from "#renderer/features/drift/other-servers.ts";
import type { Server } from "#shared/contract/server.ts";

/** What the newest list can be compared with, as a menu and as actions of the palette. */
export function CompareMenu({ server }: { readonly server: Server }) {
  const api = useApi();
  const [picker, setPicker] = useState<HTMLInputElement | null>(null);
  const read = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const chosen = event.currentTarget.files?.[0];
    event.currentTarget.value = "";
    if (chosen === undefined) return;
    await choose(api, server.id, {
      before: { side: { kind: "file", title: chosen.name, text: await chosen.text() }, title: chosen.name },
    });
  };
  const compareWith = async (otherId: string): Promise<void> => {
    const side = await otherServers.newest(api, otherId);
    if (side !== undefined) await choose(api, server.id, { before: side });
  };
  const entries = useMemo(() => {
    const baseline = {
      id: "drift.baseline",
      title: "The baseline",
      Icon: Pin,
      run: () =>
        void choose(api, server.id, {
          before: { side: { kind: "baseline", serverId: server.id }, title: "Baseline" },
        }),
    };
    return [
      ...(server.baseline === undefined ? [] : [baseline]),
      { id: "drift.file", title: "A file of tools", Icon: FileJson, run: () => picker?.click() },
      { id: "drift.url", title: "Another URL…", Icon: Globe, run: () => askForUrl(server.id) },
    ];
  }, [api, server.id, server.baseline, picker]);
  useOfferedActions(
    useMemo(
      () =>
        entries.map(({ id, title, run }) => ({
          id,
          title: `Compare with ${title.slice(0, 1).toLowerCase()}${title.slice(1)}`,
          group: server.name,
          keywords: "drift difference changed",
          run,
        })),
      [entries, server.name],
    ),
  );
  return (
    <>
      <Menu width={260}>
        <Menu.Target>
          <Button variant="default">Compare with</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {entries.map(({ id, title, Icon, run }) => (
            <Menu.Item key={id} leftSection={<Icon size={16} aria-hidden />} onClick={run}>
              {title}
            </Menu.Item>
          ))}
          <OtherServers server={server} onChoose={(id) => void compareWith(id)} />
          <Menu.Divider />
          <Menu.Item leftSection={<Grid3x3 size={16} aria-hidden />} onClick={() => openMatrix([server.id])}>
            Several servers, tool by tool…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <input
        ref={setPicker}
        type="file"
        accept=".json,application/json"
        hidden
        aria-hidden
        tabIndex={-1}
        onChange={(event) => void read(event)}
      />
    </>
  );
}

function OtherServers({ server, onChoose }: { readonly server: Server; readonly onChoose: (id: string) => void }) {
  const others = otherServers.use(server.id);
  if (others.length === 0) return undefined;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>Another server’s newest list</Menu.Label>
      {others.map(({ id, name }) => (
        <Menu.Item key={id} leftSection={<ServerIcon size={16} aria-hidden />} onClick={() => onChoose(id)}>
          {name}
        </Menu.Item>
      ))}
    </>
  );
}
