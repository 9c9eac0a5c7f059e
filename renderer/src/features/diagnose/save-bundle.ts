import { fileName, saveFile } from "#renderer/ui/save-file.ts";
import type { Server } from "#shared/contract/server.ts";
import type { Diagnosis } from "#shared/mcp/diagnosis.ts";
import type { DiscoveryRun, Snapshot } from "#shared/mcp/snapshot.ts";
import { writeBundle } from "#shared/report/support-bundle.ts";
import type { ConsoleApi } from "#shared/rpc/connect.ts";

const RUNS = 200;
const EXCHANGES = 500;

/** Puts everything that is known of a server into one file for another person's console. All of it is redacted already. */
export async function saveBundle(
  api: ConsoleApi,
  server: Server,
  diagnosis: Diagnosis,
  version: string,
): Promise<void> {
  const text = await bundleText(api, server, diagnosis, version);
  saveFile(fileName(server.name, ".preflight.json"), "application/json", text);
}

/** The bundle as text: the diagnosis, the newest list and the different one before it, the runs, the exchanges. */
export async function bundleText(
  api: ConsoleApi,
  { id: serverId, name, maskedUrl }: Pick<Server, "id" | "name" | "maskedUrl">,
  diagnosis: Diagnosis,
  version: string,
): Promise<string> {
  const [newest, runs, exchanges] = await Promise.all([
    api.call("snapshots.latest", { serverId }),
    api.call("discovery.runs", { serverId, limit: RUNS }),
    api.call("traffic.list", { serverId, limit: EXCHANGES }),
  ]);
  const previous = newest === null ? undefined : await earlierList(api, newest, runs);
  return writeBundle({
    version,
    writtenAt: new Date().toISOString(),
    server: { name, maskedUrl },
    diagnosis,
    ...(newest === null ? {} : { snapshot: newest }),
    ...(previous === undefined ? {} : { previous }),
    runs,
    exchanges,
  });
}

/** The newest list that differs from the newest one, where it is still known. */
async function earlierList(
  api: ConsoleApi,
  { listHash }: Snapshot,
  runs: readonly DiscoveryRun[],
): Promise<Snapshot | undefined> {
  const run = runs.find(({ outcome }) => outcome.state === "listed" && outcome.listHash !== listHash);
  if (run === undefined) return undefined;
  const read = await api.call("snapshots.get", { id: run.id });
  return read.ok ? read.value : undefined;
}
