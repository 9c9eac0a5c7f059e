import { useEffect, useMemo } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { DiagnosticsPanel } from "#renderer/features/lint/diagnostics-panel.tsx";
import { followSuppressions, forEngine, useSuppressions } from "#renderer/features/lint/suppressions-store.ts";
import { useSeenFindings } from "#renderer/features/lint/use-seen-findings.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import type { Server } from "#shared/contract/server.ts";
import { lint } from "#shared/lint/lint.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import { insighto } from "#shared/platform/insighto.ts";

interface LintTabProps {
  readonly server: Server;
  readonly snapshot: Snapshot | undefined;
  /** Shows a tool by its position in the list. */
  readonly onShowTool: (position: number) => void;
}

/** What the tools' words and schemas will do to a model, checked against the platform's and the providers' rules. */
export function LintTab({ server, snapshot, onShowTool }: LintTabProps) {
  const api = useApi();
  const suppressions = useSuppressions();
  useEffect(() => followSuppressions(api), [api]);
  const diagnostics = useMemo(
    () =>
      snapshot === undefined
        ? []
        : lint({
            tools: snapshot.tools.map(({ position, raw }) => ({ position, raw })),
            profile: insighto,
            suppressions: forEngine(suppressions, undefined, () => undefined),
          }),
    [snapshot, suppressions],
  );
  const seen = useSeenFindings(`server.${server.id}`, diagnostics);
  if (snapshot === undefined)
    return <EmptyState title="Nothing has been listed yet." text="Discover the server first." />;
  return (
    <DiagnosticsPanel
      diagnostics={diagnostics}
      seen={seen}
      onShow={({ target }) => target.kind === "tool" && onShowTool(target.position)}
    />
  );
}
