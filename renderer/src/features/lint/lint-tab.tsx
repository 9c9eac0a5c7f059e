import { NativeSelect } from "@mantine/core";
import { useApi } from "#renderer/api/console-api.tsx";
import { rememberView, usePreferences } from "#renderer/api/preferences.ts";
import { DiagnosticsPanel } from "#renderer/features/lint/diagnostics-panel.tsx";
import { useSeenFindings } from "#renderer/features/lint/use-seen-findings.ts";
import { profileKey, useServerFindings } from "#renderer/features/lint/use-server-findings.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { ProgressLine } from "#renderer/ui/progress-line.tsx";
import type { Server } from "#shared/contract/server.ts";
import type { Snapshot } from "#shared/mcp/snapshot.ts";
import { insighto } from "#shared/platform/insighto.ts";
import { findProfile, profiles } from "#shared/platform/profiles.ts";

interface LintTabProps {
  readonly server: Server;
  readonly snapshot: Snapshot | undefined;
  /** Shows a tool by its position in the list. */
  readonly onShowTool: (position: number) => void;
}

/** What the tools' words and schemas will do to a model, checked against the platform's and the providers' rules. */
export function LintTab({ server, snapshot, onShowTool }: LintTabProps) {
  const found = useServerFindings(snapshot);
  const seen = useSeenFindings(snapshot, found);
  if (snapshot === undefined)
    return (
      <EmptyState
        title="No tools are known of this server yet."
        text="What they say and ask for is checked as soon as a discovery run has listed them."
      />
    );
  if (found === undefined) return <ProgressLine label="Checking the tools" />;
  return (
    <DiagnosticsPanel
      diagnostics={found.diagnostics}
      suppressions={found.suppressions}
      serverIdOf={() => server.id}
      seen={seen}
      setting={<PlatformChoice serverId={server.id} />}
      none={`${formatCount(snapshot.tools.length, "tool")} checked${found.drafts === 0 ? "" : `, ${formatCount(found.drafts, "draft")} laid over`}: names, descriptions and schemas are fine.`}
      onShow={({ target }) => target.kind === "tool" && onShowTool(target.position)}
    />
  );
}

/** The platform whose rules apply, kept for the server. */
function PlatformChoice({ serverId }: { readonly serverId: string }) {
  const api = useApi();
  const chosen = usePreferences(({ view }) => view[profileKey(serverId)]);
  return (
    <NativeSelect
      size="xs"
      aria-label="Platform"
      title="The platform whose rules apply to these tools"
      value={(findProfile(chosen ?? "") ?? insighto).id}
      onChange={(event) => rememberView(api, profileKey(serverId), event.currentTarget.value)}
      data={profiles.map(({ id, title }) => ({ value: id, label: title }))}
    />
  );
}
