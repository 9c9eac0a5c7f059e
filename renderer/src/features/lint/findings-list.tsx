import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, type KeyboardEvent } from "react";
import { FindingRow, type FindingActions } from "#renderer/features/lint/finding-row.tsx";
import type { FindingLine } from "#renderer/features/lint/group-findings.ts";
import type { Diagnostic } from "#shared/lint/diagnostic.ts";
import { CodeText } from "#renderer/ui/code-text.tsx";
import classes from "#renderer/features/lint/diagnostics-panel.module.css";

interface FindingsListProps extends FindingActions {
  readonly lines: readonly FindingLine[];
  readonly by: "rule" | "target";
  readonly isNew: (diagnostic: Diagnostic) => boolean;
}

/** The lines of the findings; only those in view are drawn. Arrow keys go from finding to finding. */
export function FindingsList({ lines, by, isNew, ...actions }: FindingsListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // The virtualizer mutates itself on purpose; nothing here is memoised by a compiler.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === "heading" ? 34 : 30),
    getItemKey: (index) => `${lines[index]?.kind ?? ""} ${lines[index]?.key ?? index}`,
    measureElement: (element) => element.getBoundingClientRect().height || 30,
    overscan: 12,
    initialRect: { width: 600, height: 600 },
  });
  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    const all = [...(scroller.current?.querySelectorAll<HTMLElement>("[data-finding]") ?? [])];
    const here = all.findIndex((one) => one === document.activeElement);
    const next = all[here < 0 ? 0 : here + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    // The region scrolls, so it takes the focus; the arrow keys go on from there.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-static-element-interactions
    <div
      ref={scroller}
      className={classes.list}
      tabIndex={0}
      role="region"
      aria-label="List of findings"
      onKeyDown={move}
    >
      <div className={classes.space} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start, key }) => {
          const line = lines[index];
          if (line === undefined) return undefined;
          return (
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className={classes.placed}
              style={{ transform: `translateY(${start}px)` }}
            >
              {line.kind === "heading" ? (
                <Heading line={line} />
              ) : (
                <FindingRow
                  diagnostic={line.diagnostic}
                  fresh={isNew(line.diagnostic)}
                  label={by === "rule" ? "target" : "rule"}
                  {...actions}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Heading({
  line: { title, rule, about, count },
}: {
  readonly line: FindingLine & { readonly kind: "heading" };
}) {
  return (
    <h2 className={classes.heading} title={about}>
      {rule === undefined ? <code>{title}</code> : <CodeText text={title} />}
      {rule === undefined ? undefined : <code className={classes.rule}>{rule}</code>}
      <span className={classes.count}>{count.toLocaleString("en")}</span>
    </h2>
  );
}
