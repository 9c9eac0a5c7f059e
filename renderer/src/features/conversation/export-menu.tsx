import { Button, Menu } from "@mantine/core";
import { ChevronDown, Download } from "lucide-react";
import { fileName, saveFile } from "#renderer/ui/save-file.ts";
import type { Conversation } from "#shared/contract/conversation.ts";

/** Saves the transcript as a file. The core has masked every secret before it came here. */
export function ExportMenu({ conversation }: { readonly conversation: Conversation }) {
  const name = `${conversation.assistantName} ${conversation.startedAt.slice(0, 10)}`;
  return (
    <Menu width={200}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<Download size={14} aria-hidden />}
          rightSection={<ChevronDown size={14} aria-hidden />}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() =>
            saveFile(fileName(name, ".json"), "application/json", `${JSON.stringify(conversation, undefined, 2)}\n`)
          }
        >
          JSON
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
