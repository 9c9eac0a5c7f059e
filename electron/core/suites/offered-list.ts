import { offerTools, type AttachedTool, type OfferableTool } from "#shared/converse/offer-tools.ts";
import type { HttpTool } from "#shared/contract/http-tool.ts";
import { applyDrafts } from "#shared/mcp/apply-draft.ts";
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

/** The tools of one server's list, its drafts applied where they are enabled. */
export function serverTools(
  { serverId, tools }: Snapshot,
  placeName: string,
  drafts: readonly Draft[],
): readonly SuiteTool[] {
  const own = drafts.filter((draft) => draft.serverId === serverId);
  return applyDrafts(tools, own).map(({ name, raw, drafted }) => ({
    place: serverId,
    placeName,
    toolName: name,
    raw,
    serverId,
    drafted,
  }));
}

/** Custom HTTP tools take part like any other. */
export function customTools(tools: readonly HttpTool[]): readonly SuiteTool[] {
  return tools.map(({ name, description, inputSchema }) => ({
    place: "custom",
    placeName: "custom",
    toolName: name,
    raw: { name, description, inputSchema },
    drafted: false,
  }));
}

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
