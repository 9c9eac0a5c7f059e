import { UnstyledButton } from "@mantine/core";
import { Lightbulb, Wrench } from "lucide-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import { triggerText } from "#shared/lint/trigger-text.ts";
import type { TriggerRow } from "#shared/lint/triggers.ts";
import classes from "#renderer/features/assistants/trigger-view.module.css";

interface TriggerViewProps {
  readonly rows: readonly TriggerRow[];
  readonly onShow: (start: number, end: number) => void;
  /** Puts a trigger at the end of the prompt. */
  readonly onInsert: (text: string) => void;
}

/** For every tool, the words in the prompt that say when to use it. Only the rows in view are drawn. */
export function TriggerView({ rows, onShow, onInsert }: TriggerViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // The virtualizer mutates itself on purpose; nothing here is memoised by a compiler.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 34,
    measureElement: (element) => element.getBoundingClientRect().height || 34,
    overscan: 12,
    initialRect: { width: 600, height: 600 },
  });
  if (rows.length === 0)
    return (
      <EmptyState
        icon={Wrench}
        title="No tools are attached."
        text="Attach a server that was discovered: each of its tools is listed here with the words that say when to use it."
      />
    );
  return (
    // Focusable, because it scrolls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={scroller} className={classes.view} tabIndex={0} role="region" aria-label="Triggers by tool">
      <div className={classes.space} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start, key }) => {
          const row = rows[index];
          return row === undefined ? undefined : (
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className={classes.row}
              style={{ transform: `translateY(${start}px)` }}
            >
              <code className={classes.tool} title={row.tool.server}>
                {row.tool.facts.name}
              </code>
              <Places row={row} onShow={onShow} onInsert={onInsert} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Places({
  row: { tool, triggers, mentions, prohibitions },
  onShow,
  onInsert,
}: Omit<TriggerViewProps, "rows"> & { readonly row: TriggerRow }) {
  const [mention] = mentions;
  return (
    <div className={classes.places}>
      {triggers.map(({ start, end, says }) => (
        <button key={start} type="button" className={classes.trigger} onClick={() => onShow(start, end)}>
          <CodeText text={says.replace(/^[-*\s]+/, "")} />
        </button>
      ))}
      {prohibitions.map(({ start, end }) => (
        <button key={`no ${start}`} type="button" className={classes.trigger} onClick={() => onShow(start, end)}>
          <StatusMark tone="quiet" /> only said when not to use it
        </button>
      ))}
      {triggers.length > 0 || prohibitions.length > 0 ? undefined : (
        <div className={classes.missing}>
          {mention === undefined ? (
            <span className={classes.none}>never named</span>
          ) : (
            <button type="button" className={classes.trigger} onClick={() => onShow(mention.start, mention.end)}>
              <StatusMark tone="attention" /> named, without a situation
            </button>
          )}
          <UnstyledButton
            className={classes.insert}
            aria-label={`Insert a trigger for ${tool.facts.name}`}
            onClick={() => onInsert(triggerText(tool.facts))}
          >
            <Lightbulb size={14} aria-hidden /> Insert a trigger
          </UnstyledButton>
        </div>
      )}
    </div>
  );
}
