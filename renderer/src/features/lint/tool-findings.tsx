import { UnstyledButton } from "@mantine/core";
import { ChevronRight } from "lucide-react";
import { useMemo } from "react";
import { CHECKED_UNASKED, useServerFindings } from "#renderer/features/lint/use-server-findings.ts";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { StatusMark, type Tone } from "#renderer/ui/status-mark.tsx";
import type { Severity } from "#shared/lint/diagnostic.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import type { ToolEntry } from "#shared/mcp/tool.ts";
import classes from "#renderer/features/lint/tool-findings.module.css";

const TONES: Readonly<Record<Severity, Tone>> = { error: "stopped", warning: "attention", hint: "quiet" };

interface ToolFindingsProps {
  readonly tool: ToolEntry;
  readonly snapshot: Snapshot;
  readonly onShowAll: () => void;
}

/** One quiet line under a tool: what lint found in it, opening to the list. Nothing where nothing was found. */
export function ToolFindings({ tool, snapshot, onShowAll }: ToolFindingsProps) {
  const found = useServerFindings(snapshot.tools.length > CHECKED_UNASKED ? undefined : snapshot);
  const own = useMemo(
    () =>
      (found?.diagnostics ?? []).filter(
        ({ target, severity }) => target.kind === "tool" && target.position === tool.position && severity !== "hint",
      ),
    [found, tool.position],
  );
  if (own.length === 0) return undefined;
  const errors = own.some(({ severity }) => severity === "error");
  return (
    <details className={classes.findings}>
      <summary>
        <ChevronRight size={14} aria-hidden />
        <StatusMark tone={errors ? "stopped" : "attention"} size={12} /> {formatCount(own.length, "finding")}
        <span className={classes.first}>
          <CodeText text={own[0]?.message ?? ""} />
        </span>
      </summary>
      <ul>
        {own.map(({ fingerprint, severity, message, ruleId, pointer }) => (
          <li key={`${fingerprint} ${pointer ?? ""}`}>
            <StatusMark tone={TONES[severity]} size={12} label={severity} />
            <span>
              <CodeText text={message} />
            </span>
            <code>{ruleId}</code>
          </li>
        ))}
      </ul>
      <UnstyledButton className={classes.all} onClick={onShowAll}>
        Show them on the Lint tab
      </UnstyledButton>
    </details>
  );
}
