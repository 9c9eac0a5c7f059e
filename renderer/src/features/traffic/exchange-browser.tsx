import { NativeSelect, TextInput } from "@mantine/core";
import { Search } from "lucide-react";
import { useDeferredValue, useMemo, useState, type ReactNode } from "react";
import { Group, Panel } from "react-resizable-panels";
import { useRememberedPanes } from "#renderer/api/use-panes.ts";
import { ExchangeView } from "#renderer/features/traffic/exchange-view.tsx";
import { exchangeTitle, exchangeTone, filterExchanges } from "#renderer/features/traffic/exchange-text.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { formatBytes, formatCount, formatDuration } from "#renderer/ui/format.ts";
import { PaneSeparator } from "#renderer/ui/pane-separator.tsx";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { VirtualList } from "#renderer/ui/virtual-list.tsx";
import type { Exchange } from "#shared/contract/traffic.ts";
import classes from "#renderer/features/traffic/traffic-tab.module.css";

interface ExchangeBrowserProps {
  /** Newest first. */
  readonly exchanges: readonly Exchange[];
  /** What can be done with those that are shown. */
  readonly renderActions?: (shown: readonly Exchange[]) => ReactNode;
}

/** Exchanges as a list that can be searched and filtered, with the chosen one beside it. */
export function ExchangeBrowser({ exchanges, renderActions }: ExchangeBrowserProps) {
  const [method, setMethod] = useState("");
  const [text, setText] = useState("");
  const [selectedId, setSelectedId] = useState<string>();
  const wanted = useDeferredValue(text);
  const panes = useRememberedPanes("traffic", ["exchanges", "exchange"]);
  const methods = useMemo(() => [...new Set(exchanges.map(exchangeTitle))].toSorted(), [exchanges]);
  const shown = useMemo(() => filterExchanges(exchanges, method, wanted), [exchanges, method, wanted]);
  const selected = shown.find(({ id }) => id === selectedId) ?? shown[0];
  return (
    <Group {...panes} orientation="horizontal">
      <Panel id="exchanges" defaultSize="42%" minSize={280}>
        <section className={classes.pane} aria-label="Exchanges" data-pane="exchanges">
          <div className={classes.filters}>
            <TextInput
              aria-label="Search in the traffic"
              placeholder="Search addresses, headers and bodies"
              leftSection={<Search size={14} aria-hidden />}
              value={text}
              data-filter
              onChange={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => event.key === "Escape" && setText("")}
            />
            <NativeSelect
              aria-label="Method"
              value={method}
              onChange={(event) => setMethod(event.currentTarget.value)}
              data={[{ value: "", label: "All methods" }, ...methods]}
            />
          </div>
          <div className={classes.list}>
            {shown.length === 0 ? (
              <EmptyState title="No exchange matches." />
            ) : (
              <VirtualList
                items={shown}
                label="Exchanges"
                rowHeight={32}
                keyOf={({ id }) => id}
                selectedKey={selected?.id}
                onSelect={({ id }) => setSelectedId(id)}
                renderRow={(exchange) => <Row exchange={exchange} />}
              />
            )}
          </div>
          <footer className={classes.foot}>
            <span>
              {shown.length === exchanges.length
                ? formatCount(exchanges.length, "exchange")
                : `${shown.length} of ${formatCount(exchanges.length, "exchange")}`}
            </span>
            {renderActions?.(shown)}
          </footer>
        </section>
      </Panel>
      <PaneSeparator label="Resize the list of exchanges" />
      <Panel id="exchange" minSize={280}>
        {selected === undefined ? undefined : <ExchangeView key={selected.id} exchange={selected} />}
      </Panel>
    </Group>
  );
}

function Row({ exchange }: { readonly exchange: Exchange }) {
  const { startedAt, status, failure, totalMs, responseBytes } = exchange;
  return (
    <div className={classes.row}>
      <StatusMark tone={exchangeTone(exchange)} />
      <time className={classes.time} dateTime={startedAt}>
        {clock(startedAt)}
      </time>
      <code className={classes.title}>{exchangeTitle(exchange)}</code>
      <span className={classes.number}>{failure === undefined ? (status ?? "open") : "failed"}</span>
      <span className={`${classes.number} ${classes.bytes}`}>{formatBytes(responseBytes)}</span>
      <span className={classes.number}>{totalMs === undefined ? "" : formatDuration(totalMs)}</span>
    </div>
  );
}

const clock = (stamp: string): string => new Date(stamp).toLocaleTimeString("en-GB");
