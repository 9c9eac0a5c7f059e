import { UnstyledButton } from "@mantine/core";
import { CHECKED_UNASKED, useServerFindings } from "#renderer/features/lint/use-server-findings.ts";
import { formatCount } from "#renderer/ui/format.ts";
import { StatusMark } from "#renderer/ui/status-mark.tsx";
import type { Snapshot } from "#shared/mcp/snapshot.ts";

interface FindingCountsProps {
  readonly snapshot: Snapshot;
  readonly className: string | undefined;
  readonly onShow: () => void;
}

/** How many errors and warnings lint found in a server's tools; nothing where there are none. */
export function FindingCounts({ snapshot, className, onShow }: FindingCountsProps) {
  const found = useServerFindings(snapshot.tools.length > CHECKED_UNASKED ? undefined : snapshot);
  const errors = found?.diagnostics.filter(({ severity }) => severity === "error").length ?? 0;
  const warnings = found?.diagnostics.filter(({ severity }) => severity === "warning").length ?? 0;
  if (errors + warnings === 0) return undefined;
  const said = [
    ...(errors === 0 ? [] : [formatCount(errors, "error")]),
    ...(warnings === 0 ? [] : [formatCount(warnings, "warning")]),
  ].join(", ");
  return (
    <UnstyledButton className={className} title="What lint found in the tools of this server" onClick={onShow}>
      <StatusMark tone={errors > 0 ? "stopped" : "attention"} size={12} /> lint: {said}
    </UnstyledButton>
  );
}
