import type { Database, Row } from "./database.ts";
import { packBody, unpack } from "./content.ts";
import { requireServer } from "./server-rows.ts";
import { duplicateId } from "./storage-errors.ts";
import type { FlatCall, StoreRequests } from "./store-requests.ts";

type CallRequests = Pick<StoreRequests, "startCall" | "finishCall" | "listCalls" | "getCall">;

/** The call history: rows for the list, bodies apart. `owner` is this process, for the calls that it has under way. */
export function callRows(database: Database, write: Database["write"], owner: string): CallRequests {
  const save = (call: FlatCall, onConflict: string): void => {
    requireServer(database, call.serverId);
    const [row] = database.all(
      `INSERT INTO call(id, server_id, tool, started_at, state, owner, json) VALUES (?, ?, ?, ?, ?, ?, ?)
       ${onConflict} RETURNING seq`,
      call.id,
      call.serverId,
      JSON.stringify(call.toolName),
      call.startedAt,
      call.state,
      call.state === "started" ? owner : null,
      call.row,
    );
    if (row === undefined) throw duplicateId("call", call.id);
    database.run(
      "INSERT INTO call_body(seq, body) VALUES (?, ?) ON CONFLICT(seq) DO UPDATE SET body = excluded.body",
      row[0] ?? null,
      packBody(call.body),
    );
  };

  return {
    startCall: (call) => write(() => save(call, "ON CONFLICT(id) DO NOTHING")),
    finishCall: (call) =>
      write(() =>
        save(
          call,
          `ON CONFLICT(id) DO UPDATE SET server_id = excluded.server_id, tool = excluded.tool, state = excluded.state,
           started_at = excluded.started_at, owner = excluded.owner, json = excluded.json`,
        ),
      ),
    listCalls(limit, serverId, toolName, before) {
      const [seq] = (before && database.first("SELECT seq FROM call WHERE id = ?", before)) || [];
      const conditions = [
        serverId === undefined ? undefined : (["server_id = ?", serverId] as const),
        toolName === undefined ? undefined : (["tool = ?", JSON.stringify(toolName)] as const),
        before === undefined
          ? undefined
          : seq === undefined
            ? (["started_at < ?", before] as const)
            : (["seq < ?", seq] as const),
      ].filter((condition) => condition !== undefined);
      const where = conditions.map(([sql]) => sql).join(" AND ");
      const rows = database.all(
        `SELECT state, json FROM call ${where && `WHERE ${where}`} ORDER BY seq DESC LIMIT ?`,
        ...conditions.map(([, value]) => value),
        limit,
      );
      return `[${rows.map((row) => `${rowText(row)}}`).join(",")}]`;
    },
    getCall(id) {
      const row = database.first(
        "SELECT state, json, body FROM call JOIN call_body ON call_body.seq = call.seq WHERE id = ?",
        id,
      );
      return row && `${rowText(row)},${unpack(row[2]).slice(1)}`;
    },
  };
}

/** The row's JSON object with its state, left open at its end. */
const rowText = ([state, json]: Row): string => `{"state":${JSON.stringify(state)},${String(json).slice(1, -1)}`;
