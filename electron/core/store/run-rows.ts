import type { Database, Row } from "./database.ts";
import { contentId, sha256, unpack } from "./content.ts";
import type { ServerFacts } from "#shared/mcp/snapshot.ts";
import { selfText } from "./run-outcome.ts";
import { duplicateId, missingRun } from "./storage-errors.ts";
import { requireServer, text } from "./server-rows.ts";
import type { FlatListing, StoreRequests } from "./store-requests.ts";

type RunRequests = Pick<
  StoreRequests,
  "startRun" | "finishRun" | "listRuns" | "lastRuns" | "getSnapshot" | "latestSnapshot"
>;

const COLUMNS = "id, server_id, started_at, total_ms, outcome";

/** Discovery runs and their snapshots. `owner` is this process, for the runs that it has under way. */
export function runRows(database: Database, write: Database["write"], owner: string): RunRequests {
  const snapshotWhere = (where: string, value: string): string | undefined => {
    const row = database.first(
      `SELECT run.id, run.server_id, run.started_at, run.times, run.list_id, list.list_hash, facts.body, path.body
       FROM discovery_run run JOIN tool_list list ON list.id = run.list_id
       JOIN content facts ON facts.id = run.facts_id JOIN content path ON path.id = run.path_id
       WHERE ${where} AND run.state = 'listed' ORDER BY run.seq DESC LIMIT 1`,
      value,
    );
    return row && snapshotText(database, row);
  };

  return {
    startRun: (id, serverId, startedAt) =>
      write(() => {
        requireServer(database, serverId);
        const added = database.run(
          `INSERT INTO discovery_run(id, server_id, started_at, state, owner, total_ms, outcome)
           VALUES (?, ?, ?, 'running', ?, 0, '{"state":"running"}') ON CONFLICT(id) DO NOTHING`,
          id,
          serverId,
          startedAt,
          owner,
        );
        if (added === 0) throw duplicateId("discovery run", id);
      }),
    finishRun: (id, run) =>
      write(() => {
        const [seq, serverId] = database.first("SELECT seq, server_id FROM discovery_run WHERE id = ?", id) ?? [];
        if (seq === undefined || serverId === undefined) throw missingRun(id);
        const { listing } = run;
        let { outcome } = run;
        if (listing !== undefined) {
          const before = database.first(
            `SELECT list.list_hash, facts.body FROM discovery_run run JOIN tool_list list ON list.id = run.list_id
             JOIN content facts ON facts.id = run.facts_id
             WHERE run.server_id = ? AND run.seq < ? AND run.state = 'listed' ORDER BY run.seq DESC LIMIT 1`,
            serverId,
            seq,
          );
          const changed =
            before !== undefined && (before[0] !== listing.listHash || isOtherSelf(unpack(before[1]), listing.facts));
          outcome = `${outcome.slice(0, -1)},"changed":${String(changed)}}`;
        }
        const columns = database.all(
          `UPDATE discovery_run SET state = ?, owner = NULL, total_ms = ?, outcome = ?,
           list_id = ?, facts_id = ?, path_id = ?, times = ? WHERE seq = ? RETURNING ${COLUMNS}`,
          run.state,
          run.totalMs,
          outcome,
          listing === undefined ? null : listId(database, listing),
          listing === undefined ? null : contentId(database, listing.facts),
          listing === undefined ? null : contentId(database, listing.path),
          listing?.times ?? null,
          seq,
        );
        return columns.map(runText).join("");
      }),
    listRuns(serverId, limit, before) {
      const [seq] = (before && database.first("SELECT seq FROM discovery_run WHERE id = ?", before)) || [];
      const older = before === undefined ? "" : seq === undefined ? "AND started_at < ?" : "AND seq < ?";
      const values = before === undefined ? [limit] : [seq ?? before, limit];
      const sql = `SELECT ${COLUMNS} FROM discovery_run WHERE server_id = ? ${older} ORDER BY seq DESC LIMIT ?`;
      return `[${database
        .all(sql, serverId, ...values)
        .map(runText)
        .join(",")}]`;
    },
    lastRuns() {
      const rows = database.all(
        `SELECT ${COLUMNS.replace("id,", "run.id,")} FROM server JOIN discovery_run run ON run.seq = (
           SELECT seq FROM discovery_run WHERE server_id = server.id AND state IN ('listed', 'failed')
           ORDER BY seq DESC LIMIT 1)`,
      );
      return `[${rows.map(runText).join(",")}]`;
    },
    getSnapshot: (id) => snapshotWhere("run.id = ?", id),
    latestSnapshot: (serverId) => snapshotWhere("run.server_id = ?", serverId),
  };
}

/** Whether two texts of facts say different things of the server; mostly they are the same text. */
const isOtherSelf = (before: string, after: string): boolean =>
  before !== after && selfText(JSON.parse(before) as ServerFacts) !== selfText(JSON.parse(after) as ServerFacts);

const runText = ([id, serverId, startedAt, totalMs, outcome]: Row): string =>
  `{"id":${JSON.stringify(id)},"serverId":${JSON.stringify(serverId)},"startedAt":${JSON.stringify(startedAt)},` +
  `"totalMs":${JSON.stringify(totalMs)},"outcome":${text(outcome) ?? "null"}}`;

/** The row id of a list, written with its entries where it was not there yet. */
function listId(database: Database, { listHash, items }: FlatListing): number {
  const keyed = items.map((item) => ({ ...item, key: sha256(item.entry) }));
  const whole = keyed.map(
    ({ position, key, reason }) => `${position} ${Buffer.from(key).toString("base64")} ${reason ?? ""}`,
  );
  const key = sha256([listHash, ...whole].join("\n"));
  const known = database.first("SELECT id FROM tool_list WHERE key = ?", key);
  if (known !== undefined) return Number(known[0]);
  const [row] = database.all("INSERT INTO tool_list(key, list_hash) VALUES (?, ?) RETURNING id", key, listHash);
  const id = Number(row?.[0]);
  for (const [place, item] of keyed.entries()) {
    database.run(
      "INSERT INTO list_item(list_id, place, position, content_id, reason) VALUES (?, ?, ?, ?, ?)",
      id,
      place,
      item.position,
      contentId(database, item.entry, item.key),
      item.reason ?? null,
    );
  }
  return id;
}

/** One snapshot as JSON text, put together from texts: ten thousand entries are neither parsed nor rewritten here. */
function snapshotText(database: Database, row: Row): string {
  const [id, serverId, takenAt, times, list, listHash, facts, path] = row;
  const tools: string[] = [];
  const malformed: string[] = [];
  const items = database.all(
    `SELECT item.position, item.reason, content.body FROM list_item item JOIN content ON content.id = item.content_id
     WHERE item.list_id = ? ORDER BY item.place`,
    list ?? null,
  );
  for (const [position, reason, body] of items) {
    const rest = unpack(body).slice(1);
    if (typeof reason === "string") malformed.push(`{"position":${String(position)},"reason":${reason},${rest}`);
    else tools.push(`{"position":${String(position)},${rest}`);
  }
  return (
    `{"id":${JSON.stringify(id)},"serverId":${JSON.stringify(serverId)},"takenAt":${JSON.stringify(takenAt)},` +
    `"listHash":${JSON.stringify(listHash)},"facts":${unpack(facts)},"path":${unpack(path)},"times":${text(times) ?? "null"},` +
    `"tools":[${tools.join(",")}],"malformed":[${malformed.join(",")}]}`
  );
}
