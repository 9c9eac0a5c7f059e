import { budgets } from "./budgets.ts";
import { Failure } from "./failure.ts";
import type { GuardedAnswer } from "./guarded-http.ts";

/** What arrived of a body. `broken` is the failure that ended it early, if one did: a whole answer before it counts. */
export interface ReadBody {
  /** In blocks, whatever pieces it came in; whoever decodes it may empty this list. */
  readonly blocks: Uint8Array[];
  readonly size: number;
  readonly broken?: Failure;
}

const BLOCK_BYTES = 64 * 1024;

/** Collects pieces into blocks: a body in one-byte pieces would otherwise cost a hundred times its bytes. */
function collectBlocks(): { readonly take: (piece: Uint8Array) => void; readonly blocks: () => Uint8Array[] } {
  const whole: Uint8Array[] = [];
  let block = Buffer.allocUnsafe(0);
  let filled = 0;
  const flush = (): void => {
    if (filled > 0) whole.push(block.subarray(0, filled));
    block = Buffer.allocUnsafe(0);
    filled = 0;
  };
  return {
    take(piece) {
      if (filled + piece.length > block.length) {
        flush();
        if (piece.length >= BLOCK_BYTES / 2) return void whole.push(piece);
        block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
      }
      block.set(piece, filled);
      filled += piece.length;
    },
    blocks() {
      flush();
      return whole;
    },
  };
}

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
  const collected = collectBlocks();
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
      collected.take(chunk);
    }
  } catch (error) {
    if (signal.aborted || !(error instanceof Failure) || error.code !== "E_BODY_CUT_SHORT") throw error;
    return { blocks: collected.blocks(), size, broken: error };
  }
  return { blocks: collected.blocks(), size };
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
