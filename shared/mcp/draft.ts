import { z } from "zod";

/** A local override of a tool's texts. The server is not touched. */
export const draftSchema = z.object({
  id: z.string().min(1).max(64),
  serverId: z.string().min(1).max(64),
  toolName: z.string(),
  /** Hash of the tool entry that it was written over, to tell when the server's own text changed since. */
  entryHash: z.string(),
  title: z.string().max(10_000).optional(),
  /** Absent = the server's. */
  description: z.string().max(100_000).optional(),
  /** Descriptions by the JSON Pointer of the property inside the input schema: `/properties/query`. */
  parameters: z.record(z.string(), z.string().max(20_000)),
  /** Whether conversations, suites and lint use it. */
  enabled: z.boolean(),
  changedAt: z.string(),
});
export type Draft = z.infer<typeof draftSchema>;
