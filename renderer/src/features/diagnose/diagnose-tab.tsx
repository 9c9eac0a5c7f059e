import { Button, Checkbox } from "@mantine/core";
import { Stethoscope, X } from "lucide-react";
import { useState } from "react";
import { useApi, useCapabilities } from "#renderer/api/console-api.tsx";
import { ConclusionCard } from "#renderer/features/diagnose/conclusion-card.tsx";
import { cancelDiagnosis, startDiagnosis, useDiagnosis } from "#renderer/features/diagnose/diagnosis-store.ts";
import { saveBundle } from "#renderer/features/diagnose/save-bundle.ts";
import { StepList } from "#renderer/features/diagnose/step-list.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { ErrorCard } from "#renderer/ui/error-card.tsx";
import { formatDuration } from "#renderer/ui/format.ts";
import type { Server } from "#shared/contract/server.ts";
import classes from "#renderer/features/diagnose/diagnose-tab.module.css";

/** From the URL to the tools, one step after the other, until one fails; then cause, remedy and the platform's view. */
export function DiagnoseTab({ server }: { readonly server: Server }) {
  const api = useApi();
  const diagnosed = useDiagnosis(server.id);
  const [latency, setLatency] = useState(false);
  const { version } = useCapabilities();
  const save = (): void => {
    if (diagnosed.state === "done") void saveBundle(api, server, diagnosed.diagnosis, version);
  };
  const start = (): void => void startDiagnosis(api, server.id, { latency });
  const probe = (
    <Checkbox
      label="Measure latency too: five discoveries, one a second"
      checked={latency}
      onChange={(event) => setLatency(event.currentTarget.checked)}
    />
  );
  if (diagnosed.state === "none")
    return (
      <EmptyState
        icon={Stethoscope}
        title="Find the step at which a connection fails, and who must do what."
        text="URL, credentials, DNS, TCP, TLS, HTTP, MCP and tools/list are tried in order; 20 seconds at most."
      >
        <div className={classes.first}>
          <Button onClick={start}>Diagnose</Button>
          {probe}
        </div>
      </EmptyState>
    );
  const running = diagnosed.state === "running";
  return (
    <section className={classes.tab} aria-label="Diagnosis" data-pane="diagnosis" tabIndex={0}>
      <div className={classes.bar}>
        {running ? (
          <Button
            variant="default"
            leftSection={<X size={14} aria-hidden />}
            onClick={() => cancelDiagnosis(server.id)}
          >
            Cancel
          </Button>
        ) : (
          <Button variant="default" onClick={start}>
            Diagnose again
          </Button>
        )}
        {running ? undefined : probe}
        {diagnosed.state === "done" ? (
          <span className={classes.when}>
            {new Date(diagnosed.diagnosis.startedAt).toLocaleString("en-GB")}, {formatDuration(diagnosed.diagnosis.ms)}
          </span>
        ) : undefined}
      </div>
      {diagnosed.state === "failed" ? <ErrorCard {...diagnosed.error} /> : undefined}
      {diagnosed.state === "running" ? <StepList steps={diagnosed.steps} running /> : undefined}
      {diagnosed.state === "done" ? (
        <>
          <StepList steps={diagnosed.diagnosis.steps} />
          <ConclusionCard diagnosis={diagnosed.diagnosis} onSave={save} />
        </>
      ) : undefined}
    </section>
  );
}
