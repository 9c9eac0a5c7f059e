import { useEffect, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import type { Draft } from "#shared/mcp/draft.ts";

const NONE: readonly Draft[] = [];

/** The drafts that are switched on; follows their changes. The same array until one changes. */
export function useEnabledDrafts(): readonly Draft[] {
  const api = useApi();
  const [drafts, setDrafts] = useState(NONE);
  useEffect(() => {
    const keep = (all: readonly Draft[]): void => {
      const enabled = all.filter((draft) => draft.enabled);
      setDrafts((known) => (enabled.length + known.length === 0 ? known : enabled));
    };
    api.call("drafts.list", {}).then(keep, () => undefined); // only where the wire died; the connection bar says so
    return api.on("drafts.changed", ({ drafts: all }) => keep(all));
  }, [api]);
  return drafts;
}
