import { useEffect, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { idle, ready, type Remote } from "#renderer/api/remote.ts";
import { ExchangeBrowser } from "#renderer/features/traffic/exchange-browser.tsx";
import { ExchangeView } from "#renderer/features/traffic/exchange-view.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import type { Exchange } from "#shared/contract/traffic.ts";

interface CallExchangesProps {
  readonly serverId: string;
  readonly callId: string;
}

/** What went over the wire for one call, as the Traffic tab shows it. */
export function CallExchanges({ serverId, callId }: CallExchangesProps) {
  const api = useApi();
  const [found, setFound] = useState<Remote<readonly Exchange[]>>(idle);
  useEffect(() => {
    let current = true;
    api.call("traffic.list", { serverId, limit: 2000 }).then(
      (all) => current && setFound(ready(all.filter(({ jobId }) => jobId === callId))),
      () => undefined, // only where the wire died; the connection bar says so
    );
    return () => {
      current = false;
    };
  }, [api, serverId, callId]);
  if (found.state !== "ready") return undefined;
  if (found.value.length === 0)
    return (
      <EmptyState
        title="The exchange of this call is not kept any more."
        text="The newest 2,000 exchanges of the running console are kept."
      />
    );
  const [only, ...others] = found.value;
  return only !== undefined && others.length === 0 ? (
    <ExchangeView exchange={only} />
  ) : (
    <ExchangeBrowser exchanges={found.value} />
  );
}
