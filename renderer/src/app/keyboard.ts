import { getHotkeyHandler } from "@mantine/hooks";
import { useEffect } from "react";
import { offeredActions } from "#renderer/api/actions.ts";

/** Runs the action whose shortcut is pressed, wherever the focus is. A dialog keeps its own keys. */
export function useShortcuts(): void {
  useEffect(() => {
    // In the capture phase: the editor would otherwise take Ctrl/Cmd-K as the start of a chord.
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, []);
}

function onKey(event: KeyboardEvent): void {
  const target = event.target instanceof Element ? event.target : undefined;
  if (target?.closest("[role=dialog]") !== undefined && target.closest("[role=dialog]") !== null) return;
  const inEditor = target?.closest(".monaco-editor") !== null && target !== undefined;
  for (const action of offeredActions()) {
    const { shortcut, run } = action;
    if (shortcut === undefined) continue;
    // The editor has a search of its own, for its own text.
    if (inEditor && action.id === "window.filter") continue;
    let hit = false;
    getHotkeyHandler([[shortcut, () => (hit = true)]])(event);
    if (!hit) continue;
    event.preventDefault();
    event.stopPropagation();
    return run();
  }
}
