// The map of the rooms. `npm run rooms` checks it; `npm run rooms:draw` draws it.
const ROOM = "^(shared|electron|renderer|resources)/";
const only = (name, from, allowed, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from },
  to: { path: ROOM, pathNot: [from, ...allowed] },
});
const reserved = (name, pkg, owners, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: ROOM, pathNot: owners },
  to: { path: `(^|/)node_modules/${pkg}/|^${pkg}$|^${pkg}/.*[.]js$` },
});
const floor = ["^shared/(base|schema|mcp)/"];
const shell = [
  "^electron/core/(core|ports|model-ports|store-port|node-ports|data-home|system-clock)[.]ts$",
  "^electron/core/(mcp|models|http-tools|store|schema-check|secrets|drift|simulate)/",
  "^shared/",
  "^resources/",
];
export default {
  forbidden: [
    only("base-imports-nothing", "^shared/base/", [], "base is the floor"),
    only("schema-on-base", "^shared/schema/", ["^shared/base/"], ""),
    only("mcp-model-on-schema", "^shared/mcp/", ["^shared/(base|schema)/"], ""),
    only("lint-is-alone", "^shared/lint/", floor, "lint, drift, converse and platform never import each other"),
    only("drift-is-alone", "^shared/drift/", floor, ""),
    only("converse-is-alone", "^shared/converse/", floor, ""),
    only("platform-is-alone", "^shared/platform/", floor, ""),
    only(
      "report-reads-the-engines",
      "^shared/report/",
      ["^shared/(base|schema|mcp|lint|drift|converse|platform)/"],
      "",
    ),
    only("contract-names-shapes", "^shared/contract/", ["^shared/(base|schema|mcp|lint|drift|converse|platform)/"], ""),
    only("rpc-carries-the-contract", "^shared/rpc/", ["^shared/(base|contract)/"], ""),
    only(
      "core-has-no-shell",
      "^electron/core/(?!node-ports[.]ts$)",
      ["^shared/(?!rpc/)"],
      "core never sees a transport, a window or a screen",
    ),
    only(
      "node-ports-assemble",
      "^electron/core/node-ports[.]ts$",
      ["^electron/core/", "^shared/(?!rpc/)", "^resources/samples/"],
      "what the shells share: no part of the core imports it",
    ),
    {
      name: "jobs-are-alone",
      severity: "error",
      comment: "a job talks to the world through the ports",
      from: {
        path: "^electron/core/(assistants|call|compare|converse|diagnose|discover|servers|suites|traffic|watch)/",
      },
      to: {
        path: "^electron/core/",
        pathNot: ["^electron/core/$1/", "^electron/core/((model-)?ports|store-port)[.]ts$", "^electron/core/proxy/"],
      },
    },
    {
      name: "proxy-is-for-what-connects",
      severity: "error",
      comment: "only the gateway and the diagnosis open connections to servers",
      from: { path: ROOM, pathNot: "^electron/core/(mcp|diagnose|proxy)/" },
      to: { path: "^electron/core/proxy/" },
    },
    only(
      "outward-ports-share-the-guarded-http",
      "^electron/core/(models|http-tools)/",
      ["^electron/core/((model-)?ports|store-port)[.]ts$", "^electron/core/mcp/", "^shared/(?!rpc/)"],
      "both send and read through core/mcp's guarded HTTP; never through each other",
    ),
    only("desktop-shell", "^electron/main/", shell, "shells never import each other"),
    only("web-shell", "^electron/web/", shell, ""),
    only("cli-shell", "^electron/cli/", shell, ""),
    only("launch-stands-alone", "^electron/launch/", [], "starts what was built; is not part of it"),
    only("preload-is-a-wire", "^electron/preload/", ["^shared/rpc/wire[.]ts$"], ""),
    only("renderer-through-the-contract", "^renderer/", ["^shared/"], ""),
    only("resources-stand-alone", "^resources/", ["^shared/base/"], "what ships beside the console"),
    {
      name: "features-are-alone",
      severity: "error",
      comment: "features meet in app/, or share through ui/ and api/",
      from: { path: "^renderer/src/features/([^/]+)/" },
      to: { path: "^renderer/src/(features|app)/", pathNot: ["^renderer/src/features/$1/"] },
    },
    only("ui-knows-no-domain", "^renderer/src/ui/", ["^renderer/src/theme/"], ""),
    {
      name: "shared-has-no-runtime",
      severity: "error",
      comment: "no node: in shared/ or the renderer",
      from: { path: "^(shared|renderer)/" },
      to: { dependencyTypes: ["core"] },
    },
    reserved("electron-stays-in-its-shell", "(electron|electron-store)", ["^electron/(main|preload|launch)/"], ""),
    reserved("mcp-sdk-behind-the-gateway", "@modelcontextprotocol", ["^electron/core/mcp/", "^resources/"], ""),
    reserved("ai-sdk-in-models", "@ai-sdk", ["^electron/core/models/"], ""),
    reserved("libsql-in-the-store", "libsql", ["^electron/core/store/"], ""),
    reserved("ajv-in-the-worker", "ajv", ["^electron/core/schema-check/"], ""),
    reserved("papaparse-in-suites", "papaparse", ["^shared/converse/suite/"], ""),
    reserved("monaco-in-the-editor-room", "monaco-editor", ["^renderer/src/editor/"], ""),
    reserved("react-in-the-renderer", "(react|react-dom|zustand)", ["^renderer/"], ""),
    reserved("websocket-server-in-the-web-shell", "ws", ["^electron/web/"], ""),
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "no-unknown-imports", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "[?]worker$" } },
  ],
  options: {
    parser: "tsc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: { conditionNames: ["import", "node", "default"], exportsFields: ["exports"] },
  },
};
