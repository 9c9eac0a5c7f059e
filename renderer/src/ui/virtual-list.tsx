import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import classes from "#renderer/ui/virtual-list.module.css";

interface VirtualListProps<T> {
  readonly items: readonly T[];
  /** Names the list. */
  readonly label: string;
  readonly keyOf: (item: T) => string;
  /** Row height in pixels; all rows are alike. */
  readonly rowHeight: number;
  readonly renderRow: (item: T, selected: boolean) => ReactNode;
  readonly selectedKey?: string | undefined;
  readonly onSelect?: (item: T) => void;
  /** Enter or a double click. */
  readonly onOpen?: (item: T) => void;
}

/**
 * A list box that draws only what is in view. One tab stop; arrows, Page Up/Down, Home and End move the selection.
 */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { items, label, keyOf, rowHeight, renderRow, selectedKey, onSelect, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  // The virtualizer mutates itself on purpose; nothing here is memoised by a compiler.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 240, height: 600 },
  });
  const selectedIndex = selectedKey === undefined ? -1 : items.findIndex((item) => keyOf(item) === selectedKey);

  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex, { align: "auto" });
  }, [selectedIndex, virtualizer]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
    const last = items.length - 1;
    const target =
      event.key === "Home" ? 0 : event.key === "End" ? last : selectedIndex + (steps[event.key] ?? Number.NaN);
    if (!Number.isNaN(target)) {
      event.preventDefault();
      const item = items[Math.min(Math.max(target, 0), last)];
      if (item !== undefined) onSelect?.(item);
    } else if (event.key === "Enter") {
      const item = items[selectedIndex];
      if (item !== undefined) onOpen?.(item);
    }
  };

  const rows = virtualizer.getVirtualItems();
  const selectedShown = rows.some(({ index }) => index === selectedIndex);
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      onKeyDown={onKeyDown}
      {...(selectedShown && selectedKey !== undefined ? { "aria-activedescendant": rowId(label, selectedIndex) } : {})}
    >
      <div className={classes.space} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {rows.map(({ index, start }) => {
          const item = items[index];
          if (item === undefined) return undefined;
          const selected = index === selectedIndex;
          return (
            // The list box itself hears the keys; a row hears the pointer only.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={keyOf(item)}
              id={rowId(label, index)}
              role="option"
              aria-selected={selected}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              className={classes.row}
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              onClick={() => onSelect?.(item)}
              onDoubleClick={() => onOpen?.(item)}
            >
              {renderRow(item, selected)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const rowId = (label: string, index: number): string => `${label.replaceAll(/\W+/g, "-")}-${index}`;
