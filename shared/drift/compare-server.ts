import { isJsonObject, jsonEqual } from "#shared/base/json.ts";
import { compareText } from "#shared/drift/compare-text.ts";
import {
  atLeast,
  type Drift,
  type Level,
  type Levels,
  overall,
  type ServerChange,
  type ServerChangeKind,
  worst,
} from "#shared/drift/drift.ts";
import type { ServerFacts } from "#shared/mcp/snapshot.ts";

/** What a server says of itself beside its tools; a part is absent where a source (a file, say) does not hold it. */
export type ServerSelf = Partial<
  Pick<ServerFacts, "serverInfo" | "protocolVersion" | "capabilities" | "declaredCapabilities">
> & {
  /** `null`: it is known that the server gives none. Absent: not known. */
  readonly instructions?: string | null;
};

/** What each kind means, for a catalogue of rules. */
export const serverChangeWhy: { readonly [K in ServerChangeKind]: string } = {
  "instructions-changed": "Clients put a server's instructions before the model: another text is another behaviour.",
  "protocol-version-changed": "Another protocol version is spoken: results and errors may have another form.",
  "server-name-changed": "Another name answers at this address: perhaps it is another server.",
  "server-version-changed": "The server announces a release.",
  "capabilities-changed": "The server declares other capabilities.",
  "asked-otherwise":
    "The lists were asked for with different client capabilities: a server may list other tools for them.",
  "version-not-raised": "The tools changed and the server's version did not: pin the list, not the version.",
};

interface Options {
  /** The sides are two servers, or two addresses: names and versions differ by nature and are left out. */
  readonly another?: boolean;
}

/** A comparison with what changed about the server itself added to its level and its summary. Pure, total. */
export function withServer(drift: Drift, before: ServerSelf, after: ServerSelf, options: Options = {}): Drift {
  const server = compareServer(drift, before, after, options);
  if (server.length === 0) return drift;
  const parts = [...new Set(server.map(({ kind }) => NAMES[kind]))].join(", ");
  if (parts === NAMES["version-not-raised"]) {
    return { ...drift, server, summary: `${drift.summary} The server's version is the same.` };
  }
  const own = drift.tools.length + drift.noise.length === 0 ? "No tool changed." : drift.summary;
  return {
    ...drift,
    level: worst([drift.level, ...server.map(({ level }) => level)]),
    summary: `${own} The server itself: ${parts}.`,
    server,
  };
}

const NAMES: { readonly [K in ServerChangeKind]: string } = {
  "instructions-changed": "other instructions",
  "protocol-version-changed": "another protocol version",
  "server-name-changed": "another name",
  "server-version-changed": "another version",
  "capabilities-changed": "other capabilities",
  "asked-otherwise": "asked with other client capabilities",
  "version-not-raised": "the same version",
};

const harmless: Levels = { model: "harmless", prompt: "harmless", calls: "harmless" };
const model = (level: Level): Levels => ({ ...harmless, model: level });
const calls = (level: Level): Levels => ({ ...harmless, calls: level });

function compareServer(drift: Drift, before: ServerSelf, after: ServerSelf, { another }: Options): ServerChange[] {
  const found: ServerChange[] = [];
  const add = (kind: ServerChangeKind, levels: Levels, more: Partial<ServerChange>): void => {
    found.push({ kind, pointer: "", reason: serverChangeWhy[kind], ...more, levels, level: overall(levels) });
  };
  instructions(before, after, add);
  const spoken = [before.protocolVersion, after.protocolVersion];
  if (spoken[0] !== undefined && spoken[1] !== undefined && spoken[0] !== spoken[1]) {
    const reason = `Protocol version ${spoken[0]} became ${spoken[1]}: results and errors may have another form.`;
    add("protocol-version-changed", calls("risky"), {
      pointer: "/protocolVersion",
      reason,
      before: spoken[0],
      after: spoken[1],
    });
  }
  if (another !== true) identity(drift, before, after, add);
  capabilities(before, after, add);
  return found;
}

type Add = (kind: ServerChangeKind, levels: Levels, more: Partial<ServerChange>) => void;

