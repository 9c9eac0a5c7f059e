import type { Database } from "./database.ts";
import { jsonArray } from "./server-rows.ts";
import type { StoreRequests } from "./store-requests.ts";

/** Documents: kept whole, by kind and id. `write` runs a transaction that changes them. */
export function documentRows(
  database: Database,
  write: Database["write"],
): Pick<StoreRequests, "listDocuments" | "getDocument" | "changeDocuments"> {
  return {
    listDocuments: (kind) => jsonArray(database.all("SELECT json FROM document WHERE kind = ? ORDER BY seq", kind)),
    getDocument(kind, id) {
      const json = database.first("SELECT json FROM document WHERE kind = ? AND id = ?", kind, id)?.[0];
      return typeof json === "string" ? json : undefined;
    },
    changeDocuments: (changes) =>
      write(() => {
        for (const { kind, id, json } of changes)
          if (json === undefined) database.run("DELETE FROM document WHERE kind = ? AND id = ?", kind, id);
          else
            database.run(
              `INSERT INTO document(kind, id, json) VALUES (?, ?, ?)
               ON CONFLICT(kind, id) DO UPDATE SET json = excluded.json`,
              kind,
              id,
              json,
            );
      }),
  };
}
