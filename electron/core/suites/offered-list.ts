import { attachServerTools } from "#shared/converse/attach-tools.ts";
import { offerTools, type AttachedTool, type OfferableTool } from "#shared/converse/offer-tools.ts";
import type { Draft } from "#shared/mcp/draft.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import type { ModelTool } from "#core/model-ports.ts";

/** A tool that a suite or a preview offers. */
export interface SuiteTool extends AttachedTool {
  readonly serverId?: string;
  readonly drafted: boolean;
}

/** Everything that is offered, in order, as a conversation would register it. */
export interface OfferedList {
  readonly tools: readonly OfferableTool<SuiteTool>[];
  /** The same as a model is told of it. */
  readonly modelTools: readonly ModelTool[];
  /** What a person calls an offered tool: its server's name for it, unless several servers use that one. */
  readonly labels: ReadonlyMap<string, string>;
}

/** The tools of one server's list, with the server that they are of. */
export const serverTools = (snapshot: Snapshot, placeName: string, drafts: readonly Draft[]): readonly SuiteTool[] =>
  attachServerTools(snapshot, placeName, drafts).map((tool) => ({ ...tool, serverId: snapshot.serverId }));

/** Gives every tool the name that a conversation would give it. */
export function offerList(attached: readonly SuiteTool[]): OfferedList {
  const { tools, shared } = offerTools(attached);
  const several = new Set(shared);
  return {
    tools,
    modelTools: tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema })),
    labels: new Map(tools.map(({ name, attached: { toolName } }) => [name, several.has(toolName) ? name : toolName])),
  };
}