function instructions(before: ServerSelf, after: ServerSelf, add: Add): void {
  if (before.instructions === undefined || after.instructions === undefined) return;
  const [was, is] = [before.instructions ?? "", after.instructions ?? ""];
  const change = compareText(was, is);
  if (change === undefined) return;
  const { grade, words, why } = change;
  const reason =
    grade === "cosmetic"
      ? "The server's instructions: nothing that a reader would notice."
      : `The server's instructions (${why}): clients put them before the model, so it may act otherwise.`;
  const level = grade === "cosmetic" ? "harmless" : "risky";
  add("instructions-changed", model(level), { pointer: "/instructions", reason, before: was, after: is, grade, words });
}

function identity(drift: Drift, before: ServerSelf, after: ServerSelf, add: Add): void {
  const [was, is] = [before.serverInfo, after.serverInfo];
  if (was === undefined || is === undefined) return;
  const named = [text(was["name"]), text(is["name"])];
  if (named[0] !== named[1]) {
    const reason = `“${named[0]}” became “${named[1]}”: perhaps another server answers at this address.`;
    add("server-name-changed", calls("risky"), {
      pointer: "/serverInfo/name",
      reason,
      before: named[0],
      after: named[1],
    });
  }
  const version = [text(was["version"]), text(is["version"])];
  if (version[0] !== version[1]) {
    const reason = `The server announces version ${version[1]} after ${version[0]}.`;
    const place = { pointer: "/serverInfo/version", reason, before: version[0], after: version[1] };
    add("server-version-changed", harmless, place);
  } else if (version[0] !== "" && atLeast(drift.level, "risky")) {
    const reason = `The tools changed and the server still calls itself version ${version[0]}: pin the list, not the version.`;
    add("version-not-raised", calls("risky"), { pointer: "/serverInfo/version", reason });
  }
}

function capabilities(before: ServerSelf, after: ServerSelf, add: Add): void {
  const [was, is] = [before.capabilities, after.capabilities];
  if (was !== undefined && is !== undefined && !jsonEqual(was, is)) {
    const lost = "tools" in was && !("tools" in is);
    const told = isJsonObject(was["tools"]) && was["tools"]["listChanged"] === true;
    const tells = isJsonObject(is["tools"]) && is["tools"]["listChanged"] === true;
    const reason = lost
      ? "The server no longer declares that it has tools: clients that read this do not ask for them."
      : told && !tells
        ? "The server no longer tells when its list changes: only another discovery shows it."
        : "The server declares other capabilities; none of them changes which tools are used.";
    add("capabilities-changed", lost ? { ...calls("risky"), model: "risky" } : harmless, {
      pointer: "/capabilities",
      reason,
      before: was,
      after: is,
    });
  }
  const [asked, asks] = [before.declaredCapabilities, after.declaredCapabilities];
  if (asked !== undefined && asks !== undefined && !jsonEqual(asked, asks)) {
    add("asked-otherwise", harmless, { pointer: "/declaredCapabilities", before: asked, after: asks });
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value.slice(0, 200) : "");

/** What a snapshot's facts say of the server. */
export function selfOf({
  serverInfo,
  protocolVersion,
  capabilities: declared,
  declaredCapabilities,
  instructions: said,
}: ServerFacts): ServerSelf {
  return { serverInfo, protocolVersion, capabilities: declared, declaredCapabilities, instructions: said ?? null };
}

/** The same out of untrusted JSON (a file's `server` and `declaredCapabilities`); parts of another form are left out. */
export function selfIn(json: unknown): ServerSelf {
  if (!isJsonObject(json)) return {};
  const { serverInfo, protocolVersion, capabilities: declared, declaredCapabilities, instructions: said } = json;
  return {
    ...(isJsonObject(serverInfo) ? { serverInfo } : {}),
    ...(typeof protocolVersion === "string" ? { protocolVersion } : {}),
    ...(isJsonObject(declared) ? { capabilities: declared } : {}),
    ...(isJsonObject(declaredCapabilities) ? { declaredCapabilities } : {}),
    ...(typeof said === "string" || said === null ? { instructions: said } : {}),
  };
}
