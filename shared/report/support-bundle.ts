import { z } from "zod";
import { readJson } from "#shared/base/json.ts";
import { diagnosisSchema } from "#shared/mcp/diagnosis.ts";
import { discoveryRunSchema, snapshotSchema } from "#shared/mcp/snapshot.ts";

/** Bundles of another format are refused with a sentence; additions that old readers may ignore keep the number. */
const FORMAT = 1;

/** One file with everything about one server that another person needs to see what happened. Redacted before it is built. */
export const supportBundleSchema = z.object({
  preflightBundle: z.literal(FORMAT),
  /** The console that wrote it. */
  version: z.string(),
  /** ISO 8601, UTC. */
  writtenAt: z.string(),
  server: z.object({ name: z.string(), maskedUrl: z.string() }),
  diagnosis: diagnosisSchema.optional(),
  snapshot: snapshotSchema.optional(),
  /** The snapshot before, where the list changed: the drift is computed from the two when the bundle is read. */
  previous: snapshotSchema.optional(),
  runs: z.array(discoveryRunSchema),
  exchanges: z.array(
    z.object({
      id: z.string(),
      startedAt: z.string(),
      method: z.string(),
      maskedUrl: z.string(),
      requestHeaders: z.array(z.tuple([z.string(), z.string()])),
      requestBody: z.string().optional(),
      status: z.number().optional(),
      responseHeaders: z.array(z.tuple([z.string(), z.string()])),
      responseBody: z.string().optional(),
      responseBytes: z.number(),
      cut: z.boolean(),
      rpcMethod: z.string().optional(),
      firstByteMs: z.number().optional(),
      totalMs: z.number().optional(),
      failure: z.string().optional(),
    }),
  ),
});
export type SupportBundle = z.infer<typeof supportBundleSchema>;

/** Larger files are refused before they are parsed. Characters. */
const LONGEST = 96 * 1024 * 1024;

/** Writes a bundle as JSON text. */
export const writeBundle = (bundle: Omit<SupportBundle, "preflightBundle">): string =>
  `${JSON.stringify({ preflightBundle: FORMAT, ...bundle }, undefined, 1)}\n`;

/** Reads a bundle that another console wrote; a string says why it cannot be read. */
export function readBundle(text: string): SupportBundle | string {
  if (text.length > LONGEST) return "The file is larger than any support bundle.";
  const json = readJson(text);
  if (json === undefined) return "The file is not JSON, so it is not a support bundle.";
  if (typeof json !== "object" || json === null || !("preflightBundle" in json))
    return "The file is not a support bundle of Preflight.";
  if (json.preflightBundle !== FORMAT) return "The bundle was written by a newer Preflight; open it there.";
  const parsed = supportBundleSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  return `The bundle is damaged at ${first?.path.join(".") ?? "its root"}: ${first?.message ?? "not of the right form"}.`;
}
