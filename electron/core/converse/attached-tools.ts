import type { JsonObject } from "#shared/base/json.ts";
import type { HttpTool } from "#shared/contract/http-tool.ts";
import type { OfferedTool } from "#shared/contract/conversation.ts";
import type { AttachedTool, OfferableTool } from "#shared/converse/offer-tools.ts";
import { applyDrafts } from "#shared/mcp/apply-draft.ts";
import type { Draft } from "#shared/mcp/draft.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import { viewTool } from "#shared/mcp/tool.ts";

/** What is called when a model calls a tool. */
type Origin =
  | { readonly kind: "mcp"; readonly serverId: string; readonly snapshotId: string; readonly position: number }
  | { readonly kind: "http"; readonly httpToolId: string };

/** A tool of a conversation, with the way to call it. */
export interface ConversationTool extends AttachedTool {
  readonly origin: Origin;
  /** Whether it claims to only read. */
  readonly readOnly: boolean;
  readonly drafted: boolean;
}

export type NamedTool = OfferableTool<ConversationTool>;

/** The tools of one server's list as the model reads them: enabled drafts applied, malformed entries left out. */
export function toolsOfServer(
  { tools, id: snapshotId, serverId }: Snapshot,
  serverName: string,
  drafts: readonly Draft[],
): readonly ConversationTool[] {
  const own = drafts.filter((draft) => draft.serverId === serverId);
  return applyDrafts(tools, own).map(({ position, name, raw, drafted }) => ({
    place: serverId,
    placeName: serverName,
    toolName: name,
    raw,
    origin: { kind: "mcp", serverId, snapshotId, position },
    readOnly: viewTool(raw).annotations?.["readOnlyHint"] === true,
    drafted,
  }));
}

/** A custom HTTP tool beside them. */
export function customTool({ id, name, description, inputSchema, readOnly }: HttpTool): ConversationTool {
  const raw: JsonObject = { name, description, inputSchema };
  return {
    place: "custom",
    placeName: "custom",
    toolName: name,
    raw,
    origin: { kind: "http", httpToolId: id },
    readOnly,
    drafted: false,
  };
}

/** A tool as the opening card lists it. */
export function offeredTool({ name, attached }: NamedTool): OfferedTool {
  const { toolName, origin, readOnly, drafted } = attached;
  return {
    name,
    toolName,
    readOnly,
    drafted,
    ...(origin.kind === "mcp"
      ? { serverId: origin.serverId, position: origin.position }
      : { httpToolId: origin.httpToolId }),
  };
}
