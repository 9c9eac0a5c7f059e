import { Modal } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { CallExchanges } from "#renderer/app/call-exchanges.tsx";
import { go } from "#renderer/app/navigation.ts";
import { ActivityPage } from "#renderer/features/activity/activity-page.tsx";
import { useServers } from "#renderer/features/servers/servers-store.ts";

/** Activity, with the names of the servers and the way to them, and the exchanges of custom HTTP tools. */
export function ActivityRoom() {
  const api = useApi();
  const servers = useServers();
  const [shown, setShown] = useState<{ readonly httpToolId: string; readonly callId: string }>();
  return (
    <>
      <ActivityPage
        servers={servers}
        onOpen={(serverId) => go(api, { room: "servers", serverId, tab: "tools" })}
        onExchange={(httpToolId, callId) => setShown({ httpToolId, callId })}
      />
      <Modal
        opened={shown !== undefined}
        onClose={() => setShown(undefined)}
        title="What went over the wire"
        size="xl"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {shown === undefined ? undefined : <CallExchanges serverId={shown.httpToolId} callId={shown.callId} />}
      </Modal>
    </>
  );
}
