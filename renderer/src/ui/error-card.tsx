import { ChevronRight, CircleX, X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "#renderer/ui/icon-button.tsx";
import { formatBytes, formatDuration } from "#renderer/ui/format.ts";
import classes from "#renderer/ui/error-card.module.css";

interface Limit {
  readonly name: string;
  readonly value: number;
  readonly unit: "ms" | "bytes" | "count" | "depth";
}

interface ErrorCardProps {
  /** One sentence: what happened. */
  readonly said: string;
  /** One sentence: what to do. */
  readonly next: string;
  /** Stable and searchable: `E_TLS_EXPIRED`. */
  readonly code?: string;
  /** Redacted; shown as plain text when unfolded. */
  readonly evidence?: string;
  /** The budget that was hit: its name and value. */
  readonly limit?: Limit | undefined;
  /** Buttons: try again, diagnose. */
  readonly children?: ReactNode;
  /** Gives the card a close button. It never goes by itself. */
  readonly onDismiss?: () => void;
}

/** An expected failure, in the place where it happened, with the next step. Stays until dismissed. */
export function ErrorCard({ said, next, code, evidence, limit, children, onDismiss }: ErrorCardProps) {
  return (
    <section className={classes.card} role="alert">
      <CircleX size={16} className={classes.icon} aria-hidden />
      <div className={classes.body}>
        <p className={classes.said}>{said}</p>
        <p className={classes.next}>{next}</p>
        {limit === undefined ? undefined : <p className={classes.next}>{sayLimit(limit)}</p>}
        <div className={classes.foot}>
          {children}
          {evidence === undefined || evidence === "" ? undefined : (
            <details className={classes.details}>
              <summary>
                <ChevronRight size={14} aria-hidden /> Evidence
              </summary>
              {/* Focusable, because it scrolls. */}
              <pre tabIndex={0} role="region" aria-label="Evidence">
                {evidence}
              </pre>
            </details>
          )}
        </div>
      </div>
      {code === undefined ? undefined : <code className={classes.code}>{code}</code>}
      {onDismiss === undefined ? undefined : <IconButton icon={X} label="Dismiss" onClick={onDismiss} />}
    </section>
  );
}

function sayLimit({ name, value, unit }: Limit): string {
  const size = unit === "ms" ? formatDuration(value) : unit === "bytes" ? formatBytes(value) : String(value);
  return `The limit that was hit: ${name}, ${size}.`;
}
