import { GitCompareArrows } from "lucide-react";
import { useMemo, useState } from "react";
import { Group, Panel } from "react-resizable-panels";
import { useRememberedPanes } from "#renderer/api/use-panes.ts";
import { ChangeDetail } from "#renderer/features/drift/change-detail.tsx";
import { ChangeList } from "#renderer/features/drift/change-list.tsx";
import { changedThings } from "#renderer/features/drift/changed-things.ts";
import type { PromptRewrite } from "#renderer/features/drift/prompt-impacts.ts";
import type { SuiteRewrite } from "#renderer/features/drift/suite-impacts.ts";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { PaneSeparator } from "#renderer/ui/pane-separator.tsx";
import type { Comparison } from "#shared/contract/drift.ts";

interface ComparisonViewProps {
  readonly comparison: Comparison;
  /** Prompts of assistants that name what changed; none where nothing depends on these lists. */
  readonly prompts?: readonly PromptRewrite[];
  /** Suites with rows whose tool is gone. */
  readonly suites?: readonly SuiteRewrite[];
}

const NONE: readonly never[] = [];

/** What differs between two lists: the changed tools, and beside them what changed in the chosen one. */
export function ComparisonView({ comparison, prompts = NONE, suites = NONE }: ComparisonViewProps) {
  const panes = useRememberedPanes("drift", ["changes", "change"]);
  const [chosen, setChosen] = useState<string>();
  const { drift } = comparison;
  const things = useMemo(() => changedThings(drift), [drift]);
  if (things.length === 0 && drift.noise.length === 0)
    return <EmptyState icon={GitCompareArrows} title="Nothing changed between these two." />;
  if (things.length === 0)
    return (
      <EmptyState
        icon={GitCompareArrows}
        title="Only noise differs: nothing that a model, a prompt or a call would notice."
        text={`${drift.noise.map(({ said }) => said.replaceAll("`", "")).join("; ")}.`}
      />
    );
  const thing = things.find(({ key }) => key === chosen) ?? things[0];
  return (
    <Group {...panes} orientation="horizontal">
      <Panel id="changes" defaultSize="40%" minSize={260}>
        <ChangeList
          comparison={comparison}
          things={things}
          prompts={prompts}
          suites={suites}
          chosen={thing?.key}
          onChoose={setChosen}
        />
      </Panel>
      <PaneSeparator label="Resize the list of changes" />
      <Panel id="change" minSize={280}>
        {thing === undefined ? undefined : <ChangeDetail key={thing.key} thing={thing} comparison={comparison} />}
      </Panel>
    </Group>
  );
}
