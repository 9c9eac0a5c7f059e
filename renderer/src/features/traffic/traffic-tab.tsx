import { Button, Menu } from "@mantine/core";
import { ArrowLeftRight, Download } from "lucide-react";
import { useEffect } from "react";
import { useApi, useCapabilities } from "#renderer/api/console-api.tsx";
import { ExchangeBrowser } from "#renderer/features/traffic/exchange-browser.tsx";
import { followTraffic, useExchanges, useTrafficStore } from "#renderer/features/traffic/traffic-store.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { fileName, saveFile } from "#renderer/ui/save-file.ts";
import type { Exchange } from "#shared/contract/traffic.ts";
import { trafficHar, trafficLines } from "#shared/report/traffic-export.ts";

interface TrafficTabProps {
  readonly serverId: string;
  /** Names the files that are saved. */
  readonly serverName: string;
}

/** Every HTTP exchange with one server, newest first, redacted by the core before it was kept. */
export function TrafficTab({ serverId, serverName }: TrafficTabProps) {
  const api = useApi();
  const exchanges = useExchanges();
  const read = useTrafficStore((state) => state.serverId === serverId && state.exchanges.state === "ready");
  useEffect(() => followTraffic(api, serverId), [api, serverId]);
  if (!read) return undefined;
  if (exchanges.length === 0)
    return (
      <EmptyState
        icon={ArrowLeftRight}
        title="No message has crossed since the console was started."
        text="Discover the server again or call a tool; every exchange appears here, with secrets masked."
      />
    );
  return (
    <ExchangeBrowser
      exchanges={exchanges}
      renderActions={(shown) => <ExportMenu exchanges={shown} serverName={serverName} />}
    />
  );
}

/** Saves what is shown, filter included. */
function ExportMenu({
  exchanges,
  serverName,
}: {
  readonly exchanges: readonly Exchange[];
  readonly serverName: string;
}) {
  const { version } = useCapabilities();
  const har = (): void => {
    const text = JSON.stringify(trafficHar(exchanges, version), undefined, 1);
    saveFile(fileName(serverName, ".har"), "application/json", text);
  };
  const lines = (): void => saveFile(fileName(serverName, ".jsonl"), "application/x-ndjson", trafficLines(exchanges));
  return (
    <Menu width={220} position="top-end">
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-xs"
          disabled={exchanges.length === 0}
          leftSection={<Download size={12} aria-hidden />}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{formatCount(exchanges.length, "exchange")}, secrets masked</Menu.Label>
        <Menu.Item onClick={har}>HTTP archive (HAR)</Menu.Item>
        <Menu.Item onClick={lines}>JSON lines</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
