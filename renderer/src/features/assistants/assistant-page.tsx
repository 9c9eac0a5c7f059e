import { useMemo, type ReactNode } from "react";
import { useOfferedActions } from "#renderer/api/actions.ts";
import { useApi } from "#renderer/api/console-api.tsx";
import { AssistantHeader } from "#renderer/features/assistants/assistant-header.tsx";
import { saveAssistant } from "#renderer/features/assistants/assistants-store.ts";
import { PageTabs } from "#renderer/ui/page-tabs.tsx";
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
      <PageTabs
        label={`Parts of ${assistant.name}`}
        tabs={tabs}
        tab={tab}
        onTab={onTab}
        render={({ render }) => render({ assistant, servers })}
      />
    </div>
  );
}
