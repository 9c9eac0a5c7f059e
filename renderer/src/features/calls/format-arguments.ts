import { applyEdits, format } from "jsonc-parser";

/** JSON text indented by two spaces, its tokens untouched: numbers keep every digit. Works on broken JSON as far as it goes. */
export function formatArguments(text: string): string {
  if (text.length > 500_000) return text;
  return applyEdits(text, format(text, undefined, { insertSpaces: true, tabSize: 2, eol: "\n" }));
}
