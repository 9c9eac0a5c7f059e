import { create } from "zustand";

/** Long work under way in this window. Whoever starts it keeps its row here, so that Activity can show and cancel it. */
export interface Job {
  /** The id minted for the core: a discovery run's, a call's or a diagnosis's. */
  readonly id: string;
  readonly kind: "discovery" | "call" | "diagnosis" | "comparison" | "conversation" | "suite" | "model-check";
  /** Empty for work that is about no single server. */
  readonly serverId: string;
  /** What is being done, for a person: "Discover", or the tool's name. */
  readonly title: string;
  /** Milliseconds, as `Date.now()`. */
  readonly startedAt: number;
  /** How far it is, in a few words. */
  readonly detail?: string;
  readonly cancel: () => void;
}

/** Work that has ended and of which the core keeps no row. */
export interface EndedJob extends Omit<Job, "cancel"> {
  readonly how: "done" | "cancelled" | "failed";
  readonly totalMs: number;
}

interface JobsState {
  readonly running: readonly Job[];
  /** Of this window's life, newest first, at most 100. */
  readonly ended: readonly EndedJob[];
}

/** The jobs of this window, newest first. */
export const useJobs = create<JobsState>(() => ({ running: [], ended: [] }));

/** The core's own history has these. */
const STORED: ReadonlySet<Job["kind"]> = new Set(["discovery", "call", "suite"]);

/** Mints the id of a job. */
export const newId = (): string => crypto.randomUUID();

/**
 * Runs long work under a row in Activity, which stays there as ended when the work settles. `work` is given the signal that cancels it.
 */
export async function runJob<T>(
  job: Omit<Job, "startedAt" | "cancel">,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const begun = { ...job, startedAt: Date.now() };
  const row: Job = { ...begun, cancel: () => controller.abort() };
  useJobs.setState(({ running }) => ({ running: [row, ...running] }));
  let how: EndedJob["how"] = "failed";
  try {
    const value = await work(controller.signal);
    how = "done";
    return value;
  } finally {
    end(begun, controller.signal.aborted ? "cancelled" : how);
  }
}

function end(job: Omit<Job, "cancel">, how: EndedJob["how"]): void {
  const totalMs = Date.now() - job.startedAt;
  useJobs.setState(({ running, ended }) => ({
    running: running.filter(({ id }) => id !== job.id),
    ended: STORED.has(job.kind) ? ended : [{ ...job, how, totalMs }, ...ended].slice(0, 100),
  }));
}

/** Says how far a running job is. Nothing happens where it has ended. */
export function describeJob(id: string, detail: string): void {
  useJobs.setState(({ running }) => ({ running: running.map((job) => (job.id === id ? { ...job, detail } : job)) }));
}
