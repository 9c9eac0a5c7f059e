import { Popover, UnstyledButton } from "@mantine/core";
import { Info } from "lucide-react";
import { BenchmarkCard } from "#renderer/features/conversation/benchmark-card.tsx";
import { SIMULATED_MODEL } from "#shared/contract/model.ts";
import classes from "#renderer/features/conversation/model-label.module.css";

interface ModelLabelProps {
  readonly modelId: string;
  readonly modelName: string;
}

/** Which model speaks. The simulated one says so, always, and what was measured of it. */
export function ModelLabel({ modelId, modelName }: ModelLabelProps) {
  if (modelId !== SIMULATED_MODEL)
    return (
      <span className={classes.label} title="A real model that you configured">
        {modelName}
      </span>
    );
  return (
    <Popover width={520} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.simulated} aria-label="Simulated model: what was measured of it">
          Simulated model <Info size={13} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label="Simulated model: what was measured of it">
        <BenchmarkCard />
      </Popover.Dropdown>
    </Popover>
  );
}
