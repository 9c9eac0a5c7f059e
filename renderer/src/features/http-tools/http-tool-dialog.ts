import { create } from "zustand";
import type { JsonObject } from "#shared/base/json.ts";
import type { HttpTool } from "#shared/contract/http-tool.ts";
import { viewTool, type ToolEntry } from "#shared/mcp/tool.ts";

/** What a new custom tool starts from. */
export interface HttpToolSeed {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonObject;
  readonly readOnly: boolean;
}

/** The dialog that is open. */
type HttpToolDialog =
  | { readonly kind: "add"; readonly seed: HttpToolSeed | undefined; readonly assistantId: string | undefined }
  | { readonly kind: "edit"; readonly tool: HttpTool }
  | { readonly kind: "try"; readonly tool: HttpTool };

/** Which dialog about a custom HTTP tool is open, if one is. */
export const useHttpToolDialog = create<{ readonly dialog: HttpToolDialog | undefined }>(() => ({ dialog: undefined }));

export const openHttpToolDialog = (dialog: HttpToolDialog): void => useHttpToolDialog.setState({ dialog });

export const closeHttpToolDialog = (): void => useHttpToolDialog.setState({ dialog: undefined });

/** A custom tool that takes what an MCP tool takes. */
export function seedFrom({ raw }: ToolEntry): HttpToolSeed {
  const { name, description = "", inputSchema, annotations } = viewTool(raw);
  return {
    name: name.replaceAll(/[^a-zA-Z0-9_-]+/g, "_").slice(0, 64),
    description: description.slice(0, 20_000),
    inputSchema: Object.keys(inputSchema).length === 0 ? { type: "object", properties: {} } : inputSchema,
    readOnly: annotations?.["readOnlyHint"] === true,
  };
}
