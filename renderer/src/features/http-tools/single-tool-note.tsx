import { UnstyledButton } from "@mantine/core";
import { Lightbulb } from "lucide-react";
import { openHttpToolDialog, seedFrom } from "#renderer/features/http-tools/http-tool-dialog.ts";
import { visibleText } from "#shared/base/visible-text.ts";
import type { ToolEntry } from "#shared/mcp/tool.ts";
import classes from "#renderer/features/http-tools/http-tools.module.css";

interface SingleToolNoteProps {
  /** Named where it is not plain which server is meant. */
  readonly serverName?: string;
  /** The only tool that the server lists. */
  readonly tool: ToolEntry;
  /** The assistant that a custom tool would be given to. */
  readonly assistantId?: string;
}

/** MCP or custom tool? Where a server lists one tool only, what speaks for either. */
export function SingleToolNote({ serverName, tool, assistantId }: SingleToolNoteProps) {
  return (
    <p className={classes.note} role="note">
      <Lightbulb size={14} aria-hidden />
      <span>
        {serverName === undefined ? "This server" : visibleText(serverName)} has a single tool. If it has an HTTP
        endpoint of its own, a custom HTTP tool does the same with a fixed schema and without the discovery at the start
        of each conversation. MCP is the better choice when the list will grow, or when a change has to reach every
        assistant.{" "}
        <UnstyledButton
          className={classes.link}
          onClick={() => openHttpToolDialog({ kind: "add", seed: seedFrom(tool), assistantId })}
        >
          Make a custom tool from this schema
        </UnstyledButton>
      </span>
    </p>
  );
}
