import { readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { dataHome } from "#core/data-home.ts";
import { isJsonObject, readJson } from "#shared/base/json.ts";
import type { Store } from "#core/store-port.ts";
import type { Example } from "#shared/contract/call-record.ts";
import type { SavedCall } from "#shared/drift/prove.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { invalidInput } from "#shared/base/failure.ts";
import { maskUrl } from "#shared/base/redact.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import { selfIn, selfOf, type ServerSelf } from "#shared/drift/compare-server.ts";
import type { CommandIo, Given } from "./command.ts";
import { runDiscovery } from "./run-discovery.ts";
import { readServerInput, usageError } from "./server-input.ts";
import { withServer } from "./session.ts";

const MOST_FILE_BYTES = 64 * 1024 * 1024;

/** One side of a comparison, read. `label` holds no secret. */
export interface DriftSide {
  readonly label: string;
  readonly tools: readonly unknown[];
  /** The file it came from, where it is one. */
  readonly file?: string;
  /** Why the list is not whole, in one sentence. */
  readonly incomplete?: string;
  /** What the server said of itself, as far as the side holds it. */
  readonly self: ServerSelf;
  /** Masked address of the server, where it is known. */
  readonly address?: string;
  /** The calls that were saved of the server's tools, by tool, where it is one of this machine's console. */
  readonly examples?: ReadonlyMap<string, readonly SavedCall[]>;
}

/**
 * Reads a side of `drift`: a URL (discovered now), a file (an array of tools, or an object with `tools`), `-` for such
 * JSON on standard input, the id of a stored snapshot, or `baseline`. A URL may be kept out of the arguments: `env:NAME`.
 */
export async function readDriftSide(
  text: string,
  other: string,
  given: Given,
  io: CommandIo,
): Promise<Result<DriftSide, ConsoleError>> {
  const named = fromEnvironment(text, io);
  if (text.startsWith("env:") && named === undefined) {
    return fail(
      usageError(`The environment variable ${JSON.stringify(text.slice(4))} is not set.`, "Set it to a URL."),
    );
  }
  const side = named ?? text;
  if (/^https?:\/\//i.test(side)) return discovered(side, given, io);
  if (side === "-") {
    const input = await io.input();
    return input === undefined ? fail(tooLarge("standard input")) : parsed(input, "standard input");
  }
  const file = await sizeOf(side);
  if (file !== undefined) {
    if (file > MOST_FILE_BYTES) return fail(tooLarge(side));
    const read = parsed(await readFile(side, "utf8"), side);
    return read.ok ? ok({ ...read.value, file: side }) : read;
  }
  return stored(side, fromEnvironment(other, io) ?? other, io);
}

/** The value of `env:NAME`; undefined for anything else, and where it is not set. */
const fromEnvironment = (text: string, io: CommandIo): string | undefined =>
  text.startsWith("env:") ? io.env[text.slice(4)] : undefined;

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined; // no such file: it may be an id
  }
}

function parsed(text: string, label: string): Result<DriftSide, ConsoleError> {
  const value = readJson(text.replace(/^\uFEFF/, ""));
  if (value === undefined)
    return fail(
      invalidInput("E_NOT_JSON", `${label} is not JSON.`, "Give an array of tools, or an object with `tools`."),
    );
  const tools = toolsIn(value);
  if (tools !== undefined) return ok({ label, tools, self: isJsonObject(value) ? selfIn(value["server"]) : {} });
  return fail(
    invalidInput("E_NO_TOOLS", `${label} holds no tool list.`, "Give an array of tools, or an object with `tools`."),
  );
}

/** The tool list in a value: an array, `{tools}`, a JSON-RPC answer, or a snapshot (whose entries hold `raw`). */
function toolsIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value)) return undefined;
  const { tools, result } = value;
  if (Array.isArray(tools)) return tools.map((entry) => (isEntry(entry) ? entry["raw"] : entry));
  return isJsonObject(result) ? toolsIn(result) : undefined;
}

const isEntry = (value: unknown): value is { readonly raw: unknown } =>
  isJsonObject(value) && isJsonObject(value["raw"]) && typeof value["hash"] === "string";

