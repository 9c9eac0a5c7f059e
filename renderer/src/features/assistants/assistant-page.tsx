import { Tabs } from "@mantine/core";
import { Suspense, useDeferredValue, useEffect, useMemo, useRef, type ReactNode } from "react";
import { useOfferedActions } from "#renderer/api/actions.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import { AssistantHeader } from "#renderer/features/assistants/assistant-header.tsx";
import { saveAssistant } from "#renderer/features/assistants/assistants-store.ts";
import { ErrorBoundary } from "#renderer/ui/error-boundary.tsx";
import { focusIfLost } from "#renderer/ui/focus.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import type { Server } from "#shared/contract/server.ts";
import classes from "#renderer/features/assistants/assistant-page.module.css";

interface PageTab {
  readonly id: string;
  readonly title: string;
  readonly render: (props: { readonly assistant: Assistant; readonly servers: readonly Server[] }) => ReactNode;
}

interface AssistantPageProps {
  readonly assistant: Assistant;
  readonly servers: readonly Server[];
  readonly tabs: readonly PageTab[];
  /** Id of the open tab; an unknown one opens the first. */
  readonly tab: string;
  readonly onTab: (id: string) => void;
}

/** One assistant: what it is made of, and the tabs. */
export function AssistantPage({ assistant, servers, tabs, tab, onTab }: AssistantPageProps) {
  const api = useApi();
  // Deferred: while the code of another tab is on its way, the one on screen stays.
  const wanted = useDeferredValue(tab);
  const open = tabs.find(({ id }) => id === wanted) ?? tabs[0];
  const shown = useRef(open?.id);
  useEffect(() => {
    // A tab that went took the focus with it if it had it.
    if (shown.current !== open?.id) focusIfLost("workbench");
    shown.current = open?.id;
  }, [open?.id]);
  useOfferedActions(
    useMemo(
      () =>
        tabs.map(({ id, title }, index) => ({
          id: `assistantTab.${id}`,
          title: `Show ${title}`,
          group: assistant.name,
          keywords: "tab",
          ...(index < 5 ? { shortcut: `mod+${index + 1}` } : {}),
          run: () => onTab(id),
        })),
      [tabs, assistant.name, onTab],
    ),
  );
  return (
    <div className={classes.page} data-pane="workbench">
      <AssistantHeader
        assistant={assistant}
        servers={servers}
        onChange={(change) => void saveAssistant(api, { ...assistant, ...change })}
      />
      <Tabs
        value={open?.id ?? null}
        onChange={(id) => id !== null && onTab(id)}
        classNames={{ root: classes.tabs, list: classes.tabList, panel: classes.panel }}
      >
        <Tabs.List aria-label={`Parts of ${assistant.name}`}>
          {tabs.map(({ id, title }) => (
            <Tabs.Tab key={id} value={id}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ id, title, render }) => (
          <Tabs.Panel key={id} value={id}>
            <ErrorBoundary part={title}>
              <Suspense fallback={undefined}>{render({ assistant, servers })}</Suspense>
            </ErrorBoundary>
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  );
}
