// The one door to monaco-editor, loaded lazily by load-monaco.ts. Two languages (JSON, Markdown) and the diff editor.
// Its JSON mode pulls in every editor feature by itself; imported here, ahead of the first editor, because features that
// register after it are unknown to the services that it made. Those that would make server text active are off in
// editor-options.ts (links).
// oxlint-disable-next-line oxc/no-barrel-file -- the library is one, and it stays behind this file
import * as monaco from "monaco-editor/editor/editor.api.js";
// oxlint-disable-next-line import/default -- Vite makes the default export of a `?worker`
import EditorWorker from "monaco-editor/editor/editor.worker.js?worker";
import "monaco-editor/features/codicon/register.js";
import "monaco-editor/features/find/register.js";
import "monaco-editor/languages/definitions/markdown/register.js";
import "monaco-editor/languages/features/json/jsonMode.js";
// oxlint-disable-next-line import/default
import JsonWorker from "monaco-editor/languages/features/json/json.worker.js?worker";
import { jsonDefaults } from "monaco-editor/languages/features/json/register.js";

globalThis.MonacoEnvironment = {
  ...globalThis.MonacoEnvironment,
  getWorker: (_moduleId, label) => (label === "json" ? new JsonWorker() : new EditorWorker()),
};

export { jsonDefaults, monaco };