async function discovered(url: string, given: Given, io: CommandIo): Promise<Result<DriftSide, ConsoleError>> {
  const named = await readServerInput({ values: { ...given.values, "url-env": undefined }, positionals: [url] }, io, 0);
  if (!named.ok) return named;
  let side: Result<DriftSide, ConsoleError> | undefined;
  const ended = await withServer(io, { ...named.value, url }, async (session) => {
    const { result } = await runDiscovery(session, io);
    side = result.ok
      ? ok({
          label: session.server.maskedUrl,
          address: session.server.maskedUrl,
          tools: entriesOf(result.value),
          self: selfOf(result.value.facts),
          ...(result.value.incomplete === undefined ? {} : { incomplete: result.value.incomplete }),
        })
      : result;
    return 0;
  });
  if (!ended.ok) return ended;
  return side ?? fail(usageError("Nothing was discovered.", "Try again."));
}

/** Every entry as advertised, malformed ones included, in order. */
export function entriesOf(snapshot: {
  readonly tools: readonly { readonly position: number; readonly raw: unknown }[];
  readonly malformed: readonly { readonly position: number; readonly raw: unknown }[];
}): readonly unknown[] {
  return [...snapshot.tools, ...snapshot.malformed]
    .sort((one, two) => one.position - two.position)
    .map(({ raw }) => raw);
}

/**
 * A snapshot that the console stored on this machine: by its id, or `baseline`, which is the pinned one of the server
 * that `other` (the other side: a URL, or the id of one of its snapshots) belongs to. Read only; nothing is made.
 */
async function stored(id: string, other: string, io: CommandIo): Promise<Result<DriftSide, ConsoleError>> {
  const next = "Give a URL, a file, `baseline`, or the id of a discovery run of this machine's console.";
  const folder = dataHome({ platform: process.platform, env: io.env, home: homedir() });
  if ((await sizeOf(join(folder, "console.db"))) === undefined) return fail(noSuchSide(next));
  const { openStore } = await import("#core/store/open-store.ts");
  const store = await openStore({ folder, readOnly: true });
  if (!store.ok) return fail(noSuchSide(`${next} (The console's database could not be read.)`));
  try {
    const found = id === "baseline" ? await baselineOf(store.value, other) : id;
    if (found === undefined) {
      return fail(
        invalidInput(
          "E_NO_BASELINE",
          "There is no baseline for this server.",
          "Pin a snapshot of this server as its baseline in the console first.",
        ),
      );
    }
    const snapshot = await store.value.getSnapshot(found);
    if (snapshot === undefined) return fail(noSuchSide(next));
    const address = (await store.value.getServer(snapshot.serverId))?.maskedUrl;
    const examples = savedCalls(await store.value.listExamples(snapshot.serverId));
    return ok({
      label: `${id === "baseline" ? "baseline" : "snapshot"} ${found}`,
      tools: entriesOf(snapshot),
      self: selfOf(snapshot.facts),
      examples,
      ...(address === undefined ? {} : { address }),
    });
  } finally {
    await store.value.close();
  }
}

/** Saved examples as the engine replays them; one that is no JSON yet never was a valid call. */
function savedCalls(examples: readonly Example[]): ReadonlyMap<string, readonly SavedCall[]> {
  const calls = new Map<string, SavedCall[]>();
  for (const { toolName, name, argumentsText } of examples) {
    try {
      const saved: SavedCall = { name, arguments: JSON.parse(argumentsText) as unknown };
      calls.set(toolName, [...(calls.get(toolName) ?? []), saved]);
    } catch {
      continue;
    }
  }
  return calls;
}

/** The pinned snapshot of the server behind the other side; of the only pinned server where that says nothing. */
async function baselineOf(store: Store, other: string): Promise<string | undefined> {
  const pinned = (await store.listServers()).filter(
    ({ baseline, removedAt }) => baseline !== undefined && removedAt === undefined,
  );
  if (URL.canParse(other)) return pinned.find(({ maskedUrl }) => maskedUrl === maskUrl(other))?.baseline;
  const serverId = (await store.getSnapshot(other))?.serverId;
  if (serverId !== undefined) return pinned.find((server) => server.id === serverId)?.baseline;
  return pinned.length === 1 ? pinned[0]?.baseline : undefined;
}

/** Does not repeat what was given: it may be an address with a token in it. */
function noSuchSide(next: string): ConsoleError {
  return invalidInput("E_NO_SIDE", "A side is neither a URL, nor a file, nor a stored snapshot.", next);
}

function tooLarge(label: string): ConsoleError {
  return invalidInput("E_TOO_LARGE", `${label} is too large.`, "A tool list of that size is not compared.");
}
