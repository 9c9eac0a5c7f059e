import { Tooltip } from "@mantine/core";
import type { JsonObject } from "#shared/base/json.ts";
import classes from "#renderer/features/tools/tool-detail.module.css";

/** What the four hints of MCP say when they are true, and when they are false. */
const HINTS: readonly (readonly [key: string, yes: string, no: string])[] = [
  ["readOnlyHint", "read only", "changes things"],
  ["destructiveHint", "destructive", "not destructive"],
  ["idempotentHint", "idempotent", "not idempotent"],
  ["openWorldHint", "open world", "closed world"],
];

/** A tool's annotations, each only as strong as the server's word. */
export function AnnotationBadges({ annotations }: { readonly annotations: JsonObject | undefined }) {
  const badges = HINTS.flatMap(([key, yes, no]) => {
    const value = annotations !== undefined && Object.hasOwn(annotations, key) ? annotations[key] : undefined;
    return typeof value === "boolean" ? [{ key, value, text: value ? yes : no }] : [];
  });
  if (badges.length === 0) return undefined;
  return (
    <span className={classes.badges}>
      <span className={classes.claims}>server claims</span>
      {badges.map(({ key, value, text }) => (
        <Tooltip key={key} label={`${key}: ${value}. The server’s own word; nothing checks it.`}>
          <span className={classes.badge}>{text}</span>
        </Tooltip>
      ))}
    </span>
  );
}
