// The hostile side as a process of its own, so that its work is not measured as the console's. Speaks by IPC:
// {ask, do: "authority" | "start" | "state" | "stop", id}. The authority's certificate goes to the console, which trusts it.
import { certificate } from "../../support/certificates.ts";
import { modernServer } from "../faults/answers.ts";
import type { SiteState } from "./row.ts";
import { hostileRows } from "./rows.ts";
import { openSite, type Site } from "./site.ts";

/** A question to the host; `ask` comes back with the answer. */
export interface HostQuestion {
  readonly ask: number;
  readonly do: "authority" | "start" | "healthy" | "state" | "stop";
  /** Names the running row; a row may run several times. */
  readonly key: string;
  readonly rowId?: string;
}

/** The answer to a question. */
export interface HostAnswer {
  readonly ask: number;
  readonly cert?: string;
  readonly started?: { readonly url: string; readonly extra: string };
  readonly state?: SiteState;
  readonly error?: string;
}

const authority = await certificate("Preflight hostile tests", { isAuthority: true });
const running = new Map<string, Site>();

async function answer({ do: what, key, rowId }: HostQuestion): Promise<Omit<HostAnswer, "ask">> {
  if (what === "authority") return { cert: authority.cert };
  if (what === "state") {
    const state = running.get(key)?.state();
    return state === undefined ? { error: "not running" } : { state };
  }
  if (what === "stop") {
    await running.get(key)?.close();
    running.delete(key);
    return {};
  }
  const site = openSite(authority);
  running.set(key, site);
  if (what === "healthy") return { started: { url: `http://${await site.http(modernServer())}/mcp`, extra: "" } };
  const row = hostileRows.find(({ id }) => id === rowId);
  if (row === undefined) return { error: `no row ${rowId}` };
  const started = await row.start(site);
  return { started: typeof started === "string" ? { url: started, extra: "" } : started };
}

process.on("message", (question: HostQuestion) => {
  answer(question).then(
    (said) => process.send?.({ ask: question.ask, ...said }),
    (error: unknown) => process.send?.({ ask: question.ask, error: String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));
// What breaks in here is the hostile side's own business: a console that leaves in the middle is the normal case.
process.on("uncaughtException", () => {});
