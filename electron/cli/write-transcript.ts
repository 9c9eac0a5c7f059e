import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import type { Conversation } from "#shared/contract/conversation.ts";
import { transcriptHtml } from "#shared/report/transcript-html.ts";
import { transcriptMarkdown } from "#shared/report/transcript-markdown.ts";
import { transcriptJson } from "#shared/report/transcript.ts";

type Write = (conversation: Conversation) => string;
const writers: ReadonlyMap<string, Write> = new Map<string, Write>([
  [".md", (conversation) => transcriptMarkdown(conversation)],
  [".html", (conversation) => transcriptHtml(conversation)],
  [".json", (conversation) => transcriptJson(conversation)],
]);

/** Whether a file's name tells a format that a transcript has. */
export const isTranscriptName = (file: string): boolean => writers.has(extname(file).toLowerCase());

/** Writes the transcript in the format that the file's name tells. Answers whether it could be written. */
export async function writeTranscript(file: string, conversation: Conversation): Promise<boolean> {
  const write = writers.get(extname(file).toLowerCase());
  if (write === undefined) return false;
  try {
    await writeFile(file, write(conversation));
    return true;
  } catch {
    return false; // no such folder, or no right to write there: told without the path
  }
}
