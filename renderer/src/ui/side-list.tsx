import type { ReactNode } from "react";
import { VirtualList } from "#renderer/ui/virtual-list.tsx";
import classes from "#renderer/ui/side-list.module.css";

interface SideListProps<T> {
  /** Names the list, and stands above it. */
  readonly title: string;
  /** What adds one more. */
  readonly action: ReactNode;
  /** Between the title and the list. */
  readonly filter?: ReactNode;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly selectedKey: string | undefined;
  readonly onSelect: (item: T) => void;
  readonly renderRow: (item: T) => ReactNode;
  /** Said where a filter leaves nothing. */
  readonly none?: string | undefined;
}

/** The list at the left of a room: what there is to work on. */
export function SideList<T>({ title, action, filter, none, ...list }: SideListProps<T>) {
  return (
    <section className={classes.pane} aria-label={title} data-pane="list">
      <header className={classes.header}>
        <h2>{title}</h2>
        {action}
      </header>
      {filter === undefined ? undefined : <div className={classes.filter}>{filter}</div>}
      <div className={classes.list}>
        <VirtualList {...list} label={title} rowHeight={32} />
        {none === undefined ? undefined : <p className={classes.none}>{none}</p>}
      </div>
    </section>
  );
}

interface SideRowProps {
  /** The whole of it, for what is cut off. */
  readonly title: string;
  readonly mark?: ReactNode;
  readonly name: string;
  readonly count: ReactNode;
}

/** One row of such a list: a mark, a name, a number. */
export function SideRow({ title, mark, name, count }: SideRowProps) {
  return (
    <div className={classes.row} title={title}>
      {mark}
      <span className={classes.name}>{name}</span>
      <span className={classes.count}>{count}</span>
    </div>
  );
}
