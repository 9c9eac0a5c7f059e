import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { splitLines } from "#renderer/editor/split-lines.ts";
import classes from "#renderer/editor/editor.module.css";

interface PlainTextViewProps {
  readonly label: string;
  readonly text: string;
}

/** Any amount of text, drawn line by line as it comes into view. Lines over 2,000 characters are folded. */
export function PlainTextView({ label, text }: PlainTextViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => splitLines(text), [text]);
  // oxlint-disable-next-line react/incompatible-library -- this component does without memoisation
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 18,
    overscan: 40,
    initialRect: { width: 600, height: 400 },
  });
  return (
    <div ref={scroller} className={classes.lines} role="region" aria-label={label} tabIndex={0}>
      <div className={classes.space} style={{ height: virtualizer.getTotalSize() + 16 }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <div key={index} className={classes.line} style={{ transform: `translateY(${start + 8}px)` }}>
            {lines[index]}
          </div>
        ))}
      </div>
    </div>
  );
}
