import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Result } from "#shared/base/result.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import { insighto } from "#shared/platform/insighto.ts";
import { registrationVerdict, type RegistrationVerdict } from "#shared/platform/verdict.ts";
import type { CommandIo } from "./command.ts";
import type { Session } from "./session.ts";

/** A discovery run of the command line: what was listed or why not, and what the platform would make of it. */
export interface CheckedDiscovery {
  readonly result: Result<Snapshot, ConsoleError>;
  readonly verdict: RegistrationVerdict;
}

/** Discovers the session's server once. */
export async function runDiscovery({ core, server }: Session, io: CommandIo): Promise<CheckedDiscovery> {
  const context = { signal: io.signal };
  const result = await core.handlers["discovery.run"]({ runId: "run", serverId: server.id }, context);
  const [run] = await core.handlers["discovery.runs"]({ serverId: server.id, limit: 1 }, context);
  const facts = {
    maskedUrl: server.maskedUrl,
    ...(run === undefined ? {} : { run }),
    ...(result.ok ? { snapshot: result.value } : {}),
  };
  return { result, verdict: registrationVerdict(facts, insighto) };
}
