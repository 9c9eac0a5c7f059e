import { useEffect, useState } from "react";
import { trustedTypes } from "#renderer/api/trusted-types.ts";
import type * as Monaco from "#renderer/editor/monaco.ts";
import type * as Mount from "#renderer/editor/mount-json-editor.ts";
import type * as MountPrompt from "#renderer/editor/mount-prompt-editor.ts";

type EditorModules = typeof Monaco & typeof Mount & typeof MountPrompt;

// Here, because Monaco makes its policies while it is being loaded. Its own maker of workers is not used, and would
// take any address: monaco.ts says where they come from.
globalThis.MonacoEnvironment = {
  createTrustedTypesPolicy: (name, rules) =>
    name === "defaultWorkerFactory" ? undefined : trustedTypes?.createPolicy(name, rules ?? {}),
};

let loading: Promise<EditorModules> | undefined;

/** Monaco and what mounts it, fetched once and only when the first editor is shown. */
export function loadMonaco(): Promise<EditorModules> {
  loading ??= Promise.all([
    import("#renderer/editor/monaco.ts"),
    import("#renderer/editor/mount-json-editor.ts"),
    import("#renderer/editor/mount-prompt-editor.ts"),
  ]).then(([monaco, json, prompt]) => ({ ...monaco, ...json, ...prompt }));
  return loading;
}

/** Monaco when it is there; undefined before, and for good where it cannot be loaded (the plain field then stays). */
export function useMonaco(): EditorModules | undefined {
  const [modules, setModules] = useState<EditorModules>();
  useEffect(() => {
    let wanted = true;
    loadMonaco().then(
      (loaded) => {
        if (wanted) setModules(loaded);
      },
      () => undefined, // the plain text field is the fallback, and it is already on screen
    );
    return () => {
      wanted = false;
    };
  }, []);
  return modules;
}
