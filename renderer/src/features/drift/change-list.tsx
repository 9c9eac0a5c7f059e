import { Chip } from "@mantine/core";
import { ChevronRight } from "lucide-react";
import { useMemo, useState } from "react";
import { isWanted, type ChangedThing } from "#renderer/features/drift/changed-things.ts";
import { LevelMark } from "#renderer/features/drift/level-mark.tsx";
import { PromptImpactList } from "#renderer/features/drift/prompt-impact-list.tsx";
import type { PromptRewrite } from "#renderer/features/drift/prompt-impacts.ts";
import { SuiteImpactList } from "#renderer/features/drift/suite-impact-list.tsx";
import type { SuiteRewrite } from "#renderer/features/drift/suite-impacts.ts";
import { CodeText } from "#renderer/ui/code-text.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { VirtualList } from "#renderer/ui/virtual-list.tsx";
import type { Comparison } from "#shared/contract/drift.ts";
import type { Level, Levels, Noise } from "#shared/drift/drift.ts";
import classes from "#renderer/features/drift/change-list.module.css";

const LEVELS: readonly Level[] = ["breaking", "risky", "harmless"];
const AUDIENCES: readonly (keyof Levels)[] = ["model", "prompt", "calls"];

interface ChangeListProps {
  readonly comparison: Comparison;
  readonly things: readonly ChangedThing[];
  /** Prompts that name what changed. */
  readonly prompts: readonly PromptRewrite[];
  /** Suites with rows whose tool is gone. */
  readonly suites: readonly SuiteRewrite[];
  /** Key of the chosen thing. */
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
}

/** What changed, worst first, filtered by level and by who is affected; noise folded into one line. */
export function ChangeList({
  comparison: { drift, calls },
  things,
  prompts,
  suites,
  chosen,
  onChoose,
}: ChangeListProps) {
  const [levels, setLevels] = useState<readonly string[]>([]);
  const [audiences, setAudiences] = useState<readonly string[]>([]);
  const shown = useMemo(() => {
    const wanted = AUDIENCES.filter((one) => audiences.includes(one));
    return things.filter((thing) => isWanted(thing, levels, wanted));
  }, [things, levels, audiences]);
  return (
    <div className={classes.pane}>
      <div className={classes.filters}>
        <Chip.Group multiple value={[...levels]} onChange={setLevels}>
          {LEVELS.filter((level) => things.some((one) => one.level === level)).map((level) => (
            <Chip key={level} value={level} size="xs">
              {level} {things.filter((one) => one.level === level).length.toLocaleString("en")}
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
            keyOf={({ key }) => key}
            selectedKey={chosen}
            onSelect={({ key }) => onChoose(key)}
            renderRow={(thing) => <Row thing={thing} />}
          />
        )}
      </div>
      <PromptImpactList prompts={prompts} />
      <SuiteImpactList suites={suites} />
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

function Row({ thing: { title, what, changes, level } }: { readonly thing: ChangedThing }) {
  const first = changes.find((one) => one.level === level) ?? changes[0];
  return (
    <div className={classes.row}>
      <LevelMark level={level} small />
      <div className={classes.words}>
        <div className={classes.head}>
          <code title={title}>{title}</code>
          <span className={classes.change}>{what}</span>
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

const plain = (said: string): string => said.replaceAll("`", "");
