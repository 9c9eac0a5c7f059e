import { Chip } from "@mantine/core";
import { ChevronRight } from "lucide-react";
import { useMemo, useState } from "react";
import { LevelMark } from "#renderer/features/drift/level-mark.tsx";
import { PromptImpactList } from "#renderer/features/drift/prompt-impact-list.tsx";
import type { PromptRewrite } from "#renderer/features/drift/prompt-impacts.ts";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { VirtualList } from "#renderer/ui/virtual-list.tsx";
import type { Comparison } from "#shared/contract/drift.ts";
import type { Level, Levels, Noise, ToolChange } from "#shared/drift/drift.ts";
import classes from "#renderer/features/drift/change-list.module.css";

const LEVELS: readonly Level[] = ["breaking", "risky", "harmless"];
const AUDIENCES: readonly (keyof Levels)[] = ["model", "prompt", "calls"];

interface ChangeListProps {
  readonly comparison: Comparison;
  /** Prompts that name what changed. */
  readonly prompts: readonly PromptRewrite[];
  /** Name of the chosen tool. */
  readonly chosen: string | undefined;
  readonly onChoose: (name: string) => void;
}

/** The changed tools, worst first, filtered by level and by who is affected; noise folded into one line. */
export function ChangeList({ comparison: { drift, calls }, prompts, chosen, onChoose }: ChangeListProps) {
  const [levels, setLevels] = useState<readonly string[]>([]);
  const [audiences, setAudiences] = useState<readonly string[]>([]);
  const shown = useMemo(
    () =>
      [...drift.tools]
        .filter((tool) => isWanted(tool, levels, audiences))
        .toSorted((a, b) => rank(a.level) - rank(b.level)),
    [drift, levels, audiences],
  );
  return (
    <div className={classes.pane}>
      <div className={classes.filters}>
        <Chip.Group multiple value={[...levels]} onChange={setLevels}>
          {LEVELS.filter((level) => drift.tools.some((tool) => tool.level === level)).map((level) => (
            <Chip key={level} value={level} size="xs">
              {level} {drift.tools.filter((tool) => tool.level === level).length}
            </Chip>
          ))}
        </Chip.Group>
        <span className={classes.audiences}>
          {" "}
          <span className={classes.caption}>for</span>
          <Chip.Group multiple value={[...audiences]} onChange={setAudiences}>
            {AUDIENCES.map((audience) => (
              <Chip key={audience} value={audience} size="xs">
                {audience === "prompt" ? "prompts" : audience}
              </Chip>
            ))}
          </Chip.Group>
        </span>
      </div>
      <div className={classes.list}>
        {shown.length === 0 ? (
          <EmptyState title="No change is of that kind." />
        ) : (
          <VirtualList
            items={shown}
            label="Changed tools"
            rowHeight={48}
            keyOf={({ name }) => name}
            selectedKey={chosen}
            onSelect={({ name }) => onChoose(name)}
            renderRow={(tool) => <Row tool={tool} />}
          />
        )}
      </div>
      <PromptImpactList prompts={prompts} />
      {calls.length === 0 ? undefined : (
        <p className={classes.foot}>
          {formatCount(calls.length, "saved example")} would no longer work:{" "}
          {calls.map(({ example }) => example).join(", ")}
        </p>
      )}
      {drift.noise.length === 0 ? undefined : <NoiseLine noise={drift.noise} />}
    </div>
  );
}

function Row({ tool }: { readonly tool: ToolChange }) {
  const { name, change, changes, level, from, to } = tool;
  const first = changes.find((one) => one.level === level) ?? changes[0];
  const title =
    change === "changed" || change === "added" || change === "removed" ? name : `${names(from)} → ${names(to)}`;
  return (
    <div className={classes.row}>
      <LevelMark level={level} small />
      <div className={classes.words}>
        <div className={classes.head}>
          <code title={title}>{title}</code>
          <span className={classes.change}>{change}</span>
        </div>
        <div className={classes.reason}>
          <CodeText text={first?.reason ?? ""} />
        </div>
      </div>
      <span className={classes.count}>{changes.length > 1 ? changes.length : ""}</span>
    </div>
  );
}

function NoiseLine({ noise }: { readonly noise: readonly Noise[] }) {
  return (
    <details className={classes.noise}>
      <summary>
        <ChevronRight size={14} aria-hidden />{" "}
        <span>Noise, without effect: {noise.map(({ said }) => plain(said)).join("; ")}</span>
      </summary>
      <ul>
        {noise.map(({ kind, said, places }) => (
          <li key={kind}>
            <CodeText text={said} />: {[...new Set(places.map(({ tool }) => tool))].slice(0, 30).join(", ")}
          </li>
        ))}
      </ul>
    </details>
  );
}

const names = (value: string | readonly string[] | undefined): string =>
  typeof value === "string" ? value : (value ?? []).join(", ");

const plain = (said: string): string => said.replaceAll("`", "");

const rank = (level: Level): number => LEVELS.indexOf(level);

function isWanted(tool: ToolChange, levels: readonly string[], audiences: readonly string[]): boolean {
  const level = levels.length === 0 || levels.includes(tool.level);
  const audience =
    audiences.length === 0 ||
    tool.changes.some((change) =>
      AUDIENCES.some((one) => audiences.includes(one) && change.levels[one] !== "harmless"),
    );
  return level && audience;
}
