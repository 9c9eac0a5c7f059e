import { Tabs } from "@mantine/core";
import { Suspense, useDeferredValue, useEffect, useRef, type ReactNode } from "react";
import { ErrorBoundary } from "#renderer/ui/error-boundary.tsx";
import { focusIfLost } from "#renderer/ui/focus.ts";
import classes from "#renderer/ui/page-tabs.module.css";

interface NamedTab {
  readonly id: string;
  readonly title: string;
}

interface PageTabsProps<T extends NamedTab> {
  readonly label: string;
  readonly tabs: readonly T[];
  /** Id of the open tab; an unknown one opens the first. */
  readonly tab: string;
  readonly onTab: (id: string) => void;
  readonly render: (tab: T) => ReactNode;
}

/** The tabs of a page of the workbench, each a part that may fail or still be on its way. */
export function PageTabs<T extends NamedTab>({ label, tabs, tab, onTab, render }: PageTabsProps<T>) {
  // Deferred: while the code of another tab is on its way, the one on screen stays.
  const wanted = useDeferredValue(tab);
  const open = tabs.find(({ id }) => id === wanted) ?? tabs[0];
  const shown = useRef(open?.id);
  useEffect(() => {
    // A tab that went took the focus with it if it had it.
    if (shown.current !== open?.id) focusIfLost("workbench");
    shown.current = open?.id;
  }, [open?.id]);
  return (
    <Tabs
      value={open?.id ?? null}
      onChange={(id) => id !== null && onTab(id)}
      classNames={{ root: classes.tabs, list: classes.tabList, panel: classes.panel }}
    >
      <Tabs.List aria-label={label}>
        {tabs.map(({ id, title }) => (
          <Tabs.Tab key={id} value={id}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((one) => (
        <Tabs.Panel key={one.id} value={one.id}>
          <ErrorBoundary part={one.title}>
            <Suspense fallback={undefined}>{render(one)}</Suspense>
          </ErrorBoundary>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
