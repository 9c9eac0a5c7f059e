import { CloseButton, TextInput } from "@mantine/core";
import { Search } from "lucide-react";
import { useMemo, useRef, type KeyboardEvent } from "react";
import { filterTools, type Drafted, type ToolRow } from "#renderer/features/tools/tool-index.ts";
import { ToolListRow } from "#renderer/features/tools/tool-list-row.tsx";
import { filterBy, useToolsView } from "#renderer/features/tools/tools-store.ts";
import { formatCount } from "#renderer/ui/format.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { VirtualList } from "#renderer/ui/virtual-list.tsx";
import classes from "#renderer/features/tools/tool-list.module.css";

interface ToolListProps {
  readonly serverId: string;
  readonly rows: readonly ToolRow[];
  readonly chosenKey: string | undefined;
  readonly malformed: number;
  /** Why the list is not whole, where it is not. */
  readonly incomplete: string | undefined;
  readonly drafted: Drafted;
  readonly onChoose: (key: string) => void;
}

/** The filter, the list as advertised, and its counts. Arrows work from the filter; Enter goes to the arguments. */
export function ToolList({ serverId, rows, chosenKey, malformed, incomplete, drafted, onChoose }: ToolListProps) {
  const query = useToolsView((state) => state.filters.get(serverId) ?? "");
  // In the same frame as the keystroke: filtering takes a few milliseconds, a deferred value would cost a frame more.
  const shown = useMemo(() => filterTools(rows, query), [rows, query]);
  const list = useMemo(
    () => (
      <VirtualList
        items={shown}
        label="Tools as advertised"
        keyOf={keyOf}
        rowHeight={44}
        selectedKey={chosenKey}
        onSelect={(row) => onChoose(row.key)}
        onOpen={focusArguments}
        renderRow={(row) => <ToolListRow row={row} draft={drafted.get(row.name)} />}
      />
    ),
    [shown, chosenKey, drafted, onChoose],
  );
  const filter = useRef<HTMLInputElement>(null);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const at = shown.findIndex((row) => row.key === chosenKey);
      const next = shown[Math.min(Math.max(at + step, 0), shown.length - 1)];
      if (next !== undefined) onChoose(next.key);
    } else if (event.key === "Enter") {
      const target = shown.find((row) => row.key === chosenKey) ?? shown[0];
      if (target !== undefined) onChoose(target.key);
      focusArguments();
    } else if (event.key === "Escape" && query !== "") {
      event.preventDefault();
      filterBy(serverId, "");
    }
  };

  return (
    <section className={classes.pane} data-pane="tools" aria-label="Tools">
      <TextInput
        ref={filter}
        className={classes.filter}
        aria-label="Filter tools"
        placeholder="Filter tools"
        data-filter
        leftSection={<Search size={14} aria-hidden />}
        rightSection={
          query === "" ? undefined : (
            <CloseButton
              size="sm"
              aria-label="Clear the filter"
              onClick={() => {
                filterBy(serverId, "");
                filter.current?.focus();
              }}
            />
          )
        }
        value={query}
        onChange={(event) => filterBy(serverId, event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={classes.list}>
        {shown.length === 0 ? <p className={classes.none}>No tool matches “{query.slice(0, 60)}”.</p> : list}
      </div>
      <div className={classes.counts} role="status">
        <span>
          {shown.length === rows.length ? "" : `${shown.length.toLocaleString("en")} of `}
          {formatCount(rows.length - malformed, "tool")}
        </span>
        {malformed === 0 ? undefined : (
          <span className={classes.flag}>
            <StatusMark tone="stopped" size={12} /> {malformed} malformed
          </span>
        )}
        {incomplete === undefined ? undefined : (
          <span className={classes.flag} title={incomplete}>
            <StatusMark tone="attention" size={12} /> incomplete
          </span>
        )}
      </div>
      {incomplete === undefined ? undefined : <p className={classes.incomplete}>{incomplete}</p>}
    </section>
  );
}

const keyOf = (row: ToolRow): string => row.key;

/** Puts the cursor where one would type next. */
function focusArguments(): void {
  const pane = document.querySelector<HTMLElement>("[data-pane=arguments]");
  pane?.querySelector<HTMLElement>("[contenteditable=true], .native-edit-context, textarea, input")?.focus();
}
