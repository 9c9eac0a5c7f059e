import { Kbd } from "@mantine/core";
import classes from "#renderer/ui/key-hint.module.css";

const APPLE = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);
const NAMES: Readonly<Record<string, string>> = APPLE
  ? { mod: "⌘", shift: "⇧", alt: "⌥", enter: "⏎", escape: "Esc" }
  : { mod: "Ctrl", shift: "Shift", alt: "Alt", enter: "Enter", escape: "Esc" };

/** The keys of a shortcut as this computer names them: `mod+K` gives "⌘K" or "Ctrl K". */
export function keyNames(shortcut: string): readonly string[] {
  return shortcut.split("+").map((key) => NAMES[key.toLowerCase()] ?? key);
}

/** A shortcut as keys. */
export function KeyHint({ shortcut }: { readonly shortcut: string }) {
  return (
    <span className={classes.keys}>
      {keyNames(shortcut).map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  );
}
