import type { Database, Value } from "./database.ts";
import type { Manifest } from "./manifest.ts";

/** What the database says of itself, to be remembered beside it. One statement, so one moment. */
export function describe(database: Database): Manifest {
  const row = database.first(
    `SELECT (SELECT value FROM meta WHERE key = 'uuid'), (SELECT value FROM meta WHERE key = 'generation'),
     (SELECT count(*) FROM server), (SELECT user_version FROM pragma_user_version)`,
  );
  const [uuid, generation, servers, schema] = row ?? [];
  return { uuid: String(uuid), schema: Number(schema), generation: Number(generation), servers: Number(servers) };
}

/** One value of the table `meta`. */
export const metaOf = (database: Database, key: string): Value | undefined =>
  database.first("SELECT value FROM meta WHERE key = ?", key)?.[0];
