import type { ServerChange, StoredServer } from "#core/store-port.ts";
import type { Database } from "./database.ts";
import { applyChange } from "./server-change.ts";
import { missingServer } from "./storage-errors.ts";
import type { StoreRequests } from "./store-requests.ts";

type ServerRequests = Pick<
  StoreRequests,
  | "listServers"
  | "getServer"
  | "putServer"
  | "updateServer"
  | "purgeRemoved"
  | "listExamples"
  | "putExample"
  | "removeExample"
>;

/** Servers and the examples saved for their tools. `write` runs a transaction that changes them. */
export function serverRows(database: Database, write: Database["write"]): ServerRequests {
  const jsonOf = (id: string): string | undefined =>
    text(database.first("SELECT json FROM server WHERE id = ?", id)?.[0]);
  const put = (id: string, server: StoredServer, json: string): void => {
    database.run(
      `INSERT INTO server(id, removed, json) VALUES (?, ?, ?)
       ON CONFLICT(id) DO UPDATE SET removed = excluded.removed, json = excluded.json`,
      id,
      server.removedAt === undefined ? 0 : 1,
      json,
    );
  };

  return {
    listServers: () => jsonArray(database.all("SELECT json FROM server WHERE removed = 0 ORDER BY seq")),
    getServer: jsonOf,
    putServer: (id, json) => write(() => put(id, JSON.parse(json) as StoredServer, json)),
    updateServer: (id, change, cleared) =>
      write(() => {
        const before = jsonOf(id);
        if (before === undefined) return undefined;
        const named = JSON.parse(change) as ServerChange;
        const without = Object.fromEntries(cleared.map((field) => [field, undefined]));
        const after = applyChange(JSON.parse(before) as StoredServer, { ...named, ...without });
        const json = JSON.stringify(after);
        put(id, after, json);
        return json;
      }),
    purgeRemoved() {
      if (database.first("SELECT 1 FROM server WHERE removed = 1 LIMIT 1") === undefined) return;
      write(() => {
        database.run("DELETE FROM server WHERE removed = 1");
        database.run(
          "DELETE FROM tool_list WHERE NOT EXISTS (SELECT 1 FROM discovery_run WHERE list_id = tool_list.id)",
        );
        database.run(
          `DELETE FROM content WHERE NOT EXISTS (SELECT 1 FROM list_item WHERE content_id = content.id)
           AND NOT EXISTS (SELECT 1 FROM discovery_run WHERE facts_id = content.id)
           AND NOT EXISTS (SELECT 1 FROM discovery_run WHERE path_id = content.id)`,
        );
      });
      database.exec("PRAGMA incremental_vacuum");
    },

    listExamples: (serverId, toolName) =>
      jsonArray(
        toolName === undefined
          ? database.all("SELECT json FROM example WHERE server_id = ? ORDER BY seq", serverId)
          : database.all(
              "SELECT json FROM example WHERE server_id = ? AND tool = ? ORDER BY seq",
              serverId,
              JSON.stringify(toolName),
            ),
      ),
    putExample: (id, serverId, toolName, json) =>
      write(() => {
        requireServer(database, serverId);
        database.run(
          `INSERT INTO example(id, server_id, tool, json) VALUES (?, ?, ?, ?) ON CONFLICT(id) DO UPDATE
           SET server_id = excluded.server_id, tool = excluded.tool, json = excluded.json`,
          id,
          serverId,
          JSON.stringify(toolName),
          json,
        );
      }),
    removeExample: (id) =>
      write(() => {
        database.run("DELETE FROM example WHERE id = ?", id);
      }),
  };
}

/** Throws where the server is not stored: nothing can belong to it. */
export function requireServer(database: Database, id: string): void {
  if (database.first("SELECT 1 FROM server WHERE id = ?", id) === undefined) throw missingServer(id);
}

/** A JSON array of the first column, which holds JSON text. */
export const jsonArray = (rows: readonly (readonly unknown[])[]): string => `[${rows.map(([json]) => json).join(",")}]`;

/** A text column, undefined where there is no row. */
export const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
