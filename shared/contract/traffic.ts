import { z } from "zod";

/** One HTTP exchange of a connection, redacted before it is kept. Bodies are cut at 64 KiB. */
export const exchangeSchema = z.object({
  id: z.string(),
  /** The server, or the custom HTTP tool, that it was with. */
  serverId: z.string(),
  /** What it belonged to: a discovery run, a call, ... */
  jobId: z.string(),
  startedAt: z.string(),
  method: z.string(),
  maskedUrl: z.string(),
  requestHeaders: z.array(z.tuple([z.string(), z.string()])),
  requestBody: z.string().optional(),
  status: z.number().int().optional(),
  responseHeaders: z.array(z.tuple([z.string(), z.string()])),
  responseBody: z.string().optional(),
  /** Decoded size of the response body in bytes, cut or not. */
  responseBytes: z.number().int(),
  /** True when a body was cut for keeping. */
  cut: z.boolean(),
  /** JSON-RPC method of the request, if it was one: `tools/list`. */
  rpcMethod: z.string().optional(),
  firstByteMs: z.number().optional(),
  totalMs: z.number().optional(),
  /** What ended it early, in one sentence. */
  failure: z.string().optional(),
});
export type Exchange = z.infer<typeof exchangeSchema>;
