import type { JsonObject } from "#shared/base/json.ts";
import type { AttachedTool } from "#shared/converse/offer-tools.ts";
import { applyDrafts } from "#shared/mcp/apply-draft.ts";
import type { Draft } from "#shared/mcp/draft.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";

/** A tool of a server's list, with its place in that list. */
export interface AttachedServerTool extends AttachedTool {
  readonly position: number;
  /** Whether its texts are a draft's. */
  readonly drafted: boolean;
}

/** The tools of one server's list as a model reads them: enabled drafts applied, malformed entries left out. */
export function attachServerTools(
  { tools, serverId }: Snapshot,
  placeName: string,
  drafts: readonly Draft[],
): readonly AttachedServerTool[] {
  const own = drafts.filter((draft) => draft.serverId === serverId);
  return applyDrafts(tools, own).map(({ position, name, raw, drafted }) => ({
    place: serverId,
    placeName,
    toolName: name,
    raw,
    position,
    drafted,
  }));
}

/** A custom HTTP tool beside them. */
export const attachCustomTool = ({
  name,
  description,
  inputSchema,
}: {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonObject;
}): AttachedTool & { readonly drafted: false } => ({
  place: "custom",
  placeName: "custom",
  toolName: name,
  raw: { name, description, inputSchema },
  drafted: false,
});
