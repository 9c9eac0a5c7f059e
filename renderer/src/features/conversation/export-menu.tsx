import { Button, Menu } from "@mantine/core";
import { ChevronDown, Download, FileCode, FileJson, FileText, type LucideIcon } from "lucide-react";
import { useEffect, useMemo } from "react";
import { offerActions } from "#renderer/api/actions.ts";
import { fileName, saveFile } from "#renderer/ui/save-file.ts";
import type { Conversation } from "#shared/contract/conversation.ts";
import { transcriptHtml } from "#shared/report/transcript-html.ts";
import { transcriptMarkdown } from "#shared/report/transcript-markdown.ts";
import { transcriptJson } from "#shared/report/transcript.ts";

interface Format {
  readonly title: string;
  readonly icon: LucideIcon;
  readonly ending: string;
  readonly type: string;
  readonly write: (conversation: Conversation) => string;
}

const FORMATS: readonly Format[] = [
  { title: "Markdown", icon: FileText, ending: ".md", type: "text/markdown", write: (one) => transcriptMarkdown(one) },
  { title: "HTML", icon: FileCode, ending: ".html", type: "text/html", write: (one) => transcriptHtml(one) },
  { title: "JSON", icon: FileJson, ending: ".json", type: "application/json", write: (one) => transcriptJson(one) },
];

/** Saves the transcript as a file, with what could be a secret masked once more. */
export function ExportMenu({ conversation }: { readonly conversation: Conversation }) {
  const save = useMemo(
    () =>
      ({ ending, type, write }: Format): void => {
        const name = `${conversation.assistantName} ${conversation.startedAt.slice(0, 10)}`;
        saveFile(fileName(name, ending), type, write(conversation));
      },
    [conversation],
  );
  useEffect(
    () =>
      offerActions(
        FORMATS.map((format) => ({
          id: `conversation.export${format.ending}`,
          title: `Export the transcript as ${format.title}`,
          group: "Conversation",
          keywords: "save file download",
          run: () => save(format),
        })),
      ),
    [save],
  );
  return (
    <Menu width={180}>
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
        {FORMATS.map((format) => {
          const Icon = format.icon;
          return (
            <Menu.Item key={format.ending} leftSection={<Icon size={16} aria-hidden />} onClick={() => save(format)}>
              {format.title}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
