import { cancelled, invalidInput, notFound } from "#shared/base/failure.ts";
import type { ConsoleError } from "#shared/base/console-error.ts";
import { maskJson } from "#shared/base/mask-json.ts";
import { fail, ok, type Result } from "#shared/base/result.ts";
import type { ComparedList, DriftSide } from "#shared/contract/drift.ts";
import { selfOf, type ServerSelf } from "#shared/drift/compare-server.ts";
import type { JobParts } from "#core/ports.ts";
import { readToolFile } from "./read-tool-file.ts";

/** One of the compared lists, read. */
export interface ReadSide {
  readonly list: ComparedList;
  readonly self: ServerSelf;
  /** Masked address of the server it is from; absent for a file. */
  readonly address?: string;
}

/** A URL is discovered for one comparison: its exchanges stand under this name in the traffic log. */
const PASSING = "compared";

/** Every entry as advertised, malformed ones included, in order. */
export function entriesOf({
  tools,
  malformed,
}: {
  readonly tools: readonly { readonly position: number; readonly raw: unknown }[];
  readonly malformed: readonly { readonly position: number; readonly raw: unknown }[];
}): ComparedList["tools"] {
  const inOrder = [...tools, ...malformed].toSorted((one, two) => one.position - two.position);
  return inOrder.map(({ raw }) => raw as ComparedList["tools"][number]);
}

/**
 * Reads a side: a stored snapshot, the pinned baseline, a file, or a URL, which is discovered now under the gateway's
 * own limits and not kept; its secrets are masked in the list and in every error.
 */
export function readSide(
  parts: JobParts,
  side: DriftSide,
  job: { readonly compareId: string; readonly signal: AbortSignal },
): Promise<Result<ReadSide, ConsoleError>> | Result<ReadSide, ConsoleError> {
  switch (side.kind) {
    case "file":
      return fromFile(side.title, side.text);
    case "url":
      return fromUrl(parts, side.url, job);
    case "snapshot":
      return fromStore(parts, side.id);
    case "baseline":
      return fromBaseline(parts, side.serverId);
    default:
      throw new Error(`unexpected side: ${String(side satisfies never)}`);
  }
}

function fromFile(title: string, text: string): Result<ReadSide, ConsoleError> {
  const read = readToolFile(text);
  return typeof read === "string"
    ? fail(
        invalidInput(
          "E_TOOL_FILE",
          read,
          "Choose a file with a list of tools, such as preflight snapshot writes: an array, or an object with “tools”.",
        ),
      )
    : ok({ list: { title, tools: [...read.tools] }, self: read.self });
}

async function fromBaseline(parts: JobParts, serverId: string): Promise<Result<ReadSide, ConsoleError>> {
  const baseline = (await parts.ports.store.getServer(serverId))?.baseline;
  if (baseline !== undefined) return fromStore(parts, baseline);
  return fail(notFound("baseline", "", "Pin a snapshot as the baseline first."));
}

async function fromStore({ ports: { store } }: JobParts, id: string): Promise<Result<ReadSide, ConsoleError>> {
  const snapshot = await store.getSnapshot(id);
  if (snapshot === undefined) return fail(notFound("snapshot", id));
  const { takenAt, incomplete, facts, serverId } = snapshot;
  const server = await store.getServer(serverId);
  return ok({
    list: {
      title: takenAt,
      takenAt,
      tools: entriesOf(snapshot),
      ...(incomplete === undefined ? {} : { incomplete }),
    },
    self: selfOf(facts),
    ...(server === undefined ? {} : { address: server.maskedUrl }),
  });
}

async function fromUrl(
  parts: JobParts,
  url: string,
  { compareId, signal }: { readonly compareId: string; readonly signal: AbortSignal },
): Promise<Result<ReadSide, ConsoleError>> {
  const opened = parts.openUrl(url, PASSING);
  if (!opened.ok) return opened;
  const { target, mask, maskedUrl } = opened.value;
  const found = await parts.gateway.discover(target, {
    jobId: compareId,
    signal,
    onProgress: (_step, detail, tools) => parts.emit("drift.progressed", { compareId, detail: mask(detail), tools }),
  });
  if (signal.aborted) return fail(cancelled("The comparison"));
  if (!found.ok) return fail(maskJson(found.error, mask));
  const { facts, incomplete, tools, malformed } = maskJson(found.value, mask);
  return ok({
    list: {
      title: maskedUrl,
      takenAt: parts.ports.clock.now(),
      tools: entriesOf({ tools, malformed }),
      ...(incomplete === undefined ? {} : { incomplete }),
    },
    self: selfOf(facts),
    address: maskedUrl,
  });
}
