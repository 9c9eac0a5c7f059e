import { budgets } from "./budgets.ts";
import { Failure } from "./failure.ts";
import type { GuardedAnswer } from "./guarded-http.ts";

/** What arrived of a body. `broken` is the failure that ended it early, if one did: a whole answer before it counts. */
export interface ReadBody {
  readonly bytes: Uint8Array;
  /** Gives the memory back at once: a large body must not wait for the collector beside its text. */
  readonly free: () => void;
  readonly broken?: Failure;
}

const MARGIN_BYTES = 1024 * 1024;

/**
 * Reads a body up to `maxBytes`, counted after decompression. Throws E_BODY_TOO_LARGE at the cap (nothing beyond it is
 * read) and everything that ended the exchange by our own will (a deadline, a cancel).
 */
export async function readBody(
  answer: GuardedAnswer,
  maxBytes: number,
  limitName: string,
  signal: AbortSignal,
): Promise<ReadBody> {
  // One buffer that grows, whatever pieces the body comes in: kept pieces of one byte would cost a hundred times that.
  const room = new ArrayBuffer(0, { maxByteLength: maxBytes });
  let size = 0;
  try {
    for await (const chunk of answer.body) {
      size += chunk.length;
      if (size > maxBytes) {
        throw new Failure("E_BODY_TOO_LARGE", `The answer is larger than ${sizeText(maxBytes)}.`, {
          limit: { name: limitName, value: maxBytes, unit: "bytes" },
          status: answer.status,
        });
      }
      if (size > room.byteLength) room.resize(Math.min(maxBytes, size + MARGIN_BYTES));
      new Uint8Array(room).set(chunk, size - chunk.length);
    }
  } catch (error) {
    if (signal.aborted || !(error instanceof Failure) || error.code !== "E_BODY_CUT_SHORT") throw error;
    return { bytes: Buffer.from(room, 0, size), free: () => room.resize(0), broken: error };
  }
  return { bytes: Buffer.from(room, 0, size), free: () => room.resize(0) };
}

/** The first 64 KiB of the body of an answer that is an error anyway, read for at most 2 s; never throws. */
export async function readErrorBody(answer: GuardedAnswer): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const timer = setTimeout(() => answer.discard(), budgets.errorBodyMs);
  try {
    for await (const chunk of answer.body) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= budgets.errorBodyBytes) break;
    }
  } catch {
    // Whatever ended it: the status is the news, the body only evidence.
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks).subarray(0, budgets.errorBodyBytes).toString("utf8");
}

/** `16 MiB`, `64 KiB`. */
export function sizeText(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${bytes / (1024 * 1024)} MiB` : `${bytes / 1024} KiB`;
}
