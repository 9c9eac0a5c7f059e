import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import classes from "#renderer/ui/empty-state.module.css";

interface EmptyStateProps {
  readonly icon?: LucideIcon;
  /** One sentence. */
  readonly title: string;
  /** What it is for or what to do next, in one more. */
  readonly text?: string;
  /** One primary action, perhaps a link beside it. */
  readonly children?: ReactNode;
}

/** What an empty pane says. */
export function EmptyState({ icon: Icon, title, text, children }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      {Icon === undefined ? undefined : <Icon size={24} strokeWidth={1.5} aria-hidden />}
      <p className={classes.title}>{title}</p>
      {text === undefined ? undefined : <p className={classes.text}>{text}</p>}
      {children === undefined ? undefined : <div className={classes.actions}>{children}</div>}
    </div>
  );
}
