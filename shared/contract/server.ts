import { z } from "zod";
import { discoveryRunSchema, transportSchema } from "#shared/mcp/snapshot.ts";
import { idSchema } from "#shared/contract/define.ts";

/** Where the secrets of a server are, and whether this shell can open them. */
export const secretStateSchema = z.enum(["none", "readable", "unreadable"]);

/** A server as a screen may see it: the URL is masked, the secret stays in the core. */
export const serverSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** Secrets replaced by `••••`. */
  maskedUrl: z.string(),
  /** Header names only; their values are secrets. */
  headerNames: z.array(z.string()),
  /** Chosen by the person; absent = find out. */
  transport: transportSchema.optional(),
  secret: secretStateSchema,
  /** Id of the sample server this is, if it is one. */
  sample: z.string().optional(),
  addedAt: z.string(),
  /** Snapshot that changes are measured against, where one is pinned. */
  baseline: idSchema.optional(),
  /** Milliseconds between two discoveries, where the server is watched. */
  watchMs: z.number().int().optional(),
  /** The newest finished discovery run, whatever its outcome. */
  lastRun: discoveryRunSchema.optional(),
});
export type Server = z.infer<typeof serverSchema>;

export const newServerSchema = z.object({
  id: idSchema,
  /** Absent = derived from the host. */
  name: z.string().max(200).optional(),
  /** As pasted; may hold secrets. Inward only. */
  url: z.string().max(16_384),
  /** Extra request headers; values are secrets. Inward only. */
  headers: z.record(z.string(), z.string()).optional(),
  transport: transportSchema.optional(),
});
export type NewServer = z.infer<typeof newServerSchema>;

export const sampleServerSchema = z.object({
  /** Stable id, e.g. `customer-success`. */
  id: z.string(),
  title: z.string(),
  /** One sentence: what it shows. */
  summary: z.string(),
  /** Ways into it: the path decides the surface or the misbehaviour. */
  surfaces: z.array(z.object({ path: z.string(), title: z.string() })),
  /** Base URL while it runs. */
  url: z.string().optional(),
});
export type SampleServer = z.infer<typeof sampleServerSchema>;
