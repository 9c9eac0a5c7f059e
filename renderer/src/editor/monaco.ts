// The one door to monaco-editor. Only what JSON, Markdown and diffs need is imported: no links (text from servers
// stays inert), no colour pickers, no other languages. Loaded lazily by load-monaco.ts.
// oxlint-disable-next-line oxc/no-barrel-file -- the library is one, and it stays behind this file
import * as monaco from "monaco-editor/editor/editor.api.js";
// oxlint-disable-next-line import/default -- Vite makes the default export of a `?worker`
import EditorWorker from "monaco-editor/editor/editor.worker.js?worker";
import { jsonDefaults } from "monaco-editor/languages/features/json/register.js";
// oxlint-disable-next-line import/default
import JsonWorker from "monaco-editor/languages/features/json/json.worker.js?worker";
import "monaco-editor/languages/definitions/markdown/register.js";
import "monaco-editor/features/bracketMatching/register.js";
import "monaco-editor/features/clipboard/register.js";
import "monaco-editor/features/codeEditor/register.js";
import "monaco-editor/features/codicon/register.js";
import "monaco-editor/features/contextmenu/register.js";
import "monaco-editor/features/cursorUndo/register.js";
import "monaco-editor/features/diffEditor/register.js";
import "monaco-editor/features/find/register.js";
import "monaco-editor/features/folding/register.js";
import "monaco-editor/features/format/register.js";
import "monaco-editor/features/gotoError/register.js";
import "monaco-editor/features/hover/register.js";
import "monaco-editor/features/indentation/register.js";
import "monaco-editor/features/multicursor/register.js";
import "monaco-editor/features/readOnlyMessage/register.js";
import "monaco-editor/features/snippet/register.js";
import "monaco-editor/features/suggest/register.js";
import "monaco-editor/features/toggleTabFocusMode/register.js";
import "monaco-editor/features/tokenization/register.js";
import "monaco-editor/features/unicodeHighlighter/register.js";
import "monaco-editor/features/wordHighlighter/register.js";
import "monaco-editor/features/wordOperations/register.js";

globalThis.MonacoEnvironment = {
  getWorker: (_moduleId, label) => (label === "json" ? new JsonWorker() : new EditorWorker()),
};

export { jsonDefaults, monaco };
