import { Menu } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { BookmarkPlus, Clipboard, Ellipsis, RotateCcw, SquareTerminal, WrapText } from "lucide-react";
import { useState } from "react";
import { ExampleNameDialog } from "#renderer/features/calls/example-name-dialog.tsx";
import { formatArguments } from "#renderer/features/calls/format-arguments.ts";
import type { Draft } from "#renderer/features/calls/use-draft.ts";
import type { Examples } from "#renderer/features/calls/use-examples.ts";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import type { Server } from "#shared/contract/server.ts";
import type { ToolView } from "#shared/mcp/tool.ts";
import { callAsCurl, callAsSdk, type CallToCopy } from "#shared/report/call-as-code.ts";

interface ArgumentsMenuProps {
  readonly server: Server;
  readonly tool: ToolView;
  readonly draft: Draft;
  readonly examples: Examples;
  /** The arguments can be sent: only such are worth keeping. */
  readonly valid: boolean;
}

const CLOSABLE = { closeButtonProps: { "aria-label": "Dismiss" } };

/** What else can be done with the arguments: keep them as an example, tidy them, take them elsewhere. */
export function ArgumentsMenu({ server, tool, draft, examples, valid }: ArgumentsMenuProps) {
  const [naming, setNaming] = useState(false);
  const copy = (what: string, write: (call: CallToCopy) => string): void => {
    const text = write(callToCopy(server, tool.name, draft.text));
    navigator.clipboard.writeText(text).then(
      () => showNotification({ message: `Copied as ${what}. Secrets are left out.`, autoClose: 2_500, ...CLOSABLE }),
      () => showNotification({ message: "The clipboard could not be written.", color: "red", ...CLOSABLE }),
    );
  };
  return (
    <>
      <IconButton icon={BookmarkPlus} label="Save as an example" disabled={!valid} onClick={() => setNaming(true)} />
      <Menu>
        <Menu.Target>
          <IconButton icon={Ellipsis} label="More with these arguments" />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<WrapText size={14} />} onClick={() => draft.change(formatArguments(draft.text))}>
            Format
          </Menu.Item>
          <Menu.Item leftSection={<RotateCcw size={14} />} onClick={draft.reset}>
            Start again from the schema
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<SquareTerminal size={14} />} onClick={() => copy("curl", callAsCurl)}>
            Copy as curl
          </Menu.Item>
          <Menu.Item leftSection={<Clipboard size={14} />} onClick={() => copy("an SDK call", callAsSdk)}>
            Copy as an SDK call
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ExampleNameDialog
        title="Save as an example"
        opened={naming}
        start={`Example ${examples.list.length + 1}`}
        onClose={() => setNaming(false)}
        onName={(name) => void examples.save({ name, argumentsText: draft.text })}
      />
    </>
  );
}

/** The call as the copiers need it. What the last discovery run found decides the wire and the era. */
function callToCopy(server: Server, toolName: string, argumentsText: string): CallToCopy {
  const outcome = server.lastRun?.outcome;
  const listed = outcome?.state === "listed" ? outcome : undefined;
  const protocolVersion = listed?.protocolVersion ?? "2025-11-25";
  return {
    maskedUrl: server.maskedUrl,
    transport: listed?.transport ?? server.transport ?? "streamable-http",
    protocolVersion,
    // 2026-07-28 is the first version without a handshake; versions are ISO dates and compare as text.
    era: protocolVersion >= "2026-07-28" ? "modern" : "legacy",
    toolName,
    argumentsText,
    headerNames: server.headerNames,
  };
}
