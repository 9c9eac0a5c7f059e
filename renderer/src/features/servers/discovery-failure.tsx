import { Button } from "@mantine/core";
import { useApi } from "#renderer/api/console-api.tsx";
import type { ConsoleError } from "#shared/base/console-error.ts";
import type { Server } from "#shared/contract/server.ts";
import { discover, dismissFailure, useDiscovery, type Discovery } from "#renderer/features/servers/discovery-store.ts";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import classes from "#renderer/features/servers/discovery-failure.module.css";

interface DiscoveryFailureProps {
  readonly server: Server;
  /** Shows the steps of connecting one by one; absent where nothing can. */
  readonly onDiagnose: (() => void) | undefined;
}

/** The newest discovery's failure, until it is dismissed or another run begins. */
export function DiscoveryFailure({ server, onDiagnose }: DiscoveryFailureProps) {
  const api = useApi();
  const discovery = useDiscovery(server.id);
  const failure = failureOf(server, discovery);
  if (failure === undefined) return undefined;
  const { error, runId } = failure;
  return (
    <div className={classes.place}>
      <ErrorCard {...error} onDismiss={() => dismissFailure(server.id, runId)}>
        <Button variant="default" onClick={() => void discover(api, server.id)}>
          Try again
        </Button>
        {onDiagnose === undefined ? undefined : (
          <Button variant="default" onClick={onDiagnose}>
            Diagnose
          </Button>
        )}
      </ErrorCard>
    </div>
  );
}

function failureOf(
  { lastRun }: Server,
  { run, dismissedRunId }: Discovery,
): { readonly error: ConsoleError; readonly runId: string } | undefined {
  if (run.state === "running") return undefined;
  const failure =
    run.state === "failed"
      ? run
      : lastRun?.outcome.state === "failed" && lastRun.outcome.error.kind !== "cancelled"
        ? { runId: lastRun.id, error: lastRun.outcome.error }
        : undefined;
  return failure === undefined || failure.runId === dismissedRunId ? undefined : failure;
}
