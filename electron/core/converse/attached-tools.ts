import type { HttpTool } from "#shared/contract/http-tool.ts";
import type { OfferedTool } from "#shared/contract/conversation.ts";
import { attachCustomTool, attachServerTools } from "#shared/converse/attach-tools.ts";
import type { AttachedTool, OfferableTool } from "#shared/converse/offer-tools.ts";
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

/** The tools of one server's list, with the way to call each. */
export const toolsOfServer = (
  snapshot: Snapshot,
  serverName: string,
  drafts: readonly Draft[],
): readonly ConversationTool[] =>
  attachServerTools(snapshot, serverName, drafts).map(({ position, ...tool }) => ({
    ...tool,
    origin: { kind: "mcp", serverId: snapshot.serverId, snapshotId: snapshot.id, position },
    readOnly: viewTool(tool.raw).annotations?.["readOnlyHint"] === true,
  }));

/** A custom HTTP tool beside them. */
export const customTool = (tool: HttpTool): ConversationTool => ({
  ...attachCustomTool(tool),
  origin: { kind: "http", httpToolId: tool.id },
  readOnly: tool.readOnly,
});

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
