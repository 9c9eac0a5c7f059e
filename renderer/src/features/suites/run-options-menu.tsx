import { Button, NativeSelect, NumberInput, Popover, Switch } from "@mantine/core";
import { SlidersHorizontal } from "lucide-react";
import { useEffect, useState } from "react";
import { useApi } from "#renderer/api/console-api.tsx";
import { changeOptions, type ChosenOptions } from "#renderer/features/suites/run-options.ts";
import { formatAge, formatCount } from "#renderer/ui/format.ts";
import type { Assistant } from "#shared/contract/assistant.ts";
import { SIMULATED_MODEL } from "#shared/contract/model.ts";
import classes from "#renderer/features/suites/suites-panel.module.css";

interface RunOptionsMenuProps {
  readonly assistant: Assistant;
  /** The attached servers. */
  readonly servers: readonly { readonly id: string; readonly name: string }[];
  /** The configured models; the simulated one is always there. */
  readonly models: readonly { readonly id: string; readonly name: string }[];
  readonly options: ChosenOptions;
}

/** On which model, how often, with drafts or not, and on which lists of tools a suite runs. */
export function RunOptionsMenu({ assistant, servers, models, options }: RunOptionsMenuProps) {
  const { modelId: ownModel } = assistant;
  const modelId = options.modelId ?? ownModel;
  const name = models.find(({ id }) => id === modelId)?.name ?? "Simulated model";
  const frozen = Object.keys(options.snapshotIds).length;
  const change = (part: Partial<ChosenOptions>): void => changeOptions(assistant.id, { ...options, ...part });
  return (
    <Popover position="bottom-end" width={320} trapFocus shadow="md">
      <Popover.Target>
        <Button variant="default" leftSection={<SlidersHorizontal size={14} aria-hidden />}>
          <span className={classes.optionName}>{name}</span>
          {options.repeats === 1 ? "" : `\u00a0×${options.repeats}`}
          {options.drafts ? "" : ", no drafts"}
          {frozen === 0 ? "" : ", earlier tools"}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.options}>
          <NativeSelect
            label="Model"
            data={[
              { value: SIMULATED_MODEL, label: "Simulated model" },
              ...models.filter(({ id }) => id !== SIMULATED_MODEL).map(({ id, name: label }) => ({ value: id, label })),
            ]}
            value={modelId}
            onChange={(event) => change({ modelId: event.currentTarget.value })}
          />
          <NumberInput
            label="Times each row is tried"
            description={
              modelId === SIMULATED_MODEL ? "The simulated model decides the same every time." : "A real model wavers."
            }
            min={1}
            max={20}
            value={options.repeats}
            onChange={(count) => change({ repeats: Math.min(20, Math.max(1, Math.round(Number(count)) || 1)) })}
          />
          <Switch
            label="With drafts"
            checked={options.drafts}
            onChange={(event) => change({ drafts: event.currentTarget.checked })}
          />
          {servers.map((server) => (
            <ListChoice
              key={server.id}
              server={server}
              value={options.snapshotIds[server.id] ?? ""}
              onChange={(snapshotId) => {
                const { [server.id]: _before, ...rest } = options.snapshotIds;
                change({ snapshotIds: snapshotId === "" ? rest : { ...rest, [server.id]: snapshotId } });
              }}
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ListChoiceProps {
  readonly server: { readonly id: string; readonly name: string };
  /** Id of a discovery run, or empty for the list as it is now. */
  readonly value: string;
  readonly onChange: (snapshotId: string) => void;
}

/** Discovery runs looked through for lists that differ. */
const RUNS = 100;

/** The tools of a server as it lists them now, or as it listed them once. */
function ListChoice({ server, value, onChange }: ListChoiceProps) {
  const api = useApi();
  const [lists, setLists] = useState<readonly { readonly value: string; readonly label: string }[]>([]);
  const { id } = server;
  useEffect(() => {
    let current = true;
    api.call("discovery.runs", { serverId: id, limit: RUNS }).then(
      (runs) => {
        if (!current) return;
        const seen = new Set<string>();
        const now = Date.now();
        setLists(
          runs.flatMap(({ id: runId, startedAt, outcome }) => {
            if (outcome.state !== "listed" || seen.has(outcome.listHash)) return [];
            seen.add(outcome.listHash);
            return [
              {
                value: runId,
                label: `${formatCount(outcome.tools, "tool")}, listed ${formatAge(Date.parse(startedAt), now)}`,
              },
            ];
          }),
        );
      },
      () => undefined, // only where the wire died; the connection bar says so
    );
    return () => {
      current = false;
    };
  }, [api, id]);
  return (
    <NativeSelect
      label={`What ${server.name} lists`}
      data={[{ value: "", label: "as it is now" }, ...lists]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
