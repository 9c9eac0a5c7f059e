import type { Server } from "#shared/contract/server.ts";
import type { DiscoveryRun, Snapshot } from "#shared/mcp/snapshot.ts";
import { insighto } from "#shared/platform/insighto.ts";
import { registrationVerdict, type RegistrationVerdict } from "#shared/platform/verdict.ts";

/** The registration verdict of a server, for the platform that the window judges for. */
export function judgeServer(server: Server, snapshot?: Snapshot): RegistrationVerdict {
  const run = tellingRun(server);
  return registrationVerdict(
    {
      maskedUrl: server.maskedUrl,
      ...(run === undefined ? {} : { run }),
      ...(snapshot === undefined ? {} : { snapshot }),
    },
    insighto,
  );
}

/** The newest run, unless the person stopped it: a cancelled run says nothing about the server. */
export function tellingRun({ lastRun }: Server): DiscoveryRun | undefined {
  const cancelled = lastRun?.outcome.state === "failed" && lastRun.outcome.error.kind === "cancelled";
  return cancelled ? undefined : lastRun;
}
