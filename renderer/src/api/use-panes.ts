import type { Layout, LayoutChangedMeta } from "react-resizable-panels";
import { useApi } from "#renderer/api/console-api.tsx";
import { preferencesNow, rememberLayout } from "#renderer/api/preferences.ts";

interface RememberedPanes {
  readonly id: string;
  readonly defaultLayout?: Layout;
  readonly onLayoutChanged: (layout: Layout, meta: LayoutChangedMeta) => void;
}

/**
 * Props for a `Group` of react-resizable-panels whose sizes outlive the window.
 * `panels` are the ids of its panels, in order; sizes kept for another number of panels are ignored.
 */
export function useRememberedPanes(group: string, panels: readonly string[]): RememberedPanes {
  const api = useApi();
  // Read once: the group keeps its own sizes while it is mounted.
  const sizes = preferencesNow().layout[group];
  const known = sizes?.length === panels.length ? sizes : undefined;
  return {
    id: group,
    ...(known === undefined
      ? {}
      : { defaultLayout: Object.fromEntries(panels.map((panel, index) => [panel, known[index] ?? 0])) }),
    onLayoutChanged: (layout, meta) => {
      if (!meta.isUserInteraction) return;
      rememberLayout(
        api,
        group,
        panels.map((panel) => layout[panel] ?? 0),
      );
    },
  };
}
