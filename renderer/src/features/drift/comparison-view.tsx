import { GitCompareArrows } from "lucide-react";
import { useState } from "react";
import { Group, Panel } from "react-resizable-panels";
import { useRememberedPanes } from "#renderer/api/use-panes.ts";
import { ChangeDetail } from "#renderer/features/drift/change-detail.tsx";
import { ChangeList } from "#renderer/features/drift/change-list.tsx";
import type { PromptRewrite } from "#renderer/features/drift/prompt-impacts.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { PaneSeparator } from "#renderer/ui/pane-separator.tsx";
import type { Comparison } from "#shared/contract/drift.ts";

interface ComparisonViewProps {
  readonly comparison: Comparison;
  /** Prompts of assistants that name what changed; none where nothing depends on these lists. */
  readonly prompts?: readonly PromptRewrite[];
}

const NONE: readonly PromptRewrite[] = [];

/** What differs between two lists: the changed tools, and beside them what changed in the chosen one. */
export function ComparisonView({ comparison, prompts = NONE }: ComparisonViewProps) {
  const panes = useRememberedPanes("drift", ["changes", "change"]);
  const [chosen, setChosen] = useState<string>();
  const { drift } = comparison;
  if (drift.tools.length === 0 && drift.noise.length === 0)
    return <EmptyState icon={GitCompareArrows} title="Nothing changed between these two." />;
  if (drift.tools.length === 0)
    return (
      <EmptyState
        icon={GitCompareArrows}
        title="Only noise differs: nothing that a model, a prompt or a call would notice."
        text={`${drift.noise.map(({ said }) => said.replaceAll("`", "")).join("; ")}.`}
      />
    );
  const tool = drift.tools.find(({ name }) => name === chosen) ?? drift.tools[0];
  return (
    <Group {...panes} orientation="horizontal">
      <Panel id="changes" defaultSize="40%" minSize={260}>
        <ChangeList comparison={comparison} prompts={prompts} chosen={tool?.name} onChoose={setChosen} />
      </Panel>
      <PaneSeparator label="Resize the list of changes" />
      <Panel id="change" minSize={280}>
        {tool === undefined ? undefined : <ChangeDetail key={tool.name} tool={tool} comparison={comparison} />}
      </Panel>
    </Group>
  );
}
