import { CircleX, Minus, TriangleAlert, type LucideIcon } from "lucide-react";
import type { Level } from "#shared/drift/drift.ts";
import classes from "#renderer/features/drift/level-mark.module.css";

const ICONS: Readonly<Record<Level, LucideIcon>> = { breaking: CircleX, risky: TriangleAlert, harmless: Minus };

/** A level as icon, colour and word. `small` leaves the word to the screen reader. */
export function LevelMark({ level, small = false }: { readonly level: Level; readonly small?: boolean }) {
  const Icon = ICONS[level];
  return (
    <span className={classes.mark} data-level={level} {...(small ? { role: "img", "aria-label": level } : {})}>
      <Icon size={14} aria-hidden />
      {small ? undefined : level}
    </span>
  );
}
