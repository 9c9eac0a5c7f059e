import type { JsonObject } from "#shared/base/json.ts";
import { budgets } from "./budgets.ts";
import { ask, resultIn } from "./ask.ts";
import type { Connection } from "./connection.ts";
import { asFailure, Failure } from "./failure.ts";
import { preview, rpcErrorOf } from "./rpc-message.ts";

const METHOD_NOT_FOUND = -32601;

/** A walked list: its entries verbatim and in order, and why it is not whole, if it is not. */
export interface WalkedList {
  readonly entries: readonly unknown[];
  readonly pages: number;
  readonly incomplete?: string;
}

/**
 * Walks every page of a list. Stops at the budgets, at a repeated cursor and at a cursor that is not a string, and keeps
 * what arrived; a failure after the first page is such a stop too. Throws the Failure of the first page.
 */
export async function walkList(
  connection: Connection,
  kind: { readonly method: string; readonly key: string },
  signal: AbortSignal,
  onPage: (page: number, items: number) => void,
): Promise<WalkedList> {
  const entries: unknown[] = [];
  const seen = new Set<string>();
  let bytes = 0;
  let pages = 0;
  let cursor: string | undefined;
  const stop = (incomplete: string): WalkedList => ({ entries, pages, incomplete });
  for (;;) {
    let page: JsonObject;
    try {
      page = await requestPage(connection, kind.method, cursor);
    } catch (error) {
      const failure = asFailure(error);
      if (pages === 0 || signal.aborted) throw failure;
      return stop(`page ${pages + 1} failed: ${failure.message}`);
    }
    const items = page[kind.key];
    if (!Array.isArray(items)) {
      const wrong = `the answer to ${kind.method} has no list called ${kind.key}`;
      if (pages > 0) return stop(`page ${pages + 1}: ${wrong}`);
      throw new Failure("E_RESULT_INVALID", `The server's ${wrong.slice(4)}.`, { evidence: preview(page) });
    }
    pages += 1;
    bytes += connection.wire.marks.bytes;
    for (const item of items as unknown[]) {
      if (entries.length >= budgets.listItems)
        return stop(`more than ${budgets.listItems} entries were advertised; the first ${budgets.listItems} are kept`);
      entries.push(item);
    }
    onPage(pages, entries.length);
    const next = page["nextCursor"];
    if (next === undefined) return { entries, pages };
    if (next === null) return stop("nextCursor is null; the specification wants a string, or no cursor");
    if (typeof next !== "string") {
      const kind = typeof next === "object" ? "an object" : `a ${typeof next}`;
      return stop(`nextCursor is ${kind}; the specification wants a string`);
    }
    if (next.length > budgets.cursorBytes) return stop(`a cursor is longer than ${budgets.cursorBytes / 1024} KiB`);
    if (seen.has(next)) return stop("the server's cursors run in a circle");
    if (pages >= budgets.listPages) return stop(`more than ${budgets.listPages} pages were advertised`);
    if (bytes > budgets.listBytes) return stop("the pages together are larger than 64 MiB");
    seen.add(next);
    cursor = next;
  }
}

async function requestPage(connection: Connection, method: string, cursor: string | undefined): Promise<JsonObject> {
  const answer = await ask(connection, { method, ...(cursor === undefined ? {} : { params: { cursor } }) });
  const page = resultIn(answer);
  if (page !== undefined) return page;
  const { code, message } = rpcErrorOf(answer["error"]);
  if (code === METHOD_NOT_FOUND)
    throw new Failure("E_RPC_ERROR", `The server does not know ${method}: it offers nothing of the kind (${code}).`, {
      evidence: preview(answer["error"]),
      next: "Ask the server's operator for the URL of a server that offers tools.",
    });
  throw new Failure("E_RPC_ERROR", `The server answered ${method} with the error ${code}: ${message.slice(0, 200)}`, {
    evidence: preview(answer["error"]),
  });
}
