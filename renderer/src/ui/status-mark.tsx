import { Circle, CircleAlert, CircleCheck, CircleDashed, CircleX, type LucideIcon } from "lucide-react";
import classes from "#renderer/ui/status-mark.module.css";

/** The meaning of a colour: never shown by colour alone. */
export type Tone = "good" | "attention" | "stopped" | "quiet";

const ICONS: Record<Tone | "running", LucideIcon> = {
  good: CircleCheck,
  attention: CircleAlert,
  stopped: CircleX,
  quiet: Circle,
  running: CircleDashed,
};

interface StatusMarkProps {
  readonly tone: Tone | "running";
  /** What it means, for the screen reader; absent where text beside it says so. */
  readonly label?: string;
  readonly size?: number;
}

/** An icon whose shape and colour say the same thing. */
export function StatusMark({ tone, label, size = 14 }: StatusMarkProps) {
  const Icon = ICONS[tone];
  const named = label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return (
    <span className={classes.mark} data-tone={tone} {...named}>
      <Icon size={size} strokeWidth={2} aria-hidden />
    </span>
  );
}
