import type { Server } from "#shared/contract/server.ts";
import { judgeServer, tellingRun } from "#renderer/features/servers/judge-server.ts";
import type { Tone } from "#renderer/ui/status-mark.tsx";

/** A server's verdict at a glance, for lists. */
export interface Glance {
  readonly tone: Tone;
  /** For the screen reader, the tooltip and the list of problems. */
  readonly said: string;
  /** What stands at the right edge: "13", "5/6", "0"; empty where nothing is known. */
  readonly count: string;
}

/** Sums up what a conversation would register from a server. What was never asked is quiet, not a problem. */
export function glanceAt(server: Server): Glance {
  const { tone, sentence, registers, advertised } = judgeServer(server);
  const state = tellingRun(server)?.outcome.state;
  const known = state === "listed" || state === "failed" || tone === "stopped";
  if (!known) return { tone: "quiet", said: sentence, count: "" };
  const count = advertised > registers ? `${registers}/${advertised}` : registers.toLocaleString("en");
  return { tone, said: sentence, count };
}
