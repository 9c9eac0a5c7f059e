import { Chip, CloseButton, TextInput } from "@mantine/core";
import { Plus, Search } from "lucide-react";
import { useMemo, type KeyboardEvent } from "react";
import { filterRows, sayLabel, type ShownRow } from "#renderer/features/suites/filter-rows.ts";
import {
  rowState,
  sayExpectation,
  sayTry,
  sayUtterance,
  tellingTry,
  type RowState,
} from "#renderer/features/suites/say-expectation.ts";
import { changeView, useSuiteView } from "#renderer/features/suites/suite-view-store.ts";
import { formatCount } from "#renderer/ui/format.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { StatusMark, type Tone } from "#renderer/ui/status-mark.tsx";
import { VirtualList } from "#renderer/ui/virtual-list.tsx";
import { visibleText } from "#shared/base/visible-text.ts";
import classes from "#renderer/features/suites/suite-rows.module.css";

interface SuiteRowsProps {
  readonly suiteId: string;
  readonly rows: readonly ShownRow[];
  readonly onAdd: () => void;
  readonly onRemove: (rowId: string) => void;
}

const TONES: Readonly<Record<RowState, Tone>> = {
  passed: "good",
  failed: "stopped",
  unstable: "attention",
  "not run": "quiet",
};
const STATES = ["failed", "unstable", "passed"] as const;

/** The rows of a suite with what came of each; only those in view are drawn. Enter goes to the row's fields. */
export function SuiteRows({ suiteId, rows, onAdd, onRemove }: SuiteRowsProps) {
  const { rowId, filter, query } = useSuiteView(suiteId);
  const shown = useMemo(() => filterRows(rows, filter, query), [rows, filter, query]);
  const counts = useMemo(() => {
    const found = new Map<RowState, number>();
    for (const { result } of rows) found.set(rowState(result), (found.get(rowState(result)) ?? 0) + 1);
    return found;
  }, [rows]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const isList = event.target instanceof Element && event.target.getAttribute("role") === "listbox";
    if (event.key !== "Delete" || !isList || rowId === undefined) return;
    event.preventDefault();
    onRemove(rowId);
  };
  return (
    // The list box inside has the focus; what it does not use comes here.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <section className={classes.pane} aria-label="Rows" data-pane="suite-rows" onKeyDown={onKeyDown}>
      <div className={classes.bar}>
        <TextInput
          className={classes.filter}
          aria-label="Filter rows"
          placeholder="Filter rows"
          data-filter
          leftSection={<Search size={14} aria-hidden />}
          rightSection={
            query === "" ? undefined : (
              <CloseButton size="sm" aria-label="Clear the filter" onClick={() => changeView(suiteId, { query: "" })} />
            )
          }
          value={query}
          onChange={(event) => changeView(suiteId, { query: event.currentTarget.value })}
        />
        {STATES.filter((state) => (counts.get(state) ?? 0) > 0).map((state) => (
          <Chip
            key={state}
            size="xs"
            checked={filter.kind === "state" && filter.state === state}
            onChange={(on) => changeView(suiteId, { filter: on ? { kind: "state", state } : { kind: "all" } })}
          >
            {(counts.get(state) ?? 0).toLocaleString("en")} {state}
          </Chip>
        ))}
        {filter.kind === "cell" ? (
          <Chip size="xs" checked onChange={() => changeView(suiteId, { filter: { kind: "all" } })}>
            expected {visibleText(sayLabel(filter.expected))}, chose {visibleText(sayLabel(filter.chosen))}
          </Chip>
        ) : undefined}
        <span className={classes.spring} />
        <IconButton icon={Plus} label="Add a row at the end" onClick={onAdd} />
      </div>
      <div className={classes.head} aria-hidden>
        <span />
        <span>Utterance</span>
        <span className={classes.wide}>Expected</span>
        <span className={classes.wide}>Chosen</span>
        <span className={classes.both}>Expected, and chosen</span>
      </div>
      <div className={classes.list}>
        {shown.length === 0 ? (
          <p className={classes.none}>No row matches.</p>
        ) : (
          <VirtualList
            items={shown}
            label="Rows of the suite"
            rowHeight={36}
            keyOf={({ row }) => row.id}
            selectedKey={rowId}
            onSelect={({ row }) => changeView(suiteId, { rowId: row.id })}
            onOpen={focusUtterance}
            renderRow={(item) => <Row item={item} />}
          />
        )}
      </div>
      <p className={classes.foot} role="status">
        {shown.length === rows.length ? "" : `${shown.length.toLocaleString("en")} of `}
        {formatCount(rows.length, "row")}
        <span className={classes.keys}>Enter edits · Delete removes</span>
      </p>
    </section>
  );
}

function Row({ item: { row, result } }: { readonly item: ShownRow }) {
  const state = rowState(result);
  const came = tellingTry(result);
  const passed = result?.tries.filter((one) => one.passed).length ?? 0;
  const chosen = came === undefined ? "" : sayTry(came);
  return (
    <div className={classes.row}>
      <StatusMark tone={TONES[state]} label={state} />
      <span
        className={classes.utterance}
        title={sayUtterance(row.utterance)}
        data-paraphrase={row.paraphraseOf !== undefined}
      >
        {row.utterance === "" ? <em>nothing said yet</em> : sayUtterance(row.utterance)}
      </span>
      <span
        className={classes.tool}
        data-call={row.expect.kind === "call"}
        title={visibleText(sayExpectation(row.expect))}
      >
        {visibleText(sayExpectation(row.expect))}
      </span>
      <span className={classes.came} title={visibleText(came?.why ?? chosen)}>
        {came === undefined ? undefined : (
          <>
            <span className={classes.choice} data-call={came.decision === "call"}>
              {visibleText(chosen)}
            </span>
            {state === "unstable" ? `, passed ${passed} of ${result?.tries.length ?? 0}` : ""}
          </>
        )}
      </span>
    </div>
  );
}

/** Puts the cursor into the utterance of the row that is open. */
export function focusUtterance(): void {
  document.querySelector<HTMLTextAreaElement>("[data-pane=suite-row] textarea")?.focus();
}
