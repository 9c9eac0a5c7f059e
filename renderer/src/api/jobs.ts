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

interface JobsState {
  readonly running: readonly Job[];
}

/** The running jobs, newest first. */
export const useJobs = create<JobsState>(() => ({ running: [] }));

/** Mints the id of a job. */
export const newId = (): string => crypto.randomUUID();

/**
 * Runs long work under a row in Activity; the row goes when the work settles. `work` is given the signal that cancels it.
 */
export async function runJob<T>(
  job: Omit<Job, "startedAt" | "cancel">,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const row: Job = { ...job, startedAt: Date.now(), cancel: () => controller.abort() };
  useJobs.setState(({ running }) => ({ running: [row, ...running] }));
  try {
    return await work(controller.signal);
  } finally {
    useJobs.setState(({ running }) => ({ running: running.filter(({ id }) => id !== job.id) }));
  }
}

/** Says how far a running job is. Nothing happens where it has ended. */
export function describeJob(id: string, detail: string): void {
  useJobs.setState(({ running }) => ({ running: running.map((job) => (job.id === id ? { ...job, detail } : job)) }));
}
