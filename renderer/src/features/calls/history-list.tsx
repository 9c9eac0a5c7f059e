import { Button, Tooltip } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { Group, Panel } from "react-resizable-panels";
import { useApi } from "#renderer/api/console-api.tsx";
import { useRememberedPanes } from "#renderer/api/use-panes.ts";
import { CompareDialog } from "#renderer/features/calls/compare-dialog.tsx";
import { formatArguments } from "#renderer/features/calls/format-arguments.ts";
import { HistoryRow } from "#renderer/features/calls/history-row.tsx";
import { ResultView } from "#renderer/features/calls/result-view.tsx";
import { useHistory } from "#renderer/features/calls/use-history.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { PaneSeparator } from "#renderer/ui/pane-separator.tsx";
import { VirtualList } from "#renderer/ui/virtual-list.tsx";
import type { CallRecord, CallRow } from "#shared/contract/call-record.ts";
import type { Server } from "#shared/contract/server.ts";
import type { ToolView } from "#shared/mcp/tool.ts";
import classes from "#renderer/features/calls/history-list.module.css";

interface HistoryListProps {
  readonly server: Server;
  readonly tool: ToolView;
  /** Puts arguments into the editor. */
  readonly onUse: (argumentsText: string) => void;
  readonly onRun: (argumentsText: string) => void;
}

/** Every call of this tool, newest first; the chosen one in full below, to use, run again or compare. */
export function HistoryList({ server, tool, onUse, onRun }: HistoryListProps) {
  const wide = useMediaQuery("(min-width: 1200px)", true, { getInitialValueInEffect: false });
  const panes = useRememberedPanes(wide ? "history" : "history-narrow", ["history-rows", "history-record"]);
  const { rows, more, loadMore } = useHistory(server.id, tool.name);
  const [chosenId, setChosenId] = useState<string>();
  const chosen = rows.find(({ id }) => id === chosenId) ?? rows[0];
  const record = useRecord(chosen);
  const [marked, setMarked] = useState<CallRecord>();
  const [comparing, setComparing] = useState(false);

  if (rows.length === 0) {
    return (
      <EmptyState title="This tool was not called yet." text="Every call is kept here with its arguments and result." />
    );
  }
  return (
    <Group key={wide ? "wide" : "narrow"} {...panes} orientation={wide ? "vertical" : "horizontal"}>
      <Panel id="history-rows" defaultSize="40%" minSize={60}>
        <div className={classes.rows}>
          <VirtualList
            items={rows}
            label={`Calls of ${tool.name}`}
            keyOf={({ id }) => id}
            rowHeight={28}
            selectedKey={chosen?.id}
            onSelect={({ id }) => setChosenId(id)}
            renderRow={(row) => <HistoryRow row={row} marked={row.id === marked?.id} />}
          />
        </div>
        {more ? (
          <Button size="compact-sm" variant="subtle" onClick={loadMore}>
            Show older calls
          </Button>
        ) : undefined}
      </Panel>
      <PaneSeparator label="Resize the history" />
      <Panel id="history-record" minSize={80}>
        {record === undefined ? undefined : (
          <div className={classes.record}>
            <div className={classes.bar}>
              <Tooltip label={record.argumentsText.slice(0, 300)} multiline maw={420}>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => onUse(formatArguments(record.argumentsText))}
                >
                  Use these arguments
                </Button>
              </Tooltip>
              <Button size="compact-sm" variant="default" onClick={() => onRun(record.argumentsText)}>
                Run again
              </Button>
              {marked === undefined || marked.id === record.id ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-pressed={marked?.id === record.id}
                  onClick={() => setMarked(marked === undefined ? record : undefined)}
                >
                  {marked === undefined ? "Mark to compare" : "Take the mark off"}
                </Button>
              ) : (
                <Button size="compact-sm" variant="default" onClick={() => setComparing(true)}>
                  Compare with the marked call
                </Button>
              )}
            </div>
            <div className={classes.fill}>
              <ResultView key={record.id} record={record} />
            </div>
            {comparing && marked !== undefined ? (
              <CompareDialog before={marked} after={record} onClose={() => setComparing(false)} />
            ) : undefined}
          </div>
        )}
      </Panel>
    </Group>
  );
}

/** The full record of a row; the earlier one stays until it has been read. */
function useRecord(row: CallRow | undefined): CallRecord | undefined {
  const api = useApi();
  const [record, setRecord] = useState<CallRecord>();
  const { id, state } = row ?? {};
  useEffect(() => {
    if (id === undefined || state === undefined) return undefined;
    let wanted = true;
    api.call("calls.get", { id }).then(
      (result) => {
        if (wanted && result.ok) setRecord(result.value);
      },
      () => undefined, // a dead wire is said by the connection bar
    );
    return () => {
      wanted = false;
    };
    // A row that was running is read again when it has ended.
  }, [api, id, state]);
  return record;
}
